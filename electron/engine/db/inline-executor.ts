import { createPerformer, type PerformerOptions } from './perform.ts';
import type { NamedExecutor } from './registries.ts';

/**
 * An executor on the calling thread with one connection: for the command line, where one process does one thing.
 * `canWrite` false goes with a reader's connection. Closing it closes the connection.
 */
export function createInlineExecutor(options: PerformerOptions): NamedExecutor {
  const performer = createPerformer(options);
  return {
    read: async (name, input) => performer.read(name, input),
    write: async (name, input, context) => performer.write(name, input, context),
    maintain: async (name, input, context) => performer.maintain(name, input, context),
    close: async () => {
      options.connection.close();
    },
  };
}
