import type { ToldChangeView } from '../../../../shared/contract/connection-changes.ts';
import type {
  ConnectionFormView,
  ConnectionTest,
  ConnectionView,
  SyncRunView,
} from '../../../../shared/contract/connections.ts';
import type { Instant } from '../../../../shared/domain/dates.ts';
import type { AccountId, ConnectionId, SyncRunId } from '../../../../shared/domain/ids.ts';
import { currencyCode, minorUnits } from '../../../../shared/domain/money.ts';

export const AT = '2026-11-21T08:12:00.000Z' as Instant;

const PLAIN = { secret: false, optional: false, multiline: false };

export const FORM: ConnectionFormView = {
  kind: 'tryton',
  system: 'Tryton',
  everyMinutes: 30,
  fields: [
    { ...PLAIN, name: 'url', label: 'Address', help: 'The web address of the server.' },
    { ...PLAIN, name: 'user', label: 'User', help: 'A user of its own.' },
    { ...PLAIN, name: 'password', label: 'Password', help: 'Goes into the key store.', secret: true },
  ],
  guide: {
    reads: 'Customers and invoices. Nothing is written.',
    steps: ['Add a group that may only read.', 'Add a user to it.'],
    revoke: 'Deactivate the user.',
  },
};

/** A system that asks for a key file and, where there are several, for the company. */
export const KEY_FORM: ConnectionFormView = {
  ...FORM,
  kind: 'netsuite',
  system: 'NetSuite',
  fields: [
    { ...PLAIN, name: 'accountId', label: 'Account id', help: 'From the address.' },
    { ...PLAIN, name: 'key', label: 'Private key', help: 'The PEM file.', secret: true, multiline: true },
    { ...PLAIN, name: 'company', label: 'Company', help: 'Of several.', optional: true },
  ],
};

export const RUN: SyncRunView = {
  id: 'run-2' as SyncRunId,
  mode: 'changes',
  state: 'done',
  startedAt: AT,
  endedAt: AT,
  calls: 12,
  bytes: 48_200,
  counts: { invoice: 2 },
  changes: { paid: 1, due_dates: 1 },
  uncompared: 0,
  error: null,
};

export const TEST: ConnectionTest = {
  ok: false,
  at: AT,
  checks: [
    { step: 'dns', ok: true, text: 'erp.halden.example was found.' },
    { step: 'login', ok: false, text: 'Tryton did not accept the name duebook with this password.' },
  ],
  company: null,
};

export function sampleConnection(changes: Partial<ConnectionView> = {}): ConnectionView {
  return {
    id: 'con-1' as ConnectionId,
    name: 'Head office',
    kind: 'tryton',
    system: 'Tryton',
    settings: { url: 'https://erp.halden.example', user: 'duebook' },
    hasSecrets: true,
    status: 'ready',
    error: null,
    company: 'Halden Instruments A/S',
    signIn: null,
    everyMinutes: 30,
    nextRunAt: '2026-11-21T08:42:00.000Z' as Instant,
    freshAt: AT,
    lastCheck: null,
    lastRun: RUN,
    usage: { month: '2026-11', calls: 1_204, bytes: 5_300_000 },
    running: null,
    missing: [],
    ...changes,
  };
}

/** A change of Northwind's account. */
export function toldChange(
  change: ToldChangeView['change'],
  more: Partial<ToldChangeView> = {},
): ToldChangeView {
  return {
    id: 1,
    accountId: 'acc-1' as AccountId,
    account: 'Northwind Traders',
    currency: currencyCode('EUR'),
    change,
    ...more,
  };
}

export const PAID = toldChange({ kind: 'paid', number: 'INV-1042', amount: minorUnits(4_821_000) });
export const DUE = toldChange(
  { kind: 'due_date_changed', number: 'INV-1077', from: '2026-11-30', to: '2026-12-24' },
  { id: 2 },
);
