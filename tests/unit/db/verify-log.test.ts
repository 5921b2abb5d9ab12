import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Connection } from '../../../electron/engine/db/connection.ts';
import { appendEntries, readHead } from '../../../electron/engine/db/touchpoint-log/append.ts';
import {
  canonicalJson,
  EMPTY_HEAD,
  entryHashOf,
  entryIdOf,
  type HashedFacts,
} from '../../../electron/engine/db/touchpoint-log/entry-hash.ts';
import { verifyLog } from '../../../electron/engine/db/touchpoint-log/verify.ts';
import { sampleEntries } from '../../support/storage/log-samples.ts';
import { CONTEXT, temporaryWorkspace } from '../../support/workspace.ts';

const logOf = (count: number): Connection => {
  const db = temporaryWorkspace().open('writer');
  appendEntries(db, sampleEntries(count), CONTEXT);
  return db;
};

/** What someone can do who has the key and a SQLite shell of their own: no trigger stands in the way. */
const withoutTriggers = (db: Connection, tamper: () => void) => {
  const names = db.prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'trigger'").pluck().all();
  for (const name of names) db.exec(`DROP TRIGGER ${name}`);
  db.pragma('foreign_keys = OFF');
  tamper();
};

/** Changes the actor of entries and makes their hashes and links right again, as someone with the key could. */
const writeAnew = (db: Connection, from: number, to: number) => {
  for (let seq = from; seq <= to; seq++) {
    const entry = db
      .prepare<[number], Omit<HashedFacts, 'actor' | 'prev'>>(
        'SELECT seq, at, kind, account_id AS account, payload_hash AS payloadHash FROM touchpoint WHERE seq = ?',
      )
      .get(seq);
    const prev = db
      .prepare<[number], string>('SELECT hash FROM touchpoint WHERE seq = ?')
      .pluck()
      .get(seq - 1);
    if (entry === undefined || prev === undefined) throw new Error(`There is no entry ${seq}.`);
    const hash = entryHashOf({ ...entry, actor: 'Someone else', prev });
    db.prepare("UPDATE touchpoint SET actor = 'Someone else', prev = ?, hash = ?, id = ? WHERE seq = ?").run(
      prev,
      hash,
      entryIdOf(hash),
      seq,
    );
  }
};

describe('appending to the touchpoint log', () => {
  it('numbers entries from 1 and links each to the one before', () => {
    const db = logOf(0);
    expect(readHead(db)).toEqual(EMPTY_HEAD);
    const first = appendEntries(db, sampleEntries(2), CONTEXT);
    const second = appendEntries(db, sampleEntries(1), CONTEXT);
    expect([...first, ...second].map(({ seq }) => seq)).toEqual([1, 2, 3]);
    const links = db.prepare<[], string>('SELECT prev FROM touchpoint ORDER BY seq').pluck().all();
    expect(links).toEqual([EMPTY_HEAD.hash, first[0]?.hash, first[1]?.hash]);
    expect(readHead(db)).toEqual({ seq: 3, hash: second[0]?.hash });
  });

  it('stores the payload as the text that was hashed, and time and actor of the context', () => {
    const db = logOf(1);
    const row = db.prepare('SELECT * FROM touchpoint JOIN touchpoint_payload USING (seq)').get();
    expect(row).toMatchObject({
      at: CONTEXT.now,
      actor: CONTEXT.actor,
      kind: 'note',
      account_id: null,
      payload: canonicalJson(sampleEntries(1)[0]?.payload),
      salt: expect.stringMatching(/^[0-9a-f]{32}$/),
    });
  });

  it('salts equal payloads differently, so that an erased one cannot be guessed from its hash', () => {
    const db = logOf(0);
    const same = sampleEntries(1);
    appendEntries(db, [...same, ...same], CONTEXT);
    const hashes = db.prepare<[], string>('SELECT payload_hash FROM touchpoint').pluck().all();
    expect(new Set(hashes).size).toBe(2);
  });
});

describe('verifying the log of a workspace', () => {
  it.each([0, 1, 50])('accepts %i untouched entries', (count) => {
    const db = logOf(count);
    expect(verifyLog(db)).toEqual({ ok: true, entries: count, head: readHead(db) });
  });

  it('finds a change of any column of any entry, and names that entry', () => {
    const columns = ['id', 'at', 'actor', 'kind', 'account_id', 'payload_hash', 'hash', 'prev'];
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5 }),
        fc.constantFrom(...columns),
        fc.string(),
        (seq, column, value) => {
          const db = logOf(5);
          withoutTriggers(db, () =>
            db.prepare(`UPDATE touchpoint SET ${column} = ? WHERE seq = ?`).run(value, seq),
          );
          expect(verifyLog(db)).toMatchObject({ ok: false, firstBad: { seq } });
          db.close();
        },
      ),
      { numRuns: 25 },
    );
  });

  it.each([
    [
      'a changed text',
      'UPDATE touchpoint_payload SET payload = \'{"summary":"x"}\' WHERE seq = 3',
      3,
      /content/,
    ],
    [
      'a payload with other spacing',
      "UPDATE touchpoint_payload SET payload = payload || ' ' WHERE seq = 3",
      3,
      /content/,
    ],
    ['a changed salt', "UPDATE touchpoint_payload SET salt = '00' WHERE seq = 2", 2, /content/],
    ['a removed payload', 'DELETE FROM touchpoint_payload WHERE seq = 4', 4, /content is missing/],
    [
      'a removed entry',
      'DELETE FROM touchpoint_payload WHERE seq = 2; DELETE FROM touchpoint WHERE seq = 2',
      3,
      /entry 2 is missing/,
    ],
    [
      'a removed first entry',
      'DELETE FROM touchpoint_payload WHERE seq = 1; DELETE FROM touchpoint WHERE seq = 1',
      2,
      /entry 1 is missing/,
    ],
    [
      'an entry cut off at the end whose text was left',
      'DELETE FROM touchpoint WHERE seq = 5',
      5,
      /entry is missing/,
    ],
    [
      'a renumbered entry',
      'UPDATE touchpoint SET seq = 9 WHERE seq = 5; UPDATE touchpoint_payload SET seq = 9 WHERE seq = 5',
      9,
      /entry 5 is missing/,
    ],
    [
      'an entry put in front',
      "INSERT INTO touchpoint SELECT 0, 'x', at, actor, kind, account_id, payload_hash, prev, hash FROM touchpoint WHERE seq = 1; INSERT INTO touchpoint_payload SELECT 0, salt, payload FROM touchpoint_payload WHERE seq = 1",
      0,
      /no entry with the number 0/,
    ],
  ])('finds %s', (_, sql, seq, reason) => {
    const db = logOf(5);
    withoutTriggers(db, () => db.exec(sql));
    expect(verifyLog(db).firstBad).toEqual({ seq, reason: expect.stringMatching(reason) });
  });

  it('finds two entries that were swapped whole, and names the first of them', () => {
    const db = logOf(5);
    withoutTriggers(db, () =>
      db.exec(
        ['touchpoint', 'touchpoint_payload']
          .map(
            (table) =>
              `UPDATE ${table} SET seq = -seq WHERE seq IN (2, 4); UPDATE ${table} SET seq = 6 + seq WHERE seq < 0`,
          )
          .join(';'),
      ),
    );
    expect(verifyLog(db).firstBad).toMatchObject({ seq: 2 });
  });

  it('finds an entry that was written anew with hashes of its own at the one that follows it', () => {
    const db = logOf(5);
    withoutTriggers(db, () => writeAnew(db, 3, 3));
    expect(verifyLog(db).firstBad).toEqual({ seq: 4, reason: expect.stringContaining('link') });
  });

  it('takes a log that was written anew to its end for whole, unless an earlier head is known', () => {
    const db = logOf(5);
    const known = readHead(db);
    withoutTriggers(db, () => writeAnew(db, 3, 5));
    expect(verifyLog(db)).toMatchObject({ ok: true, entries: 5 });
    expect(verifyLog(db, known).firstBad).toEqual({ seq: 5, reason: expect.stringContaining('rewritten') });
  });

  it('tells two logs apart that went on from one backup by the head of either', () => {
    const [here, there] = [logOf(3), logOf(0)];
    const copy = here.prepare('SELECT * FROM touchpoint JOIN touchpoint_payload USING (seq)').all();
    for (const row of copy) {
      there
        .prepare(
          'INSERT INTO touchpoint (seq, id, at, actor, kind, account_id, payload_hash, prev, hash) VALUES (@seq, @id, @at, @actor, @kind, @account_id, @payload_hash, @prev, @hash)',
        )
        .run(row);
      there
        .prepare('INSERT INTO touchpoint_payload (seq, salt, payload) VALUES (@seq, @salt, @payload)')
        .run(row);
    }
    const common = readHead(here);
    for (const db of [here, there]) appendEntries(db, sampleEntries(1), CONTEXT);
    for (const db of [here, there]) expect(verifyLog(db, common)).toMatchObject({ ok: true, entries: 4 });
    expect(verifyLog(there, readHead(here)).firstBad).toMatchObject({ seq: 4 });
    expect(verifyLog(here, readHead(there)).firstBad).toMatchObject({ seq: 4 });
  });

  it('finds a log that was cut off, or written anew, when an earlier head is known', () => {
    const db = logOf(5);
    const known = readHead(db);
    expect(verifyLog(db, known).ok).toBe(true);
    withoutTriggers(db, () =>
      db.exec('DELETE FROM touchpoint_payload WHERE seq > 3; DELETE FROM touchpoint WHERE seq > 3'),
    );
    expect(verifyLog(db).ok).toBe(true);
    expect(verifyLog(db, known).firstBad).toEqual({ seq: 4, reason: expect.stringContaining('cut off') });
    appendEntries(db, sampleEntries(2), CONTEXT);
    expect(verifyLog(db, known).firstBad).toEqual({ seq: 5, reason: expect.stringContaining('rewritten') });
  });
});
