import type {
  MaintenanceCommand,
  ReadQuery,
  WriteCommand,
} from '../../../electron/engine/db/commands/command.ts';
import type { Registries } from '../../../electron/engine/db/registries.ts';
import { readHead } from '../../../electron/engine/db/touchpoint-log/append.ts';
import type { LogHead } from '../../../electron/engine/db/touchpoint-log/entry-hash.ts';
import { EngineError } from '../../../electron/engine/platform/engine-error.ts';

/** A small set of operations on the real schema: enough to see what the executors do with any operation. */
export interface Note {
  readonly name: string;
  readonly text: string;
}

const store = (db: Parameters<typeof keepNote>[0], { name, text }: Note, at: string) =>
  db
    .prepare('INSERT INTO saved_mapping (shape_hash, kind, mapping_json, updated_at) VALUES (?, ?, ?, ?)')
    .run(name, 'note', text, at);

const keepNote: WriteCommand<Note, string> = (db, input, context) => {
  store(db, input, context.now);
  return {
    output: context.newId(),
    entries: [
      { kind: 'note', account: null, payload: { summary: `Kept ${input.name}`, text: input.text } },
      { kind: 'settings_changed', account: null, payload: { summary: 'Counted it', count: 1 } },
    ],
  };
};

const keepNoteWithoutEntry: WriteCommand<Note, string> = (db, input, context) => {
  store(db, input, context.now);
  return { output: 'as it was', unchanged: true };
};

const keepNoteThenFail: WriteCommand<Note, never> = (db, input, context) => {
  store(db, input, context.now);
  throw new EngineError('validation', 'The note is not acceptable.', { row: 7 });
};

const keepNoteThenBreak: WriteCommand<Note, never> = (db, input, context) => {
  store(db, input, context.now);
  throw new TypeError('a mistake of ours');
};

const keepUnloggable: WriteCommand<Note, null> = (db, input, context) => {
  store(db, input, context.now);
  return {
    output: null,
    entries: [{ kind: 'note', account: null, payload: { summary: 'x', ratio: Number.NaN } }],
  };
};

const keepMany: MaintenanceCommand<
  { readonly prefix: string; readonly count: number; readonly text: string },
  number
> = (db, { prefix, count, text }, context) => {
  for (let number = 0; number < count; number++) store(db, { name: `${prefix}${number}`, text }, context.now);
  return count;
};

const endThread: MaintenanceCommand<null, never> = () => process.exit(9);

const countNotes: ReadQuery<null, number> = (db) =>
  Number(db.prepare('SELECT count(*) FROM saved_mapping').pluck().get());

const names: ReadQuery<null, readonly string[]> = (db) =>
  db.prepare<[], string>('SELECT shape_hash FROM saved_mapping ORDER BY shape_hash').pluck().all();

const logHead: ReadQuery<null, LogHead> = (db) => readHead(db);

const cheekyRead: ReadQuery<null, number> = (db) => db.prepare('DELETE FROM saved_mapping').run().changes;

export const testRegistries = {
  queries: { countNotes, names, logHead, cheekyRead },
  commands: { keepNote, keepNoteWithoutEntry, keepNoteThenFail, keepNoteThenBreak, keepUnloggable },
  maintenance: { keepMany, endThread },
} satisfies Registries;
