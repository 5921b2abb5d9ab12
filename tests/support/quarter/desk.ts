import { createRouterClient } from '@orpc/server';
import { router } from '../../../electron/engine/api/router.ts';
import { createJobBoard } from '../../../electron/engine/jobs/job-board.ts';
import { createFileExchange } from '../../../electron/engine/platform/files.ts';
import { silentLogger } from '../../../electron/engine/platform/logger.ts';
import { createSyncDesk } from '../../../electron/engine/services/connections/sync-desk.ts';
import { createEventHub } from '../../../electron/engine/services/events/event-hub.ts';
import { openSharedFolder } from '../../../electron/engine/services/handoff/shared-folder.ts';
import { sendDueMessages } from '../../../electron/engine/services/outbox/send-due-messages.ts';
import { openPeople, type People } from '../../../electron/engine/services/people/people.ts';
import { openProfile } from '../../../electron/engine/services/profile/profile.ts';
import { createSession } from '../../../electron/engine/services/session/session.ts';
import { syncSurroundings } from '../../../electron/engine/services/sync/sync-connection.ts';
import type { Installation } from '../../../electron/engine/services/workspace/installation.ts';
import type { OpenWorkspace } from '../../../electron/engine/services/workspace/open-workspace.ts';
import type { EngineClient } from '../../../shared/contract/index.ts';
import { plainDate } from '../../../shared/domain/dates.ts';
import type { JobId } from '../../../shared/domain/ids.ts';
import { engineWorkspaceIn, type MovableClock } from '../engine/engine-workspace.ts';
import { columnsOf, csvOf, type FileRow, mappingFor } from '../engine/ledger-files.ts';
import type { FakeSmtp } from '../smtp/fake-smtp.ts';
import { USUAL_PLAN } from '../smtp/smtp-plan.ts';

/** Whose desk it is, where their keys are, and the time there. */
export interface DeskPlace {
  readonly name: string;
  readonly folder: string;
  readonly installation: Installation;
  readonly clock: MovableClock;
}

/** A desk of one specialist: the whole engine behind its API, on a real workspace, with a clock that the test moves. */
export interface QuarterDesk {
  readonly client: EngineClient;
  readonly place: DeskPlace;
  readonly people: People;
  workspace(): OpenWorkspace;
  goTo(day: string): void;
  /** Reads the two files of the accounting system as of a day. */
  readBooks(
    files: { readonly invoices: readonly FileRow[]; readonly payments: readonly FileRow[] },
    asOf: string,
  ): Promise<void>;
  /** Sends what was queued, after the time in which it can be undone. */
  send(): Promise<void>;
  /** Writes down what became of promises, as after midnight; answers with how many changed. */
  decide(): Promise<number>;
  /** Midnight passes without new books. */
  newDay(): Promise<void>;
  close(): Promise<void>;
}

const UNDO_TIME = 11_000;

const OWNER = 'Ines Okafor';

/** Makes a workspace in `folder` and opens a desk there, whose mail goes through the given server. */
export async function quarterDesk(folder: string, start: string, smtp: FakeSmtp): Promise<QuarterDesk> {
  const made = await engineWorkspaceIn(folder, { start: plainDate(start), currency: 'GBP', pace: 1 });
  await made.workspace.close();
  const { installation, clock } = made;
  const desk = await openDesk({ name: OWNER, folder, installation, clock }, smtp);
  const sender = { name: OWNER, title: 'AR', email: USUAL_PLAN.user, phone: '' };
  await desk.client.settings.change({ company: COMPANY, sender });
  return desk;
}

/** Opens a desk on a workspace that is there. */
export async function openDesk(place: DeskPlace, smtp: FakeSmtp): Promise<QuarterDesk> {
  const { name, folder, installation, clock } = place;
  const hub = createEventHub();
  const profile = openProfile(installation.home, { DUEBOOK_ACTOR: name });
  const jobs = createJobBoard({
    clock,
    logger: silentLogger,
    onChange: (job) => hub.publish({ type: 'job', job }),
  });
  const files = createFileExchange();
  const syncDesk = createSyncDesk({ jobs, hub, surroundings: syncSurroundings(silentLogger) });
  const people = openPeople(installation, { kind: 'keyring', store: installation.keyring });
  const session = createSession({ installation, profile, people, hub, jobs, syncDesk });
  await session.open(folder);
  const context = {
    ...{ installation, hostKind: 'electron' as const, session, profile, people, hub, jobs, files, syncDesk },
    sharedFolder: openSharedFolder(installation.home),
    recoveryCodes: new Map(),
    importReports: new Map(),
  };
  const client: EngineClient = createRouterClient(router, { context });
  // Its rounds are run by `send`, one after the other.
  await client.app.reportOnline({ online: false });
  await setUp(client, smtp, name);

  const ended = async (id: JobId): Promise<string> => {
    const stop = new AbortController();
    const events = hub.subscribe(stop.signal);
    try {
      for (;;) {
        const state = jobs.get(id)?.state ?? 'forgotten';
        if (state !== 'running') return state;
        await events.next();
      }
    } finally {
      stop.abort();
    }
  };
  const readFile = async (rows: readonly FileRow[], kind: 'invoices' | 'payments', asOf: string) => {
    if (rows.length === 0) return;
    const columns = columnsOf(rows);
    const { jobId } = await client.imports.run({
      grant: files.offerBytes(`${kind}.csv`, csvOf(rows, columns)),
      mapping: mappingFor(columns, kind),
      asOf: plainDate(asOf),
    });
    const state = await ended(jobId);
    if (state !== 'done') throw new Error(`The import ended as ${state}.`);
  };
  const decide = async () => {
    const workspace = session.workspace();
    const { output } = await workspace.db.write('decidePromises', null, workspace.context());
    return output.decided;
  };
  return {
    client,
    place,
    people,
    workspace: session.workspace,
    goTo: (day) => clock.goTo(plainDate(day)),
    async readBooks({ invoices, payments }, asOf) {
      await readFile(invoices, 'invoices', asOf);
      await readFile(payments, 'payments', asOf);
    },
    async send() {
      clock.wait(UNDO_TIME);
      await sendDueMessages(session.workspace(), { logger: silentLogger });
    },
    decide,
    async newDay() {
      const workspace = session.workspace();
      await workspace.db.maintain('ageSummaries', { force: false }, workspace.context());
      await decide();
    },
    close: () => session.shutDown(),
  };
}

const COMPANY = {
  ...{ name: 'Halden Instruments', address: '1 Quay', phone: '+44 20 7946 0000', email: 'ar@halden.example' },
  ...{ paymentInstructions: 'Account 12-34', portalUrl: '' },
};

async function setUp(client: EngineClient, smtp: FakeSmtp, name: string): Promise<void> {
  await client.mailboxes.add({
    address: USUAL_PLAN.user,
    displayName: name,
    imapUrl: 'imaps://localhost:1',
    smtpUrl: `smtps://localhost:${smtp.port}`,
    user: USUAL_PLAN.user,
    password: USUAL_PLAN.password,
    certificateAuthority: smtp.caPem,
    perMinute: 1_000,
    perDay: 100_000,
  });
}
