// @vitest-environment happy-dom
import { act, fireEvent, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { MinAmount } from '../../../../renderer/features/worklist/min-amount.tsx';
import { currencyCode, type MinorUnits, minorUnits } from '../../../../shared/domain/money.ts';
import { cleanPageAfterEach, givePageSizes } from '../support/page.ts';
import { showPart } from '../support/show-part.tsx';

givePageSizes();
cleanPageAfterEach();

/** Draws the field, and answers what each typed text makes of the filter. */
async function showField(currency = 'EUR', minor: MinorUnits | null = null) {
  const chosen: (MinorUnits | null)[] = [];
  await showPart(
    <MinAmount minor={minor} currency={currencyCode(currency)} onChange={(one) => chosen.push(one)} />,
  );
  const field = screen.getByRole('textbox') as HTMLInputElement;
  const write = (value: string) => act(async () => void fireEvent.change(field, { target: { value } }));
  return { chosen, field, write };
}

describe('the least overdue amount', () => {
  it('is typed in whole units, with a point or a comma before the decimals', async () => {
    const { chosen, write } = await showField();
    await write('1500');
    await write('1500.5');
    await write('1500,50');
    expect(chosen).toEqual([150_000, 150_050, 150_050]);
  });

  it('is no filter any more when the field is emptied', async () => {
    const { chosen, field, write } = await showField('EUR', minorUnits(150_050));
    expect(field.value).toBe('1500.50');
    await write(' ');
    expect(chosen).toEqual([null]);
  });

  it.each(['1,500', '1.500', '1,500.00', '-5', 'much', '1500.505'])(
    'leaves the filter as it is while the text is no amount: %s',
    async (text) => {
      const { chosen, field, write } = await showField();
      await write(text);
      expect(chosen).toEqual([]);
      expect(field.getAttribute('aria-invalid')).toBe('true');
      expect(screen.getByText('A number such as 1500 or 1500.50')).toBeDefined();
      expect(field.value).toBe(text);
    },
  );

  it('has the decimals of its currency', async () => {
    const { chosen, write } = await showField('KWD');
    await write('1.500');
    expect(chosen).toEqual([1_500]);
  });

  it('has none in a currency without decimals', async () => {
    const { chosen, field, write } = await showField('JPY');
    await write('1500');
    await write('1500.5');
    expect(chosen).toEqual([1_500]);
    expect(field.getAttribute('aria-invalid')).toBe('true');
  });
});
