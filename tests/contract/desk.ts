import { join } from 'node:path';
import { systemTiming } from '../../electron/engine/connectors/http/timing.ts';
import { type ImportOutcome, importOutcomeSchema } from '../../shared/contract/import-procedures.ts';
import { type PlainDate, plainDate } from '../../shared/domain/dates.ts';
import type { AccountId, DraftId, MailboxId } from '../../shared/domain/ids.ts';
import type { ImportMapping } from '../../shared/domain/imports/mapping.ts';
import type { CurrencyCode } from '../../shared/domain/money.ts';
import { type LinkedEngine, linkedEngine } from '../support/engine/linked-engine.ts';
import { coreConnector } from '../support/ledger/core-connector.ts';
import { FakeLedger } from '../support/ledger/fake-ledger.ts';
import { FILTER, LEDGER_CSV, MAILBOX, MAPPING, NEW_BOOKS, SORT } from './inputs.ts';

export interface LedgerOptions {
  /** The file claims to list everything that is open. */
  readonly complete?: boolean;
}

export interface PickedLedger {
  readonly grant: string;
  readonly mapping: ImportMapping;
  readonly complete: boolean;
  readonly asOf: PlainDate | null;
}

/** A linked engine with what the cases of procedures ask of the books most. */
export interface Desk extends LinkedEngine {
  /** The account at the top of the worklist. */
  accountId(): Promise<AccountId>;
  target(): Promise<{ readonly accountId: AccountId; readonly currency: CurrencyCode }>;
  /** A kept letter to it. */
  draftId(): Promise<DraftId>;
  mailboxId(): Promise<MailboxId>;
  /** A picked file with `LEDGER_CSV` and an invoice of its own in it, and how its columns are read. */
  pickedLedger(options?: LedgerOptions): PickedLedger;
  importLedger(options?: LedgerOptions): Promise<ImportOutcome>;
}

/** A desk on the demo's books; an accounting system that is connected here has none yet. */
export async function demoDesk(): Promise<Desk> {
  return deskOn(
    await linkedEngine({
      demo: true,
      connectors: { tryton: () => coreConnector(new FakeLedger()) },
      timing: { ...systemTiming, sleep: async () => undefined },
    }),
  );
}

/** A desk on new books that a passphrase keeps, in the folder `first` of its home. */
export async function passphraseDesk(): Promise<Desk & { readonly recoveryCode: string }> {
  const desk = deskOn(await linkedEngine());
  const { recoveryCode } = await createBooks(desk, 'first');
  return { ...desk, recoveryCode };
}

export function createBooks(desk: Desk, folder: string) {
  const folderGrant = desk.engine.files.offerOpenPath(join(desk.home, folder));
  return desk.client.workspaces.create({ ...NEW_BOOKS, folderGrant });
}

function deskOn(linked: LinkedEngine): Desk {
  const { client, engine } = linked;
  const target = async () => {
    const { items } = await client.worklist.page({ filter: FILTER, sort: SORT, limit: 1 });
    const [top] = items;
    if (top === undefined) throw new Error('The worklist is empty.');
    return { accountId: top.accountId, currency: top.currency };
  };
  let picked = 0;
  const pickedLedger = ({ complete = false }: LedgerOptions = {}): PickedLedger => {
    picked += 1;
    const lines = LEDGER_CSV.replace('B-100', `B-${1000 + picked}`);
    return {
      grant: engine.files.offerBytes('ledger.csv', Buffer.from(lines)),
      mapping: MAPPING,
      complete,
      asOf: complete ? plainDate('2026-11-01') : null,
    };
  };
  return {
    ...linked,
    target,
    accountId: async () => (await target()).accountId,
    async draftId() {
      const draft = await client.drafts.create({ target: await target(), stage: 'friendly' });
      return draft.id;
    },
    async mailboxId() {
      const known = (await client.mailboxes.list()).find(({ address }) => address === MAILBOX.address);
      return (known ?? (await client.mailboxes.add(MAILBOX))).id;
    },
    pickedLedger,
    async importLedger(options) {
      const { jobId } = await client.imports.run(pickedLedger(options));
      const job = await linked.ended(jobId);
      return importOutcomeSchema.parse(job.result);
    },
  };
}
