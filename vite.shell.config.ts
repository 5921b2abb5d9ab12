import { fileURLToPath } from 'node:url';
import { defineConfig, type UserConfig } from 'vite';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Packages stay outside: Electron finds them in node_modules, with their native parts. */
const isPackage = (id: string): boolean =>
  !id.startsWith('.') && !id.startsWith('/') && !/^[A-Za-z]:/.test(id);

const common = { target: 'node24', emptyOutDir: true, minify: false, reportCompressedSize: false } as const;

/** The shell, and the engine's process beside its database worker. */
const main: UserConfig = {
  publicDir: false,
  build: {
    ...common,
    outDir: at('out/main/'),
    ssr: true,
    rollupOptions: {
      external: isPackage,
      input: {
        shell: at('electron/shell/main.ts'),
        utility: at('electron/hosts/utility.ts'),
        'db-worker': at('electron/engine/db/worker.ts'),
        'storage-task-worker': at('electron/engine/db/storage-task-worker.ts'),
        'brief-pdf-worker': at('electron/engine/services/handoff/brief/brief-pdf-worker.ts'),
      },
      // Chunks lie beside the entries: worker threads are found next to the file that starts them.
      output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunk-[name]-[hash].js' },
    },
  },
};

/** A sandboxed preload script can only be one CommonJS file. */
const preload: UserConfig = {
  publicDir: false,
  build: {
    ...common,
    outDir: at('out/preload/'),
    ssr: true,
    rollupOptions: {
      external: ['electron'],
      input: { preload: at('electron/shell/preload.ts') },
      output: { format: 'cjs', entryFileNames: '[name].cjs' },
    },
  },
};

export default defineConfig(({ mode }) => (mode === 'preload' ? preload : main));
