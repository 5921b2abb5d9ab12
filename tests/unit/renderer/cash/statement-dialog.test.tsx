// @vitest-environment happy-dom
import { fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { StatementDialog } from '../../../../renderer/features/cash/statement-dialog.tsx';
import { type StatementState, takenWords } from '../../../../renderer/features/cash/use-bank-statement.ts';
import type { BankAnswersInput } from '../../../../shared/contract/cash.ts';
import { cleanPageAfterEach, givePageSizes } from '../support/page.ts';
import { showPart } from '../support/show-part.tsx';

givePageSizes();
cleanPageAfterEach();

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

describe('rows of a statement that could not be read', () => {
  it('stand there with the reason and their cells', async () => {
    const rejected = [
      { row: 6, code: 'bad_amount', message: '"lots" is not an amount.', cells: ['2026', 'lots'] },
    ];
    const { dialog } = await show({ step: 'rejected', file: FILE, rejected });
    expect(dialog.getByRole('listitem').textContent).toBe('Row 6: "lots" is not an amount. 2026 · lots');
  });

  it('are counted beside what was taken', () => {
    const row = { row: 6, code: 'bad_amount', message: 'x', cells: [] };
    const taken = { state: 'taken', taken: 12, known: 3, outgoing: 2, rejected: [row] } as const;
    expect(takenWords(taken)).toBe(
      '12 new lines, 2 lines of the file with money out; 3 known already; 1 could not be read',
    );
    expect(takenWords({ ...taken, taken: 1, known: 0, outgoing: 0, rejected: [] })).toBe('1 new line');
  });
});
