import { spawn } from 'node:child_process';
import { once as event } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import BetterSqlite from 'better-sqlite3';
import type { Connector } from '../../electron/engine/connectors/connector.ts';
import { createRateLimiters } from '../../electron/engine/connectors/http/rate-limiter.ts';
import { memoryTokenStore } from '../../electron/engine/connectors/http/token-session.ts';
import { createXeroConnector } from '../../electron/engine/connectors/xero/xero-connector.ts';
import type { Connection } from '../../electron/engine/db/connection.ts';
import { SYNC_ENTITIES } from '../../shared/domain/connections/connector-kinds.ts';
import { plainDate } from '../../shared/domain/dates.ts';
import { engineWorkspaceIn } from '../support/engine/engine-workspace.ts';
import { fakeTiming } from '../support/ledger/fake-timing.ts';
import { addedConnection, synced } from '../support/ledger/synced-books.ts';
import { canonicalConnector, record, recordsFor } from './canonical-pages.ts';
import { type Measured, once, reportLine } from './measure.ts';

type Print = (line: string) => void;

/** Everything that there is, at the page size that the connector takes by itself. */
export async function benchSync(invoices: number, rows: number, print: Print): Promise<void> {
  print(`\nsynchronisation`);
  await benchXero(invoices, print);
  await benchRows(rows, print);
}

async function benchXero(invoices: number, print: Print): Promise<void> {
  const xero = await startXeroProcess(invoices);
  try {
    const name = `${invoices.toLocaleString('en-US')} invoices from Xero`;
    // The first time the fake works its answers out.
    await plainRead(xero);
    const plain = await once('plain', () => plainRead(xero));
    const pages = await once(`${name}, read only`, () => drain(xero.connector()));
    print(reportLine(pages, plain));
    const first = await inWorkspace((read) => once(`${name}, into the books`, () => read(xero.connector())));
    print(reportLine(first, plain));
  } finally {
    xero.stop();
  }
}

/** The least that it costs: ask for every page one after the other, parse it, and keep the rows in a plain table. */
async function plainRead({ origin, tenantId, tokens }: XeroProcess): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'duebook-bench-'));
  const db: Connection = new BetterSqlite(join(folder, 'plain.db'));
  db.pragma('journal_mode = WAL');
  db.exec('CREATE TABLE row (id TEXT PRIMARY KEY, total REAL, due REAL, json TEXT) WITHOUT ROWID');
  const insert = db.prepare('INSERT OR REPLACE INTO row VALUES (?, ?, ?, ?)');
  const keep = db.transaction((rows: readonly Record<string, unknown>[], id: string) => {
    for (const row of rows)
      insert.run(row[id], row.Total ?? null, row.AmountDue ?? null, JSON.stringify(row));
  });
  const headers = { authorization: `Bearer ${tokens.accessToken}`, 'xero-tenant-id': tenantId };
  for (const [list, id, query] of LISTS) {
    for (let page = 1, pages = 1; page <= pages; page += 1) {
      const url = `${origin}/api.xro/2.0/${list}?${query}&order=${id}+ASC&page=${page}&pageSize=500`;
      const answer = (await (await fetch(url, { headers })).json()) as Record<string, unknown>;
      pages = Number((answer.pagination as { pageCount: number }).pageCount);
      keep(answer[list] as readonly Record<string, unknown>[], id);
    }
  }
  db.close();
  rmSync(folder, { recursive: true, force: true });
}

/** With the very addresses that the connector asks for, so that the fake has worked them out. */
const LISTS = [
  ['Contacts', 'ContactID', 'includeArchived=true'],
  ['Invoices', 'InvoiceID', 'where=Type%3D%3D%22ACCREC%22'],
  [
    'Payments',
    'PaymentID',
    'where=PaymentType%3D%3D%22ACCRECPAYMENT%22+OR+PaymentType%3D%3D%22ARCREDITPAYMENT%22+OR+PaymentType%3D%3D%22AROVERPAYMENTPAYMENT%22+OR+PaymentType%3D%3D%22ARPREPAYMENTPAYMENT%22',
  ],
] as const;

async function drain(connector: Connector): Promise<void> {
  const signal = new AbortController().signal;
  for (const entity of SYNC_ENTITIES) {
    if (connector.capabilities.delta[entity] === undefined) continue;
    for await (const _page of connector.full(entity, null, signal));
  }
}

interface XeroProcess {
  readonly origin: string;
  readonly tenantId: string;
  readonly clientId: string;
  readonly tokens: { readonly accessToken: string; readonly refreshToken: string };
  connector(): Connector;
  stop(): void;
}

async function startXeroProcess(invoices: number): Promise<XeroProcess> {
  const script = fileURLToPath(new URL('xero-process.ts', import.meta.url));
  const child = spawn(process.execPath, [...process.execArgv, script, String(invoices)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const [line] = (await event(child.stdout, 'data')) as [Buffer];
  const told = JSON.parse(line.toString('utf8')) as Omit<XeroProcess, 'connector' | 'stop'>;
  return {
    ...told,
    connector() {
      const timing = fakeTiming();
      const now = timing.now();
      return createXeroConnector({
        tenantId: told.tenantId,
        clientId: told.clientId,
        tokens: memoryTokenStore({
          ...told.tokens,
          expiresAt: now + 86_400_000,
          refreshedAt: now,
          refreshEndsAt: null,
        }),
        platform: { timing, limiters: createRateLimiters(timing), onCost: () => undefined },
        servers: { api: told.origin, identity: told.origin },
      });
    },
    stop: () => child.stdin.end(),
  };
}

/** Runs the work with a new workspace that has its threads, as in the application. */
async function inWorkspace(
  work: (read: (connector: Connector, onPage?: () => void) => Promise<void>) => Promise<Measured>,
): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), 'duebook-bench-'));
  const engine = await engineWorkspaceIn(join(folder, 'workspace'), {
    threads: true,
    start: plainDate('2026-11-20'),
  });
  try {
    return await work(async (connector, onPage = () => undefined) => {
      const connection = await addedConnection(engine.workspace);
      const outcome = await synced(engine.workspace, connection, connector, { onProgress: onPage });
      if (outcome.state !== 'done') throw new Error(outcome.error?.message);
    });
  } finally {
    await engine.workspace.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function benchRows(rows: number, print: Print): Promise<void> {
  // Of 200 invoices come 100 payments with an application each, and 2 customers.
  const invoices = Math.round((rows * 200) / 402);
  const counts = recordsFor(invoices);
  const count = Object.values(counts).reduce((sum, one) => sum + one, 0);
  const plain = await once('plain', () => plainRows(invoices));
  const memory: number[] = [];
  const name = `${count.toLocaleString('en-US')} rows into the books`;
  const ours = await inWorkspace((read) =>
    once(name, () => read(canonicalConnector(invoices), () => memory.push(process.memoryUsage().rss))),
  );
  print(reportLine(ours, plain));
  print(`memory while it goes on: ${growth(memory)}`);
}

/** The highest memory of the first tenth of the pages, of the middle one and of the last one. */
function growth(memory: readonly number[]): string {
  const highest = (tenth: number) =>
    Math.max(
      ...memory.slice(
        Math.floor((memory.length * tenth) / 10),
        Math.floor((memory.length * (tenth + 1)) / 10),
      ),
    );
  const [first, middle, last] = [0, 5, 9].map((tenth) => Math.round(highest(tenth) / 1e6));
  return `${first} MB resident at most in the first tenth of the pages, ${middle} MB in the middle, ${last} MB in the last`;
}

/** The same records by plain statements, one transaction for each page: no encryption, no rules, no figures. */
function plainRows(invoices: number): void {
  const folder = mkdtempSync(join(tmpdir(), 'duebook-bench-'));
  const db: Connection = new BetterSqlite(join(folder, 'plain.db'));
  db.pragma('journal_mode = WAL');
  db.exec(
    'CREATE TABLE row (entity TEXT, id TEXT, owner TEXT, json TEXT, PRIMARY KEY (entity, id)) WITHOUT ROWID',
  );
  const insert = db.prepare('INSERT OR REPLACE INTO row VALUES (?, ?, ?, ?)');
  const counts = recordsFor(invoices);
  for (const [entity, count] of Object.entries(counts)) {
    for (let start = 0; start < count; start += 500) {
      db.transaction(() => {
        for (let index = start; index < Math.min(count, start + 500); index += 1) {
          const one = record(entity as Parameters<typeof record>[0], index, counts);
          insert.run(
            one.entity,
            one.sourceId,
            'customerId' in one ? one.customerId : null,
            JSON.stringify(one),
          );
        }
      })();
    }
  }
  db.close();
  rmSync(folder, { recursive: true, force: true });
}
