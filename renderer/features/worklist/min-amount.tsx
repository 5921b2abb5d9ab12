import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { type CurrencyCode, formatDecimal, type MinorUnits } from '../../../shared/domain/money.ts';
import { readAmount } from '../../ui/format/read-amount.ts';

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
