import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import {
  EXPORTED_OTHERWISE,
  EXPORTED_TABLES,
  NOT_EXPORTED,
} from '../../../electron/engine/db/contract-end/tables.ts';
import { EngineError } from '../../../electron/engine/platform/engine-error.ts';
import { rawKeyToHex } from '../../../electron/engine/secrets/raw-key.ts';
import {
  type ExportTarget,
  fileTarget,
  memoryTarget,
} from '../../../electron/engine/services/contract-end/export-targets.ts';
import {
  exportWorkspace,
  type WorkspaceExport,
} from '../../../electron/engine/services/contract-end/export-workspace.ts';
import { verifyLogFile } from '../../../electron/engine/services/log/log-service.ts';
import type { OpenWorkspace } from '../../../electron/engine/services/workspace/open-workspace.ts';
import { type CurrencyCode, formatDecimal, minorUnits } from '../../../shared/domain/money.ts';
import {
  endingWorkspace,
  PASSPHRASE,
  SECRET,
  withCopies,
} from '../../support/contract-end/ending-workspace.ts';
import { unzipped, writeAll } from '../../support/contract-end/unpack.ts';
import { importRows } from '../../support/engine/ledger-files.ts';
import { findPlaintext } from '../../support/storage/plaintext-scan.ts';
import { temporaryFolder, temporaryWorkspace } from '../../support/workspace.ts';

const FORMULA = '=HYPERLINK("https://evil.example","Alder")';
const ROWS = [
  { customerNumber: 'C1', customerName: FORMULA, invoiceNumber: '0017', amount: '1000.10', currency: 'EUR' },
  { customerNumber: 'C1', customerName: FORMULA, invoiceNumber: '0018', amount: '-50.10', currency: 'EUR' },
  {
    customerNumber: 'C2',
    customerName: 'Birch, "Ltd"',
    invoiceNumber: 'J1',
    amount: '12345',
    currency: 'JPY',
  },
  { customerNumber: 'C3', customerName: 'Cedar\nAG', invoiceNumber: 'K1', amount: '7.125', currency: 'KWD' },
  ...Array.from({ length: 1_203 }, (_, index) => ({
    customerNumber: `D${index % 40}`,
    customerName: `Dogwood ${index % 40}`,
    invoiceNumber: `P${index}`,
    amount: `${10 + (index % 90)}.05`,
    currency: 'USD',
  })),
].map((row) => ({ ...row, invoiceDate: '2026-09-01', dueDate: '2026-10-01' }));

async function filled(workspace: OpenWorkspace): Promise<void> {
  await importRows(workspace, ROWS);
  const { id } = await workspace.db.read('findAccount', { key: 'C1' });
  await workspace.db.write(
    'addTouchpoint',
    { accountId: id, kind: 'note', outcome: null, text: '+1 on "Friday"\nsecond line' },
    workspace.context(),
  );
}

function exported(workspace: OpenWorkspace, target: ExportTarget): Promise<WorkspaceExport> {
  const signal = new AbortController().signal;
  return exportWorkspace(workspace, { target, version: '0.0.0', signal, onProgress: () => {} });
}

function rowsIn(files: ReadonlyMap<string, Buffer>, name: string): Record<string, string>[] {
  return parse(files.get(name) ?? '', { bom: true, columns: true }) as Record<string, string>[];
}

/** Sums decimal texts without a float. */
function sumOf(amounts: readonly string[], currency: CurrencyCode): string {
  const decimals = formatDecimal(minorUnits(0), currency).split('.')[1]?.length ?? 0;
  const minor = amounts.map((text) => {
    expect(text.split('.')[1]?.length ?? 0).toBe(decimals);
    return Number(text.replace('.', ''));
  });
  return formatDecimal(minorUnits(minor.reduce((sum, one) => sum + one, 0)), currency);
}

describe('an export of everything', () => {
  it('holds open amounts that add up to the aging, the whole log, and no secret', async () => {
    const ending = await endingWorkspace('passphrase');
    await withCopies(ending);
    const workspace = await ending.open();
    await filled(workspace);
    const out = join(temporaryFolder(), 'all.zip');
    const receipt = await exported(workspace, fileTarget(out));
    const files = await unzipped(readFileSync(out));

    expect(files.size).toBe(receipt.files);
    expect(createHash('sha256').update(readFileSync(out)).digest('hex')).toBe(receipt.sha256);
    const folder = temporaryFolder();
    writeAll(files, folder);
    execFileSync('sha256sum', ['-c', '--strict', '--quiet', 'SHA256SUMS'], { cwd: folder });
    expect((files.get('SHA256SUMS') ?? '').toString().trim().split('\n')).toHaveLength(files.size - 1);

    const today = workspace.today();
    const { totals } = await workspace.db.read('agingReport', {
      ...{ asOf: today, today, basis: 'due', byAccount: false },
    });
    const documents = rowsIn(files, 'documents.csv');
    expect(totals.map(({ currency }) => currency)).toEqual(['EUR', 'JPY', 'KWD', 'USD']);
    for (const { currency, gross, credits } of totals) {
      const open = (kind: string) =>
        sumOf(
          documents
            .filter((row) => row.currency === currency && row.kind === kind)
            .map((row) => row.open ?? ''),
          currency,
        );
      expect(open('invoice')).toBe(formatDecimal(gross, currency));
      expect(open('credit_note')).toBe(formatDecimal(minorUnits(-credits), currency));
    }

    const log = await verifyLogFile(files.get('log.jsonl') ?? new Uint8Array());
    expect(log).toMatchObject({ ok: true, complete: true, head: receipt.head, entries: receipt.head.seq });
    expect(rowsIn(files, 'log.csv')).toHaveLength(receipt.head.seq);
    const secrets = [
      SECRET.value,
      PASSPHRASE,
      rawKeyToHex(workspace.key),
      Buffer.from(workspace.key),
      'T0K3N',
    ];
    expect(findPlaintext([folder], secrets)).toEqual([]);
  });

  it('keeps identifiers as text and defuses what a spreadsheet would run', async () => {
    const { open } = await endingWorkspace('keyring');
    const workspace = await open();
    await filled(workspace);
    const target = memoryTarget(1_000_000_000);
    await exported(workspace, target);
    const files = await unzipped(target.bytes());
    const [first] = rowsIn(files, 'documents.csv');
    expect(first).toMatchObject({
      ...{ number: '0017', account_name: `'${FORMULA}`, total: '1000.10', due_date: '2026-10-01' },
    });
    expect(rowsIn(files, 'documents.csv').find((row) => row.number === 'K1')?.total).toBe('7.125');
    expect(rowsIn(files, 'accounts.csv').find((row) => row.number === 'C2')?.name).toBe('Birch, "Ltd"');
    const settings = JSON.parse(String(files.get('settings.json'))) as { workspace: { name: string } };
    expect(settings.workspace.name).toBe(workspace.name);
    const readme = String(files.get('README.txt'));
    for (const name of files.keys()) if (!name.includes('/')) expect(readme).toContain(name);
  });

  it('makes equal archives of equal contents', async () => {
    const { open } = await endingWorkspace('keyring');
    const workspace = await open();
    await filled(workspace);
    const [first, second] = [memoryTarget(1_000_000_000), memoryTarget(1_000_000_000)];
    await exported(workspace, first);
    await exported(workspace, second);
    const [before, after] = [await unzipped(first.bytes()), await unzipped(second.bytes())];
    const changed = [...after].filter(([name, bytes]) => before.get(name)?.equals(bytes) !== true);
    // The second one tells of the first.
    expect(changed.map(([name]) => name)).toEqual(['log.csv', 'log.jsonl', 'README.txt', 'SHA256SUMS']);
    expect([...after.keys()]).toEqual([...before.keys()]);
  });

  it('stands in the log with its hash before it takes its name', async () => {
    const { open } = await endingWorkspace('keyring');
    const workspace = await open();
    const seen: string[] = [];
    const memory = memoryTarget(1_000_000_000);
    const { db } = workspace;
    const receipt = await exported(
      {
        ...workspace,
        db: {
          ...db,
          write: (name, input, context) => {
            seen.push(name);
            return db.write(name, input, context);
          },
        },
      },
      { ...memory, publish: () => void seen.push('published') },
    );
    expect(seen).toEqual(['recordWorkspaceExport', 'published']);
    const { entries } = await db
      .read('logChain', { filter: ALL, after: receipt.head.seq, limit: 5 })
      .then((rows) => ({
        entries: rows.map((row) => ({ kind: row.kind, payload: JSON.parse(row.payload) as unknown })),
      }));
    expect(entries).toEqual([
      {
        kind: 'workspace_exported',
        payload: expect.objectContaining({ sha256: receipt.sha256, head: receipt.head }),
      },
    ]);
  });

  it('that is cancelled or fails leaves the file of before and nothing else', async () => {
    const { open } = await endingWorkspace('keyring');
    const workspace = await open();
    const folder = temporaryFolder();
    const out = join(folder, 'all.zip');
    writeFileSync(out, 'of before');
    const stop = new AbortController();
    const cancelled = exportWorkspace(workspace, {
      target: fileTarget(out),
      version: '0.0.0',
      signal: stop.signal,
      onProgress: ({ done }) => {
        if (done === 10) stop.abort();
      },
    });
    await expect(cancelled).rejects.toMatchObject({ code: 'cancelled' });
    await expect(exported(workspace, memoryTarget(2_000))).rejects.toMatchObject({ code: 'bad_file' });
    await expect(exported(workspace, fileTarget(join(folder, 'none', 'all.zip')))).rejects.toBeInstanceOf(
      EngineError,
    );
    expect(readdirSync(folder)).toEqual(['all.zip']);
    expect(readFileSync(out, 'utf8')).toBe('of before');
    expect(
      await workspace.db.read('logPage', { filter: ALL, limit: 5, order: 'newest', after: null }),
    ).toMatchObject({
      total: 1,
    });
    expect(existsSync(`${out}.part`)).toBe(false);
  });

  it('is refused to an auditor, and to a second Duebook', async () => {
    const ending = await endingWorkspace('keyring');
    const workspace = await ending.open();
    await expect(exported({ ...workspace, canWrite: false }, memoryTarget(1))).rejects.toMatchObject({
      code: 'locked',
    });
    await ending.people.create({ name: 'Ada Brandt', role: 'auditor' });
    await expect(exported(workspace, memoryTarget(1))).rejects.toMatchObject({ code: 'policy_blocked' });
  });
});

const ALL = { from: null, to: null, accountId: null, actor: null, kinds: [] } as const;

it('every table of the database is exported, or left out for a reason that is written down', () => {
  const db = temporaryWorkspace().open('reader');
  const tables = db
    .prepare(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'account_search_%' AND name NOT LIKE 'sqlite_%'",
    )
    .pluck()
    .all() as string[];
  const told = [
    ...EXPORTED_TABLES.flatMap(({ holds }) => holds),
    ...EXPORTED_OTHERWISE,
    ...Object.keys(NOT_EXPORTED),
  ];
  expect(told.toSorted()).toEqual(tables.toSorted());
});
