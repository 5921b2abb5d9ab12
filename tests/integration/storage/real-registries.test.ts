import { describe, expect, it } from 'vitest';
import { commands } from '../../../electron/engine/db/commands/index.ts';
import { maintenance } from '../../../electron/engine/db/commands/maintenance.ts';
import type { Executor } from '../../../electron/engine/db/executor.ts';
import { createInlineExecutor } from '../../../electron/engine/db/inline-executor.ts';
import { queries } from '../../../electron/engine/db/queries/index.ts';
import { createThreadExecutor } from '../../../electron/engine/db/thread-executor.ts';
import { verifyLog } from '../../../electron/engine/db/touchpoint-log/verify.ts';
import { typedExecutor } from '../../../electron/engine/db/typed-executor.ts';
import { CONTEXT, type TestWorkspace, temporaryWorkspace } from '../../support/workspace.ts';

const WORKER = new URL('../../../electron/engine/db/worker.ts', import.meta.url);

const inline = async ({ open }: TestWorkspace): Promise<Executor> =>
  typedExecutor(
    createInlineExecutor({
      connection: open('writer'),
      registries: { commands, maintenance, queries },
      canWrite: true,
    }),
  );

const threads = async ({ paths, key }: TestWorkspace): Promise<Executor> =>
  typedExecutor(await createThreadExecutor({ workerUrl: WORKER, file: paths.database, key, canWrite: true }));

describe.each([
  ['inline', inline],
  ['on threads', threads],
])("the workspace's own operations %s", (_, create) => {
  it('set up a workspace, log it, and verify', async () => {
    const workspace = temporaryWorkspace();
    const executor = await create(workspace);
    const { entries } = await executor.write(
      'createWorkspace',
      {
        id: workspace.header.workspaceId,
        name: 'Client',
        currency: 'USD',
        timeZone: 'UTC',
        demo: false,
        templates: [],
      },
      CONTEXT,
    );
    await executor.close();
    expect(verifyLog(workspace.open('reader'))).toEqual({
      ok: true,
      entries: 1,
      head: { seq: 1, hash: entries[0]?.hash },
    });
  });
});
