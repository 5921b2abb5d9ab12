import type { Connection } from '../../../../renderer/api/connection.ts';
import { type Engine, engineOver } from '../../../../renderer/api/engine.ts';
import type { Job, Preferences } from '../../../../shared/contract/app.ts';
import type { WorklistItem } from '../../../../shared/contract/worklist.ts';
import { LANES } from '../../../../shared/domain/lanes/lanes.ts';
import { TODAY_SECTIONS } from '../../../../shared/domain/today/sections.ts';
import { sampleList, sampleSheet } from './sample-calls.ts';
import { SAMPLE_TIMELINE, sampleAccount, sampleItems, TODAY } from './sample-ledger.ts';

export interface SampleEngine {
  readonly engine: Engine;
  /** Every call, in order: path and input. */
  readonly calls: readonly { readonly path: string; readonly input: unknown }[];
  /** Answers a procedure differently from now on. */
  answer(path: string, handler: (input: never) => unknown): void;
}

/** An engine at the other end of the channel that answers with a fixed ledger: enough for the window to run. */
export function createSampleEngine(
  options: { readonly items?: readonly WorklistItem[]; readonly jobs?: readonly Job[] } = {},
): SampleEngine {
  const items = options.items ?? sampleItems();
  const calls: { path: string; input: unknown }[] = [];
  let preferences: Preferences = {
    theme: 'system',
    density: 'compact',
    locale: 'en-GB',
    personName: null,
    layout: { 'today.seen': TODAY },
  };
  const handlers = new Map<string, (input: never) => unknown>([
    ['app.status', () => STATUS],
    ['app.watch', () => silence()],
    ['app.preferences.get', () => preferences],
    [
      'app.preferences.set',
      (part: Partial<Preferences>) => {
        preferences = { ...preferences, ...part };
        return preferences;
      },
    ],
    ['app.connectivity', () => ONLINE],
    ['app.reportOnline', () => ONLINE],
    ['app.jobs.list', () => options.jobs ?? []],
    ['outbox.list', () => ({ messages: [], total: 0, next: null, pauses: [] })],
    ['disputes.list', () => ({ disputes: [], total: 0 })],
    ['holds.list', () => ({ holds: [] })],
    ['handoffs.overview', () => ({ handoffs: [], handed: [] })],
    ['takeover.coverage', () => ({ coverage: null })],
    ['cash.unapplied', () => ({ rows: [], total: 0, next: null })],
    [
      'connections.writeBack',
      () => ({
        offered: false,
        reason: 'There is nothing to write to.',
        right: null,
        on: false,
        kinds: [],
        counts: { waiting: 0, unknown: 0, failed: 0, written: 0 },
        notes: [],
      }),
    ],
    ['settings.get', () => ({ agingEdges: [30, 60, 90] })],
    ['calls.list', () => sampleList([])],
    ['calls.count', () => ({ total: 0 })],
    ['calls.sheet', () => sampleSheet()],
    [
      'calls.log',
      () => ({
        seq: 1,
        id: 'tp-1',
        hash: 'h',
        promiseId: null,
        disputeId: null,
        previous: null,
        warnings: [],
      }),
    ],
    ['calls.undo', () => ({ undone: true })],
    ['worklist.views.list', () => []],
    ['worklist.page', (input: PageInput) => pageOf(items, input)],
    ['worklist.planStep', previousSteps],
    ['worklist.setOwner', previousSteps],
    ['today.view', () => sampleToday(items)],
    ['accounts.get', (input: { id: string }) => sampleAccount(find(items, input.id))],
    ['accounts.timeline', () => ({ entries: SAMPLE_TIMELINE, next: null })],
    ['accounts.search', () => []],
    ['accounts.addTouchpoint', () => ({ seq: 1, id: 'tp-1', hash: 'h' })],
    ['accounts.retractTouchpoint', () => ({ seq: 2, id: 'tp-2', hash: 'h' })],
    [
      'accounts.snooze',
      (input: { accountIds: string[] }) => ({
        previous: input.accountIds.map((accountId) => ({ accountId, until: null, reason: null })),
      }),
    ],
    [
      'accounts.setNextAction',
      (input: { accountIds: string[] }) => ({
        previous: input.accountIds.map((accountId) => ({ accountId, action: null })),
      }),
    ],
  ]);
  const connection: Connection = {
    link: {
      async call(path, input) {
        const name = path.join('.');
        calls.push({ path: name, input });
        const handler = handlers.get(name);
        if (!handler) throw new Error(`The sample engine has no ${name}.`);
        return handler(input as never);
      },
    },
    state: () => 'open',
    subscribe: () => () => {},
    retryNow: () => {},
  };
  return { engine: engineOver(connection), calls, answer: (path, handler) => handlers.set(path, handler) };
}

interface PageInput {
  readonly filter: { readonly search: string };
  readonly limit: number;
}

function previousSteps(input: { accountIds: string[] }) {
  return { previous: input.accountIds.map((accountId) => ({ accountId, action: null, owner: null })) };
}

const ONLINE = { online: true, since: null, draftsWaiting: 0 };
/** What the window is told of the workspace, which is the demo. */
export const STATUS = {
  state: 'ready',
  workspace: {
    id: 'ws-1',
    name: 'Halden Supply',
    currency: 'EUR',
    timeZone: 'Europe/Berlin',
    demo: true,
    path: '/',
  },
  today: TODAY,
  actor: 'Mara Lindt',
};

function pageOf(items: readonly WorklistItem[], { filter, limit }: PageInput) {
  const found = items.filter((item) => item.name.toLowerCase().includes(filter.search?.toLowerCase() ?? ''));
  const currencies = [...new Set(found.map((item) => item.currency))];
  return {
    items: found.slice(0, limit),
    total: found.length,
    totals: currencies.map((currency) => {
      const rows = found.filter((item) => item.currency === currency);
      const sum = (field: 'overdue' | 'open') => rows.reduce((total, row) => total + row[field], 0);
      return { currency, overdue: sum('overdue'), open: sum('open'), rows: rows.length };
    }),
    lanes: LANES.flatMap((lane) => {
      const rows = found.filter((item) => item.lane === lane);
      return rows.length === 0 ? [] : [{ lane, rows: rows.length, sums: [] }];
    }),
    withoutStep: items.filter((item) => !item.hasStep).length,
    next: null,
    asOf: TODAY,
    figures: { at: '2026-11-21T08:12:00.000Z', from: null, sources: 1 },
    facets: { currencies, countries: ['Germany', 'Netherlands'] },
  };
}

function find(items: readonly WorklistItem[], id: string): WorklistItem {
  const item = items.find((one) => one.accountId === id);
  if (!item) throw new Error(`The sample ledger has no account ${id}.`);
  return item;
}

/** An event stream on which nothing happens. */
async function* silence(): AsyncGenerator<never> {
  await new Promise(() => {});
}

/** The morning of the sample ledger: its first accounts, one in each of the first sections; no payment came. */
function sampleToday(items: readonly WorklistItem[]) {
  return {
    today: TODAY,
    since: '2026-11-20',
    figures: { at: '2026-11-21T08:12:00.000Z', from: null, sources: 1 },
    figuresTooOld: false,
    sections: TODAY_SECTIONS.map((section, index) => {
      const item = section === 'payments' ? undefined : items[index];
      if (item === undefined) return { section, total: 0, rows: [] };
      const { accountId, number, name, currency, overdue } = item;
      const row = { key: accountId, accountId, number, name, currency, minor: overdue, date: TODAY };
      return { section, total: 1, rows: [{ ...row, text: `About ${name}` }] };
    }),
  };
}
