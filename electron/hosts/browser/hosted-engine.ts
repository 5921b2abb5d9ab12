import type { AnyRouter, Context } from '@orpc/server';
import type { FileExchange } from '../../engine/platform/files.ts';

/** What a host needs of an engine, however it was composed. */
export type HostedEngine = {
  readonly router: AnyRouter;
  readonly context: Context;
  readonly files: FileExchange;
  close(): Promise<void>;
};
