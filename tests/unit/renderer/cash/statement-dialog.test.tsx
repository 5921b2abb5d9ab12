// @vitest-environment happy-dom
import { fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { StatementDialog } from '../../../../renderer/features/cash/statement-dialog.tsx';
import { type StatementState, takenWords } from '../../../../renderer/features/cash/use-bank-statement.ts';
import type { BankAnswersInput, TakenStatementView } from '../../../../shared/contract/cash.ts';
import { plainDate } from '../../../../shared/domain/dates.ts';
import { currencyCode, minorUnits } from '../../../../shared/domain/money.ts';
import { cleanPageAfterEach, givePageSizes } from '../support/page.ts';
import { showPart } from '../support/show-part.tsx';

givePageSizes();
cleanPageAfterEach();

type Taken = Extract<TakenStatementView, { readonly state: 'taken' }>;

const FILE = { grant: 'g1', name: 'bank.csv' };

async function show(state: StatementState) {
  const answers: BankAnswersInput[] = [];
  await showPart(
    <StatementDialog
      state={state}
      busy={false}
      onRead={(_, given) => answers.push(given)}
      onClose={() => {}}
    />,
  );
  return { answers, dialog: within(await screen.findByRole('dialog')) };
}

describe('a bank statement that can be read in two ways', () => {
  it('asks only what it leaves open, and is not read before all is answered', async () => {
    const { answers, dialog } = await show({
      step: 'questions',
      file: FILE,
      questions: ['date_order', 'decimal_mark'],
    });
    expect(dialog.queryByText(/In which currency/)).toBeNull();
    const read = dialog.getByRole<HTMLButtonElement>('button', { name: 'Read it' });
    expect(read.disabled).toBe(true);
    fireEvent.click(dialog.getByRole('radio', { name: /day first/ }));
    expect(read.disabled).toBe(true);
    fireEvent.click(dialog.getByRole('radio', { name: /A thousand/ }));
    fireEvent.click(read);
    expect(answers).toEqual([{ dateOrder: 'dmy', decimalMark: '.' }]);
  });
});

describe('a statement that was read', () => {
  const TAKEN: Taken = {
    state: 'taken',
    format: 'mt940',
    taken: 12,
    known: 3,
    alike: 0,
    outgoing: 2,
    statements: 0,
    balanced: 0,
    balances: 0,
    aside: [],
    warnings: [],
    rejected: [],
  };
  const rejected = [
    { row: 6, code: 'bad_amount', message: '"lots" is not an amount.', cells: ['2026', 'lots'] },
  ];
  const reversal: Taken['aside'][number] = {
    row: 9,
    kind: 'reversal',
    date: plainDate('2025-05-20'),
    currency: currencyCode('EUR'),
    amountMinor: minorUnits(-25_000),
    text: 'ACME',
  };

  it('says which rows could not be read, with their cells', async () => {
    const { dialog } = await show({ step: 'report', file: FILE, taken: { ...TAKEN, rejected } });
    expect(dialog.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
      'Row 6: "lots" is not an amount. 2026 · lots',
    ]);
  });

  it('says what was left aside, what does not add up, and what may be the same money', async () => {
    const warnings = [{ row: 1, message: 'Statement 1 does not add up.' }];
    const taken = { ...TAKEN, aside: [reversal], warnings, alike: 2 };
    const { dialog } = await show({ step: 'report', file: FILE, taken });
    const part = (name: string) => within(dialog.getByRole('region', { name })).getAllByRole('listitem');
    expect(part('Look at this').map(({ textContent }) => textContent)).toEqual([
      expect.stringMatching(/^2 new lines have the day and the amount of a line that another file brought/),
      'Statement 1 does not add up.',
    ]);
    expect(part('Left aside')[0]?.textContent).toMatch(
      /250\.00 on .*2025 takes an earlier booking back\. ACME$/,
    );
    expect(dialog.queryByRole('region', { name: 'Could not be read' })).toBeNull();
  });

  it('is counted in a line', () => {
    expect(takenWords({ ...TAKEN, rejected, aside: [reversal] })).toBe(
      '12 new lines, 2 lines of the file with money out; 3 known already; 1 left aside; 1 could not be read',
    );
    const whole = { ...TAKEN, taken: 1, known: 0, outgoing: 0, statements: 2, balanced: 2 };
    expect(takenWords(whole)).toBe('1 new line; the balances agree');
    expect(takenWords({ ...whole, balanced: 1 })).toBe('1 new line');
  });
});
