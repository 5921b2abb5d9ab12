import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

const SECOND = 1000;

/** The long runs take the suites that repeat more often when they are asked to; the others run once, in `npm test`. */
const isLong = process.env.DUEBOOK_LONG === '1';
const repeated = ['*.long', '*kill*', '*fuzz*', '*properties*', '*hostile*'];

/** The command line keeps what the compiler made of the modules there; workers and child processes of tests start faster by it. */
const compileCache = join(import.meta.dirname, 'node_modules', '.cache', 'duebook');

const suite = (name: string, timeout: number) => ({
  extends: true as const,
  test: {
    name,
    include: isLong
      ? repeated.map((pattern) => `tests/${name}/**/${pattern}.test.{ts,tsx,mjs}`)
      : [`tests/${name}/**/*.test.{ts,tsx,mjs}`],
    exclude: isLong ? [] : ['**/*.long.test.{ts,tsx,mjs}'],
    env: { NODE_COMPILE_CACHE: compileCache },
    testTimeout: isLong ? 1800 * SECOND : timeout,
    hookTimeout: 60 * SECOND,
    setupFiles: name === 'unit' ? ['tests/support/patient-screens.ts'] : [],
  },
});

export default defineConfig({
  test: {
    environment: 'node',
    // The main process hardly works while tests run: two cores have room for two workers.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    // Mantine prints the whole element, thousands of lines, when a page without a layout hides it.
    onConsoleLog: (log) => (log.includes('use-focus-trap') ? false : undefined),
    projects: [
      suite('unit', 30 * SECOND),
      suite('contract', 60 * SECOND),
      suite('integration', 60 * SECOND),
      suite('security', 60 * SECOND),
    ],
  },
});
