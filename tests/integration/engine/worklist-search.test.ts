import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { type Asked, openWorklistBooks, type WorklistBooks } from '../../support/engine/worklist-books.ts';

let books: WorklistBooks;
beforeAll(async () => {
  books = await openWorklistBooks();
});
afterAll(() => books.close());
const page = (asked: Asked) => books.page(asked);

describe('searching', () => {
  const names = async (search: string) =>
    (await page({ filter: { scope: 'all', held: 'any', search } })).items.map((item) => item.name);
  const HOSTILE = [
    '"',
    '""',
    '*',
    'NEAR(',
    'NEAR(a b, 3)',
    '%',
    '_',
    "'; DROP TABLE account; --",
    'a AND',
    'OR',
    'NOT',
    '(',
    '^a',
    'words:aurora',
    '-aurora',
    '😀',
    '\u0000',
    '\ud800',
    '{"a":1}',
    'a'.repeat(10_000),
    'ab '.repeat(3_400),
    '株 '.repeat(2_000),
    '\u0301'.repeat(50),
  ];

  it.each(HOSTILE.map((text, index) => [index, text] as const))(
    'answers a hostile text (%i) without an error',
    async (_index, text) => {
      await expect(names(text)).resolves.toBeInstanceOf(Array);
      await expect(
        books.engine.workspace.db.read('searchAccounts', { text, limit: 20 }),
      ).resolves.toBeInstanceOf(Array);
    },
  );

  it('answers any text', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 60 }), async (text) => {
        await names(text);
        await books.engine.workspace.db.read('searchAccounts', { text, limit: 5 });
      }),
      { numRuns: 25 },
    );
  });

  it('finds accounts by the beginnings of words, without regard to case and accents, also when these are typed apart', async () => {
    expect(new Set(await names('AUR'))).toEqual(new Set(['Aurora', 'aurora']));
    expect(new Set(await names('emile'))).toEqual(new Set(['émile']));
    expect(new Set(await names('e\u0301mile'))).toEqual(new Set(['émile']));
    expect(new Set(await names('株式'))).toEqual(new Set(['株式会社']));
    expect(await names('urora')).toEqual([]);
  });

  it('finds the account of an invoice by the beginning of its number', async () => {
    const { number } =
      (await books.engine.workspace.db.read('searchAccounts', { text: 'r-159', limit: 5 }))[0] ?? {};
    expect(number).toBe(`K${159 % 53}`);
    expect((await names('R-159')).length).toBeGreaterThan(0);
  });
});
