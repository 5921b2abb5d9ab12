import { describe, expect, it } from 'vitest';
import { createPerformer } from '../../../electron/engine/db/perform.ts';
import { verifyLog } from '../../../electron/engine/db/touchpoint-log/verify.ts';
import { testRegistries } from '../../support/storage/registries.ts';
import { CONTEXT, temporaryWorkspace } from '../../support/workspace.ts';

function openPerformer() {
  const connection = temporaryWorkspace().open('writer');
  const performer = createPerformer({ connection, registries: testRegistries, canWrite: true });
  const state = () => ({ notes: performer.read('countNotes', null), entries: verifyLog(connection).entries });
  return { connection, performer, state };
}

const NOTE = { name: 'a', text: 'Called about 0012' };

describe('a write', () => {
  it('commits what the command changed together with its log entries', () => {
    const { connection, performer, state } = openPerformer();
    const receipt = performer.write('keepNote', NOTE, CONTEXT);
    expect(receipt.entries).toHaveLength(2);
    expect(receipt.entries[1]).toEqual({
      seq: 2,
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      hash: verifyLog(connection).head.hash,
    });
    expect(receipt.output).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7/);
    expect(state()).toEqual({ notes: 1, entries: 2 });
  });

  it.each([
    [
      'that refuses',
      'keepNoteThenFail',
      { code: 'validation', message: 'The note is not acceptable.', details: { row: 7 } },
    ],
    ['that breaks', 'keepNoteThenBreak', { code: 'internal' }],
    ['whose entry cannot be logged', 'keepUnloggable', { code: 'internal' }],
    ['that answers "unchanged"', 'keepNoteWithoutEntry', null],
  ] as const)('by a command %s leaves nothing behind', (_, name, error) => {
    const { connection, performer, state } = openPerformer();
    const run = () => performer.write(name, NOTE, CONTEXT);
    if (error) expect(run).toThrow(expect.objectContaining(error));
    else expect(run()).toEqual({ output: 'as it was', entries: [] });
    expect(state()).toEqual({ notes: 0, entries: 0 });
    expect(connection.inTransaction).toBe(false);
  });

  it('keeps the unexpected error as the cause of "internal", out of its message', () => {
    const { performer } = openPerformer();
    expect(() => performer.write('keepNoteThenBreak', NOTE, CONTEXT)).toThrow(
      expect.objectContaining({
        cause: expect.objectContaining({ message: 'a mistake of ours' }),
        message: expect.not.stringContaining('mistake'),
      }),
    );
  });

  it('that breaks a constraint of the schema is undone and does not quote the data', () => {
    const { performer, state } = openPerformer();
    performer.write('keepNote', NOTE, CONTEXT);
    expect(() => performer.write('keepNote', NOTE, CONTEXT)).toThrow(
      expect.objectContaining({ code: 'internal' }),
    );
    expect(state()).toEqual({ notes: 1, entries: 2 });
  });

  it('goes on after one that failed', () => {
    const { performer, state } = openPerformer();
    expect(() => performer.write('keepNoteThenBreak', NOTE, CONTEXT)).toThrow();
    performer.write('keepNote', NOTE, CONTEXT);
    expect(state()).toEqual({ notes: 1, entries: 2 });
  });
});

describe('a maintenance command', () => {
  it('is committed and leaves no entry', () => {
    const { performer, state } = openPerformer();
    expect(performer.maintain('keepMany', { prefix: 'p', count: 3, text: 't' }, CONTEXT)).toBe(3);
    expect(state()).toEqual({ notes: 3, entries: 0 });
  });
});

describe('a read', () => {
  it('cannot change anything, not even on the connection that writes', () => {
    const { performer, state } = openPerformer();
    performer.write('keepNote', NOTE, CONTEXT);
    expect(() => performer.read('cheekyRead', null)).toThrow();
    expect(state()).toEqual({ notes: 1, entries: 2 });
    performer.write('keepNote', { ...NOTE, name: 'b' }, CONTEXT);
    expect(state().notes).toBe(2);
  });
});

describe('without the write lock', () => {
  it('reads are answered, and every write and maintenance command answers locked', () => {
    const workspace = temporaryWorkspace();
    const performer = createPerformer({
      connection: workspace.open('reader'),
      registries: testRegistries,
      canWrite: false,
    });
    expect(performer.read('countNotes', null)).toBe(0);
    const locked = expect.objectContaining({ code: 'locked' });
    expect(() => performer.write('keepNote', NOTE, CONTEXT)).toThrow(locked);
    expect(() => performer.maintain('keepMany', { prefix: '', count: 1, text: '' }, CONTEXT)).toThrow(locked);
  });
});

describe('an unknown name', () => {
  it.each(['nothing', 'constructor', '__proto__', 'toString'])('"%s" is refused', (name) => {
    const { performer } = openPerformer();
    const refused = expect.objectContaining({ code: 'internal', message: expect.stringContaining(name) });
    expect(() => performer.read(name, null)).toThrow(refused);
    expect(() => performer.write(name, null, CONTEXT)).toThrow(refused);
    expect(() => performer.maintain(name, null, CONTEXT)).toThrow(refused);
  });
});
