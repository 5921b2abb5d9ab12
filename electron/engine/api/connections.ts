import { CONNECTION_FORMS } from '../../../shared/domain/connections/connection-fields.ts';
import { connectionGuide } from '../../../shared/domain/connections/connection-guides.ts';
import {
  awaitConnectionSignIn,
  cancelConnectionSignIn,
  chooseSignInBooks,
  pasteSignInAddress,
  startConnectionSignIn,
} from '../services/connections/connection-sign-ins.ts';
import { countTest, keepTest, testView } from '../services/connections/connection-tests.ts';
import {
  connectionView,
  listConnections,
  missingOf,
  readChanges,
  readDifferences,
  readRuns,
} from '../services/connections/connection-view.ts';
import {
  addConnection,
  changeConnection,
  removeConnection,
  requireConnection,
  testConnection,
  tryConnection,
} from '../services/connections/connections-service.ts';
import { listFolderFiles, offerFolderFile, settingsFromWindow } from '../services/connections/folder-desk.ts';
import { api } from './base.ts';
import type { EngineContext } from './context.ts';
import { writeBackProcedures } from './write-back.ts';

type ConnectionRow = Awaited<ReturnType<typeof requireConnection>>;

const MOST_PROBLEMS = 500;

export const connections = {
  ...writeBackProcedures,
  list: api.connections.list.handler(({ context }) =>
    listConnections(context.session.workspace(), context.syncDesk.running),
  ),
  forms: api.connections.forms.handler(() =>
    CONNECTION_FORMS.map(({ kind, system, everyMinutes, browserSignIn, fields }) => {
      const { addresses, ...guide } = connectionGuide(kind);
      return {
        kind,
        system,
        everyMinutes,
        ...(browserSignIn === undefined ? {} : { browserSignIn }),
        fields: fields
          .filter(({ fromSignIn }) => !fromSignIn)
          .map(({ name, label, help, secret, optional, multiline, choices, folder, onlyWith }) => ({
            name,
            label,
            help,
            secret,
            optional: optional === true,
            multiline: multiline === true,
            ...(choices === undefined ? {} : { choices: choices.map((choice) => ({ ...choice })) }),
            ...(folder === undefined ? {} : { folder }),
            ...(onlyWith === undefined ? {} : { onlyWith }),
          })),
        guide: {
          ...guide,
          steps: [...guide.steps],
          ...(addresses === undefined ? {} : { addresses: [...addresses] }),
        },
      };
    }),
  ),
  add: api.connections.add.handler(async ({ context, input }) => {
    const { everyMinutes, ...rest } = input;
    const settings = fromWindow(context, input.kind, input.settings, null);
    const given = { ...rest, settings, ...(everyMinutes === undefined ? {} : { everyMinutes }) };
    const added = await addConnection(context.session.workspace(), given);
    tell(context);
    return shown(context, added);
  }),
  change: api.connections.change.handler(async ({ context, input }) => {
    const { id, name, settings, secrets, everyMinutes } = input;
    const workspace = context.session.workspace();
    const before = await requireConnection(workspace, id);
    const changed = await changeConnection(workspace, id, {
      ...(name === undefined ? {} : { name }),
      ...(settings === undefined ? {} : { settings: fromWindow(context, before.kind, settings, before) }),
      ...(secrets === undefined ? {} : { secrets }),
      ...(everyMinutes === undefined ? {} : { everyMinutes }),
    });
    tell(context);
    return shown(context, changed);
  }),
  remove: api.connections.remove.handler(async ({ context, input }) => {
    await context.syncDesk.stop(input.id);
    await removeConnection(context.session.workspace(), input.id);
    tell(context);
    return { removed: true };
  }),
  test: api.connections.test.handler(async ({ context, input, signal }) => {
    const workspace = context.session.workspace();
    const connection = await requireConnection(workspace, input.id);
    const { surroundings } = context.syncDesk;
    const report = await testConnection(workspace, connection, surroundings, signal ?? NEVER);
    const test = await keepTest(workspace, connection.id, report);
    context.hub.changed('connections');
    return test;
  }),
  tryOut: api.connections.tryOut.handler(async ({ context, input, signal }) => {
    const workspace = context.session.workspace();
    const kept = input.id === null ? null : await requireConnection(workspace, input.id);
    const { surroundings } = context.syncDesk;
    const settings = fromWindow(context, input.kind, input.settings, kept);
    const report = await tryConnection(
      workspace,
      { ...input, settings, kept },
      surroundings,
      signal ?? NEVER,
    );
    if (kept !== null) await countTest(workspace, kept.id, report);
    return testView(report, workspace.now());
  }),
  startSignIn: api.connections.startSignIn.handler(async ({ context, input }) => {
    const workspace = context.session.workspace();
    const connection = await requireConnection(workspace, input.id);
    const { timing, limiters } = context.syncDesk.surroundings;
    return startConnectionSignIn(workspace, connection, { timing, limiters, onCost: () => {} });
  }),
  awaitSignIn: api.connections.awaitSignIn.handler(async ({ context, input }) => {
    const ended = await awaitConnectionSignIn(context.session.workspace(), input.signIn);
    if (ended.state === 'done') tell(context);
    return ended;
  }),
  pasteSignIn: api.connections.pasteSignIn.handler(({ context, input }) => {
    pasteSignInAddress(context.session.workspace(), input.signIn, input.address);
    return { taken: true };
  }),
  chooseBooks: api.connections.chooseBooks.handler(async ({ context, input }) => {
    const chosen = await chooseSignInBooks(context.session.workspace(), input.signIn, input.books);
    tell(context);
    return shown(context, chosen);
  }),
  cancelSignIn: api.connections.cancelSignIn.handler(({ context, input }) => ({
    cancelled: cancelConnectionSignIn(context.session.workspace(), input.signIn),
  })),
  sync: api.connections.sync.handler(async ({ context, input }) => {
    const workspace = context.session.workspace();
    const connection = await requireConnection(workspace, input.id);
    return { jobId: context.syncDesk.read(workspace, connection, { mode: input.mode }) };
  }),
  runs: api.connections.runs.handler(async ({ context, input }) =>
    readRuns(context.session.workspace(), input, context.syncDesk.running(input.id)),
  ),
  changes: api.connections.changes.handler(({ context, input }) =>
    readChanges(context.session.workspace(), input),
  ),
  differences: api.connections.differences.handler(({ context, input }) =>
    readDifferences(context.session.workspace(), input.id),
  ),
  problems: api.connections.problems.handler(async ({ context, input }) => [
    ...(await context.session
      .workspace()
      .db.read('syncProblems', { connectionId: input.id, limit: MOST_PROBLEMS })),
  ]),
  usage: api.connections.usage.handler(async ({ context, input }) => [
    ...(await context.session.workspace().db.read('connectionUsage', { connectionId: input.id })),
  ]),
  files: api.connections.files.handler(async ({ context, input }) =>
    listFolderFiles(context.session.workspace(), input),
  ),
  offerFile: api.connections.offerFile.handler(async ({ context, input, signal }) => {
    const workspace = context.session.workspace();
    const connection = await requireConnection(workspace, input.id);
    return offerFolderFile(workspace, connection, context.files, {
      name: input.name,
      signal: signal ?? NEVER,
    });
  }),
  answerMissing: api.connections.answerMissing.handler(async ({ context, input }) => {
    const workspace = context.session.workspace();
    const connection = await requireConnection(workspace, input.id);
    const [last] = await workspace.db.read('syncRuns', { connectionId: connection.id, limit: 1 });
    const entities = last === undefined ? [] : missingOf(last).map(({ entity }) => entity);
    if (entities.length === 0) return { jobId: null };
    if (input.believe) {
      const request = { mode: 'changes', believed: entities } as const;
      return { jobId: context.syncDesk.read(workspace, connection, request) };
    }
    await workspace.db.maintain(
      'keepMissing',
      { connectionId: connection.id, entities },
      workspace.context(),
    );
    context.hub.changed('connections');
    return { jobId: null };
  }),
};

/** Settings as a window gives them: of a folder, only the one that a person picked. */
function fromWindow(
  { files }: EngineContext,
  kind: string,
  settings: Readonly<Record<string, string>>,
  kept: Pick<ConnectionRow, 'settingsJson'> | null,
): Readonly<Record<string, string>> {
  if (kind !== 'folder') return settings;
  const { path = null } = kept === null ? {} : (JSON.parse(kept.settingsJson) as { readonly path?: string });
  return settingsFromWindow(settings, files, path);
}

/** For callers that cannot give up. */
const NEVER = new AbortController().signal;

function shown({ session, syncDesk }: EngineContext, row: ConnectionRow) {
  return connectionView(session.workspace(), row, syncDesk.running(row.id));
}

function tell({ hub }: EngineContext): void {
  hub.changed('connections');
  hub.changed('log');
}
