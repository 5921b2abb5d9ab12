import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { type RawKey, rawKeyToHex } from '../../../electron/engine/secrets/raw-key.ts';

/** A child process that works on a workspace and says on stdout, line by line, what is done for good. */
export interface WorkspaceChild {
  readonly pid: number;
  /** Every line so far; grows while the child runs. */
  readonly lines: string[];
  /** False once it has ended, by itself or killed. */
  running(): boolean;
  /** Resolves when `count` lines have come, or the child has ended. */
  untilLines(count: number): Promise<void>;
  /** SIGKILL: no handler, no flush. Resolves when it is gone. */
  kill(): Promise<void>;
  /** Resolves with the exit status when it ends by itself. */
  readonly ended: Promise<number | null>;
}

/**
 * Starts `script`, named from this folder. The key, where it needs one, goes over stdin; `shell` may prepare the surroundings, for instance
 * `ulimit -f 100`.
 */
export function startChild(
  script: string,
  args: readonly string[],
  key: RawKey | null,
  options: { readonly shell?: string } = {},
): WorkspaceChild {
  const path = fileURLToPath(new URL(script, import.meta.url));
  const command = `${options.shell ?? 'true'}; exec "$0" "$@"`;
  const child: ChildProcessWithoutNullStreams = spawn(
    'bash',
    ['-c', command, process.execPath, path, ...args],
    {
      env: { ...process.env, NODE_OPTIONS: '' },
    },
  );
  child.stderr.pipe(process.stderr);
  child.stdin.on('error', () => {});
  child.stdin.end(key === null ? '' : rawKeyToHex(key));
  const lines: string[] = [];
  const reader = createInterface({ input: child.stdout });
  const waiting: { readonly count: number; readonly resolve: () => void }[] = [];
  let over = false;
  const wake = () => {
    for (const { count, resolve } of waiting) if (over || lines.length >= count) resolve();
  };
  reader.on('line', (line) => {
    lines.push(line);
    wake();
  });
  const ended = Promise.all([once(child, 'exit'), once(reader, 'close')]).then(
    ([[status]]): number | null => {
      over = true;
      wake();
      return status;
    },
  );
  return {
    pid: child.pid ?? 0,
    lines,
    ended,
    running: () => !over,
    untilLines: (count) =>
      new Promise((resolve) => {
        waiting.push({ count, resolve });
        wake();
      }),
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
