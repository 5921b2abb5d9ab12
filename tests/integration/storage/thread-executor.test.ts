import { rmSync, writeFileSync } from 'node:fs';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createInlineExecutor } from '../../../electron/engine/db/inline-executor.ts';
import type { NamedExecutor } from '../../../electron/engine/db/registries.ts';
import { createThreadExecutor } from '../../../electron/engine/db/thread-executor.ts';
import { verifyLog } from '../../../electron/engine/db/touchpoint-log/verify.ts';
import { EngineError } from '../../../electron/engine/platform/engine-error.ts';
import { newRawKey } from '../../../electron/engine/secrets/raw-key.ts';
import { testRegistries } from '../../support/storage/registries.ts';
import { CONTEXT, type TestWorkspace, temporaryWorkspace } from '../../support/workspace.ts';

const WORKER = new URL('../../support/storage/test-worker.ts', import.meta.url);

async function threads(
  workspace: TestWorkspace,
  options: { canWrite?: boolean; readers?: 1 | 2; onLost?: (error: EngineError) => void } = {},
): Promise<NamedExecutor> {
  const executor = await createThreadExecutor({
    workerUrl: WORKER,
    file: workspace.paths.database,
    key: workspace.key,
    canWrite: true,
    ...options,
  });
  onTestFinished(() => executor.close());
  return executor;
}

const inline = async (workspace: TestWorkspace, { canWrite = true } = {}): Promise<NamedExecutor> =>
  createInlineExecutor({
    connection: workspace.open(canWrite ? 'writer' : 'reader'),
    registries: testRegistries,
    canWrite,
  });

describe.each([
  ['the inline executor', inline],
  ['the thread executor', threads],
])('%s', (_, create) => {
  it('writes, logs and reads back', async () => {
    const workspace = temporaryWorkspace();
    const executor = await create(workspace);
    const receipt = await executor.write('keepNote', { name: 'a', text: 'x' }, CONTEXT);
    expect(receipt.entries.map(({ seq }) => seq)).toEqual([1, 2]);
    expect(await executor.read('names', null)).toEqual(['a']);
    expect(await executor.read('logHead', null)).toEqual({ seq: 2, hash: receipt.entries[1]?.hash });
  });

  it('keeps one order of writes and loses none when many are asked for at once', async () => {
    const workspace = temporaryWorkspace();
    const executor = await create(workspace);
    const receipts = await Promise.all(
      Array.from({ length: 40 }, (_unused, index) =>
        executor.write('keepNote', { name: `n${index}`, text: 'x' }, CONTEXT),
      ),
    );
    expect(receipts.flatMap(({ entries }) => entries.map(({ seq }) => seq))).toEqual(
      Array.from({ length: 80 }, (_unused, index) => index + 1),
    );
    expect(await executor.read('countNotes', null)).toBe(40);
    await executor.close();
    expect(verifyLog(workspace.open('reader'))).toMatchObject({ ok: true, entries: 80 });
  });

  it('hands over a refusal as the command threw it', async () => {
    const executor = await create(temporaryWorkspace());
    const refusal = executor.write('keepNoteThenFail', { name: 'a', text: 'x' }, CONTEXT);
    await expect(refusal).rejects.toBeInstanceOf(EngineError);
    await expect(refusal).rejects.toMatchObject({
      code: 'validation',
      message: 'The note is not acceptable.',
      details: { row: 7 },
    });
    expect(await executor.read('countNotes', null)).toBe(0);
  });

  it('answers "internal" for a mistake of ours, with the mistake as its cause, and goes on', async () => {
    const executor = await create(temporaryWorkspace());
    await expect(
      executor.write('keepNoteThenBreak', { name: 'a', text: 'x' }, CONTEXT),
    ).rejects.toMatchObject({
      code: 'internal',
      cause: { message: 'a mistake of ours', stack: expect.stringContaining('registries.ts') },
    });
    await executor.write('keepNote', { name: 'a', text: 'x' }, CONTEXT);
  });

  it('does not let a read change anything', async () => {
    const executor = await create(temporaryWorkspace());
    await executor.write('keepNote', { name: 'a', text: 'x' }, CONTEXT);
    await expect(executor.read('cheekyRead', null)).rejects.toBeInstanceOf(EngineError);
    expect(await executor.read('countNotes', null)).toBe(1);
  });

  it('answers locked to every write when it has no lock, and still reads', async () => {
    const executor = await create(temporaryWorkspace(), { canWrite: false });
    const note = { name: 'a', text: 'x' };
    await expect(executor.write('keepNote', note, CONTEXT)).rejects.toMatchObject({ code: 'locked' });
    await expect(
      executor.maintain('keepMany', { prefix: 'x', count: 1, text: '' }, CONTEXT),
    ).rejects.toMatchObject({
      code: 'locked',
    });
    expect(await executor.read('countNotes', null)).toBe(0);
  });
});

describe('threads', () => {
  it('let a reader answer from before while a large write is under way', async () => {
    const executor = await threads(temporaryWorkspace(), { readers: 2 });
    const order: string[] = [];
    const write = executor
      .maintain('keepMany', { prefix: 'n', count: 60_000, text: 'x'.repeat(80) }, CONTEXT)
      .then(() => order.push('write'));
    const counts = await Promise.all([executor.read('countNotes', null), executor.read('countNotes', null)]);
    order.push('reads');
    await write;
    expect(counts).toEqual([0, 0]);
    expect(order).toEqual(['reads', 'write']);
    expect(await executor.read('countNotes', null)).toBe(60_000);
  });

  it('report when one is lost: what waits fails with internal, and so does what follows', async () => {
    const lost: EngineError[] = [];
    const executor = await threads(temporaryWorkspace(), { onLost: (error) => lost.push(error) });
    const internal = { code: 'internal', message: expect.stringContaining('Open the workspace again') };
    const pending = [
      executor.maintain('endThread', null, CONTEXT),
      executor.write('keepNote', { name: 'a', text: 'x' }, CONTEXT),
    ];
    for (const result of await Promise.allSettled(pending)) {
      expect(result).toMatchObject({ status: 'rejected', reason: internal });
    }
    await expect(executor.write('keepNote', { name: 'b', text: 'x' }, CONTEXT)).rejects.toMatchObject(
      internal,
    );
    expect(lost).toEqual([expect.objectContaining(internal)]);
    expect(await executor.read('countNotes', null)).toBe(0);
  });

  it('refuse work after they were closed, and closing does not count as a loss', async () => {
    const lost: EngineError[] = [];
    const workspace = temporaryWorkspace();
    const executor = await threads(workspace, { onLost: (error) => lost.push(error) });
    await executor.write('keepNote', { name: 'a', text: 'x' }, CONTEXT);
    await executor.close();
    await expect(executor.read('countNotes', null)).rejects.toMatchObject({ code: 'not_ready' });
    expect(lost).toEqual([]);
    expect(workspace.open('reader').prepare('SELECT count(*) FROM saved_mapping').pluck().get()).toBe(1);
  });

  it('do not start on a database that does not open, and say why', async () => {
    const workspace = temporaryWorkspace();
    await expect(threads({ ...workspace, key: newRawKey() })).rejects.toMatchObject({ code: 'damaged' });
    writeFileSync(workspace.paths.database, '');
    await expect(threads(workspace)).rejects.toMatchObject({ code: 'damaged' });
    rmSync(workspace.paths.database);
    await expect(threads(workspace)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('leave the key of the caller as it is', async () => {
    const workspace = temporaryWorkspace();
    const before = new Uint8Array(workspace.key);
    await threads(workspace);
    expect(workspace.key).toEqual(before);
  });

  it('fail a request whose input cannot cross, without losing count', async () => {
    const executor = await threads(temporaryWorkspace());
    await expect(executor.read('countNotes', () => 1)).rejects.toThrow();
    expect(await executor.read('countNotes', null)).toBe(0);
  });
});
