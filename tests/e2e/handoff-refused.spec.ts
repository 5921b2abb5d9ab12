import { addDays } from '../../shared/domain/dates.ts';
import { expect } from './fixtures.ts';
import { expectNoBarriers } from './steps/axe.ts';
import { SMALL_BOOKS, today } from './steps/books.ts';
import { dropFile, fillInHandOver, handOver, type PackFile, takeover } from './steps/handoff.ts';
import { importAsRecognised } from './steps/imports.ts';
import { makePerson, trustCard } from './steps/people.ts';
import { test } from './steps/two-desks.ts';
import { createEmpty } from './steps/workspace.ts';

const ADA = { name: 'Ada Brandt', role: 'specialist' } as const;
const BEN = { name: 'Ben Okafor', role: 'backup' } as const;

test('a stranger, a damaged file and somebody else’s pack each get their words, and nothing is taken over', async ({
  desk,
  otherDesk,
}) => {
  test.setTimeout(240_000);
  const ada = desk.page;
  const ben = otherDesk.page;
  await createEmpty(ada);
  await importAsRecognised(desk, SMALL_BOOKS.fileName, SMALL_BOOKS.content);
  await createEmpty(ben, 'Own accounts');
  const adasCard = await makePerson(ada, ADA);
  const bensCard = await makePerson(ben, BEN);
  await trustCard(ada, bensCard);
  const window = { from: today(), to: addDays(today(), 6), recipient: BEN.name };
  await fillInHandOver(ada, { ...window, words: 'Only Northwind is urgent.' });
  const pack = await handOver(desk, BEN.name);
  const look = takeover(ben);
  const title = (name: string) => look.getByRole('heading', { level: 1, name });

  await test.step('made for somebody else: the own card is shown, which the sender needs', async () => {
    await dropFile(ada, pack);
    const mine = takeover(ada);
    await expect(mine.getByRole('heading', { level: 1, name: 'This pack is not for you' })).toBeVisible();
    await expect(mine.getByLabel('Your fingerprint')).toHaveText(adasCard.fingerprint);
    await expectNoBarriers(ada, 'a pack for somebody else');
    await mine.getByRole('button', { name: 'Close' }).press('Enter');
    await expect(mine).toBeHidden();
  });
  await test.step('damaged on the way: it cannot be used, and nothing was changed', async () => {
    await dropFile(ben, damaged(pack));
    await expect(title('This pack cannot be used')).toBeVisible();
    await expect(look).toContainText('Nothing was changed here.');
    await expectNoBarriers(ben, 'a damaged pack');
    await look.getByRole('button', { name: 'Close' }).press('Enter');
  });
  await test.step('signed by a stranger: the fingerprint in the pack is shown, and trusting the card opens it', async () => {
    await dropFile(ben, pack);
    await expect(title('Do you know Ada Brandt?')).toBeVisible();
    await expect(look.getByLabel('Fingerprint in the pack of Ada Brandt')).toHaveText(adasCard.fingerprint);
    await expectNoBarriers(ben, 'a pack of a stranger');
    await trustCard(ben, adasCard);
    await expect(title('Ada Brandt hands you 3 accounts')).toBeVisible();
  });
});

/** The same file with one bit in the middle turned over. */
function damaged({ name, bytes }: PackFile): PackFile {
  const changed = Buffer.from(bytes);
  const middle = Math.floor(changed.length / 2);
  changed.writeUInt8(changed.readUInt8(middle) ^ 1, middle);
  return { name, bytes: changed };
}
