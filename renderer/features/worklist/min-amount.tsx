import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { exponentOf } from '../../../shared/domain/currencies.ts';
import {
  type CurrencyCode,
  formatDecimal,
  type MinorUnits,
  MoneyError,
  parseDecimal,
} from '../../../shared/domain/money.ts';

/** The least overdue amount of a row, compared in the row's own currency; typed in the first currency of the filter. */
export function MinAmount(props: {
  readonly minor: MinorUnits | null;
  readonly currency: CurrencyCode;
  readonly onChange: (minor: MinorUnits | null) => void;
}) {
  const { minor, currency } = props;
  const [text, setText] = useState(minor === null ? '' : formatDecimal(minor, currency));
  const [wrong, setWrong] = useState(false);
  const change = (typed: string) => {
    setText(typed);
    const amount = readAmount(typed, currency);
    setWrong(amount === undefined);
    if (amount !== undefined) props.onChange(amount);
  };
  return (
    <TextInput
      label={`Overdue at least (${currency})`}
      inputMode="decimal"
      value={text}
      error={wrong ? 'A number such as 1500 or 1500.50' : undefined}
      onChange={(event) => change(event.currentTarget.value)}
    />
  );
}

/**
 * Null for nothing typed, undefined for what is no amount. A comma counts as the decimal mark, so that more decimals
 * than the currency has are refused: `1,500` is not to be read as 1.50.
 */
function readAmount(typed: string, currency: CurrencyCode): MinorUnits | null | undefined {
  const plain = typed.trim().replace(',', '.');
  if (plain === '') return null;
  if ((plain.split('.')[1] ?? '').length > exponentOf(currency)) return undefined;
  try {
    const { minor } = parseDecimal(plain, currency);
    return minor < 0 ? undefined : minor;
  } catch (error) {
    if (error instanceof MoneyError) return undefined;
    throw error;
  }
}
