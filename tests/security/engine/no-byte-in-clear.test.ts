import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readHeader } from '../../../electron/engine/db/header.ts';
import { rawKeyToHex } from '../../../electron/engine/secrets/raw-key.ts';
import { unlock } from '../../../electron/engine/secrets/unlock.ts';
import { PLANTED, PLANTED_TEXTS, plantedLedger } from '../../support/engine/planted-books.ts';
import { startChild, type WorkspaceChild } from '../../support/storage/child.ts';
import { findPlaintext, unlinkedFilesOf } from '../../support/storage/plaintext-scan.ts';
import { turns } from '../../support/storage/seeded.ts';
import { temporaryFolder } from '../../support/workspace.ts';

const ROWS = 20_000;

/** A day's work with the planted customer in a process whose every folder is looked into. */
interface PlantedDay {
  readonly folder: string;
  readonly home: string;
  readonly child: WorkspaceChild;
  /** Files with one of the planted texts, or with the recovery code or key once they are known. */
  scan(): readonly string[];
  /** From now on the scan looks for the database's key, too. */
  learnKey(): Promise<void>;
  workspaceFiles(): readonly string[];
}

function plantedDay(): PlantedDay {
  const folder = temporaryFolder();
  const [home, temp] = [join(folder, 'home'), join(folder, 'tmp')];
  mkdirSync(temp);
  const surroundings = { DUEBOOK_HOME: home, HOME: temp, TMPDIR: temp, SQLITE_TMPDIR: temp };
  const exported = Object.entries(surroundings).map(([name, value]) => `${name}='${value}'`);
  const shell = `cd '${temp}'; export ${exported.join(' ')}`;
  const child = startChild('../engine/work-planted.ts', [String(ROWS)], null, { shell });
  const workspace = join(home, 'workspaces', 'books');
  const keyTexts: (string | Uint8Array)[] = [];
  return {
    folder,
    home,
    child,
    scan() {
      const code = child.lines.find((line) => line.startsWith('recovery '))?.split(' ')[1];
      const codes = code === undefined ? [] : [code, code.replaceAll('-', '')];
      return findPlaintext([folder], [...PLANTED_TEXTS, ...codes, ...keyTexts]);
    },
    async learnKey() {
      const key = await unlock(readHeader(workspace), { kind: 'passphrase', passphrase: PLANTED.passphrase });
      keyTexts.push(rawKeyToHex(key), rawKeyToHex(key).toUpperCase(), key);
    },
    workspaceFiles: () => readdirSync(workspace),
  };
}

/** Scans again and again until the child says `line`; how often it scanned after each line it said. */
async function scanUntil({ child, scan }: PlantedDay, line: string): Promise<ReadonlyMap<string, number>> {
  const scans = new Map<string, number>();
  while (child.running() && !child.lines.includes(line)) {
    const stage = child.lines.at(-1) ?? 'start';
    expect(scan(), stage).toEqual([]);
    scans.set(stage, (scans.get(stage) ?? 0) + 1);
    await turns(1);
  }
  expect(child.lines).toContain(line);
  return scans;
}

function nothingUnlinked({ child }: PlantedDay): void {
  if (process.platform === 'linux') expect(unlinkedFilesOf(child.pid)).toEqual([]);
}

describe('the scan', () => {
  it.each(PLANTED_TEXTS)('finds "%s" beside a workspace as text, as UTF-16 and inside base64', (text) => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'logs'));
    const files = ['plain.log', 'wide.log', 'part.eml'].map((name) => join(folder, 'logs', name));
    const [plain = '', wide = '', part = ''] = files;
    writeFileSync(plain, `{"at":"…","text":"${text}"}`);
    writeFileSync(wide, `…${text}…`, 'utf16le');
    writeFileSync(part, Buffer.from(`To: ${text}\r\n`).toString('base64'));
    writeFileSync(join(folder, 'innocent.log'), 'nothing here');
    expect([...findPlaintext([folder], PLANTED_TEXTS)].sort()).toEqual([...files].sort());
  });

  it('finds the ledger itself where it would have been left behind', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'ledger.csv'), plantedLedger(100));
    expect(findPlaintext([folder], PLANTED_TEXTS)).toEqual([join(folder, 'ledger.csv')]);
  });
});

describe('no planted name, amount, address, note, password, passphrase or key is on the disk in clear', () => {
  it('during an import, after it, after letters, exports and a backup, and after the process was killed', async () => {
    const day = plantedDay();
    const scans = await scanUntil(day, 'ready');
    const during = [...scans].filter(([stage]) => stage === 'importing' || stage.startsWith('phase '));
    expect(during.length, day.child.lines.join(', ')).toBeGreaterThan(0);

    await day.learnKey();
    expect(day.scan()).toEqual([]);
    nothingUnlinked(day);
    const files = day.workspaceFiles();
    expect(files).toContain('backups');
    await day.child.kill();
    expect(day.scan()).toEqual([]);
    expect(existsSync(join(day.home, 'profile.json'))).toBe(true);
    expect(readFileSync(join(day.home, 'profile.json'), 'utf8')).toContain('books');
    const log = readFileSync(join(day.home, 'logs', 'duebook.log'), 'utf8');
    expect(log).toContain('planted_failure');
  });

  it('after a SIGKILL in the middle of an import, with what the process had open', async () => {
    const day = plantedDay();
    await scanUntil(day, 'importing');
    await day.child.untilLines(day.child.lines.length + 2);
    expect(day.child.lines).not.toContain('imported');
    nothingUnlinked(day);
    await day.child.kill();
    expect(day.child.lines).not.toContain('imported');
    await day.learnKey();
    expect(day.scan()).toEqual([]);
    expect(day.workspaceFiles().length).toBeGreaterThan(1);
  });
});
