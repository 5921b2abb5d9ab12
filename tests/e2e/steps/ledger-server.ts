import { addDays, type PlainDate } from '../../../shared/domain/dates.ts';
import { FakeLedger } from '../../support/ledger/fake-ledger.ts';
import type { LedgerId } from '../../support/ledger/ledger-model.ts';
import { found } from '../../support/ledger/ledger-store.ts';
import { NEW } from '../../support/ledger/odoo/odoo-contract.ts';
import { DATABASE, type FakeOdoo, KEY, startOdoo, USER } from '../../support/ledger/odoo/odoo-dialect.ts';
import { today } from './books.ts';

/** An Odoo with books of today, which Duebook connects to over the loopback address. */
export interface LedgerServer {
  readonly ledger: FakeLedger;
  readonly fake: FakeOdoo;
  readonly address: string;
  readonly database: string;
  readonly user: string;
  readonly apiKey: string;
  /** The number of a document as it is printed on it. */
  numberOf(id: LedgerId): string;
  /** A payment of all that is open of an invoice, an hour later by the ledger's clock. */
  payInFull(invoice: LedgerId, reference: string): void;
  /** Answers so many requests for this model, and keeps the others back until the function that it returns is called. */
  hold(model: string, first?: number): () => void;
  stop(): Promise<void>;
}

/** For a host that reads such books: what it waits so as not to be a burden to a server passes at once. */
export const NO_WAITS = {
  NODE_OPTIONS: `--import=${new URL('../../support/jump-waits.ts', import.meta.url)}`,
} as const;

const HOUR = 3_600_000;

/** Serves what `keep` enters. The clock of the books is a day behind: what happens while a test runs is dated before now. */
export async function startLedgerServer(keep: (ledger: FakeLedger) => void): Promise<LedgerServer> {
  const ledger = new FakeLedger();
  ledger.tick(Date.now() - 24 * HOUR - ledger.now);
  keep(ledger);
  ledger.tick(HOUR);
  const fake = await startOdoo(ledger, NEW);
  return {
    ledger,
    fake,
    address: fake.server.origin,
    database: DATABASE,
    user: USER,
    apiKey: KEY,
    numberOf: (id) => found(ledger.documents, id).number,
    payInFull(id, reference) {
      ledger.tick(HOUR);
      ledger.pay([[id, ledger.openOf(found(ledger.documents, id))]], { reference });
    },
    hold(model, first = 0) {
      let answered = 0;
      let release: () => void = () => {};
      const held = new Promise<void>((resolve) => {
        release = resolve;
      });
      fake.before = async ({ url }) => {
        if (!url.pathname.includes(`/${model}/`)) return;
        answered += 1;
        if (answered > first) await held;
      };
      return release;
    },
    stop: () => fake.server.stop(),
  };
}

/** So many days from today, as the books write them. */
export function day(days: number): PlainDate {
  return addDays(today(), days);
}
