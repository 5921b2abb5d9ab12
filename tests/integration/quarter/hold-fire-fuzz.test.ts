import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PROMISE_STATES } from '../../../shared/domain/promises/types.ts';
import { Chronicle } from '../../support/quarter/chronicle.ts';
import { ClientBooks } from '../../support/quarter/client-books.ts';
import { type Debtor, debtorsOf } from '../../support/quarter/debtors.ts';
import { anyDeed, type Deed } from '../../support/quarter/deeds.ts';
import { type QuarterDesk, quarterDesk } from '../../support/quarter/desk.ts';
import { AddressBook } from '../../support/quarter/desk-client.ts';
import { Doer } from '../../support/quarter/do-deeds.ts';
import { judge } from '../../support/quarter/oracle.ts';
import { randomOf } from '../../support/quarter/random.ts';
import { takeDelivered } from '../../support/quarter/read-letters.ts';
import { Scribe } from '../../support/quarter/scribe.ts';
import { type FakeSmtp, startFakeSmtp } from '../../support/smtp/fake-smtp.ts';
import { temporaryFolder } from '../../support/workspace.ts';

const START = '2026-06-01';
const runs = Number(process.env.DUEBOOK_FUZZ ?? 0) > 0 ? 60 : 8;

let smtp: FakeSmtp;
beforeAll(async () => {
  smtp = await startFakeSmtp();
});
afterAll(() => smtp.stop());

/** What the deeds start from: three customers with two overdue invoices each, known to the application. */
const OPENING: readonly Deed[] = [
  ...[0, 1, 2, 0, 1, 2].map((at, index) => ({
    do: 'bill' as const,
    at,
    minor: 10_000 + index,
    dueIn: -10 - index,
  })),
  { do: 'read' },
];

async function play(deeds: readonly Deed[], check: (desk: QuarterDesk) => Promise<void>) {
  const chronicle = new Chronicle(START);
  const books = new ClientBooks(chronicle);
  const [first, second, ...others] = debtorsOf(3, randomOf(1));
  const billedTwice = second === undefined ? [] : [{ ...second, currencies: ['GBP', 'EUR'] as const }];
  const debtors: readonly [Debtor, ...Debtor[]] = [first, ...billedTwice, ...others];
  const desk = await quarterDesk(join(temporaryFolder(), 'workspace'), START, smtp);
  smtp.forget();
  try {
    const addresses = new AddressBook(desk.client);
    const scribe = new Scribe(desk.client, addresses, chronicle);
    const deliver = async () => void (await takeDelivered(smtp, debtors, chronicle));
    const doer = new Doer({ desk, books, chronicle, addresses, scribe, debtors, deliver });
    for (const deed of [...OPENING, ...deeds, { do: 'send' as const }]) {
      await doer.happen(deed);
      if (deed.do === 'send' || deed.do === 'days') await check(desk);
    }
    return chronicle.events;
  } finally {
    await desk.close();
  }
}

/** The parts of every open invoice, and the promises of every account, as the window shows them. */
async function checkAccounts({ client, decide }: QuarterDesk): Promise<void> {
  for (const { id } of await client.accounts.search({ text: 'Customer' })) {
    const { documents } = await client.accounts.get({ id });
    for (const { kind, open, parts } of documents) {
      if (kind !== 'invoice' || parts === null) continue;
      const amounts: readonly number[] = Object.values(parts);
      expect(amounts.reduce((sum, part) => sum + part, 0)).toBe(open);
      expect(Math.min(...amounts)).toBeGreaterThanOrEqual(0);
    }
    const { promises } = await client.promises.list({ accountId: id, states: [...PROMISE_STATES] });
    expect(new Set(promises.map((promise) => promise.id)).size).toBe(promises.length);
    const waiting = promises.filter(({ state }) => state === 'open');
    const invoices = waiting.flatMap(({ documentIds }) => documentIds);
    expect(new Set(invoices).size).toBe(invoices.length);
    const onAccount = waiting.filter(({ documentIds }) => documentIds.length === 0);
    expect(new Set(onAccount.map(({ currency }) => currency)).size).toBe(onAccount.length);
  }
  await decide();
  expect(await decide()).toBe(0);
}

describe('whatever happens in whatever order', () => {
  it('no message asks for what is paid, claimed, promised, disputed or held, and the parts of each invoice add up', async () => {
    let messages = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(anyDeed, { minLength: 20, maxLength: 50, size: 'max' }), async (deeds) => {
        const verdict = judge(await play(deeds, checkAccounts));
        messages += verdict.messages;
        expect(verdict.wronglyChased).toEqual([]);
      }),
      { numRuns: runs, endOnFailure: true },
    );
    expect(messages).toBeGreaterThan(runs / 2);
  }, 1_800_000);
});
