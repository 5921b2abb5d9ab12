import type { WriteBackChoice } from '../../../electron/engine/db/commands/write-back.ts';
import type { WriteBackId } from '../../../shared/domain/ids.ts';
import { connectedBooks } from '../write-back/connected-books.ts';
import type { CommandCases } from './command-case.ts';
import { unknown } from './command-case.ts';
import type { EngineTest } from './engine-test.ts';

async function choice(engine: EngineTest): Promise<WriteBackChoice> {
  const { connection } = await connectedBooks(engine);
  return { id: connection.id, on: true, kinds: ['call', 'note'], approve: ['call', 'note'] };
}

/** A note that waits to be written into the books of the account `A`. */
async function waiting(engine: EngineTest): Promise<{ readonly id: WriteBackId }> {
  const { connection, note } = await connectedBooks(engine);
  await engine.workspace.db.write(
    'setWriteBack',
    { id: connection.id, on: true, kinds: ['note'], approve: ['note'] },
    engine.workspace.context(),
  );
  return { id: await note('Asked for a copy.') };
}

export const CASES_OF_WRITE_BACK = {
  setWriteBack: {
    prepare: choice,
    kind: 'write_back_changed',
    onAccount: false,
    again: 'unchanged',
    refused: (input) => ({ ...input, kinds: [] }),
  },
  noteWrittenBack: {
    prepare: async (engine) => ({ ...(await waiting(engine)), by: 'found' }),
    kind: 'note_written_back',
    onAccount: true,
    again: 'unchanged',
    refused: unknown,
  },
  dropWriteBack: {
    prepare: waiting,
    kind: 'note_not_written_back',
    onAccount: true,
    again: 'unchanged',
    refused: unknown,
  },
} satisfies Partial<CommandCases>;
