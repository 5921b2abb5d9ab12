import { TextInput } from '@mantine/core';
import type { Account } from '../../../shared/contract/accounts.ts';
import { isPlainDate } from '../../../shared/domain/dates.ts';
import { type CurrencyCode, formatDecimal } from '../../../shared/domain/money.ts';
import { shortDate } from '../../ui/format/date-format.ts';
import { useFormat } from '../../ui/format/locale.tsx';
import actionClasses from '../account/action-dialog.module.css';
import { invoicesIn } from '../account/askable.ts';
import { InvoiceChoice } from '../account/invoice-choice.tsx';
import { type PromisePart, promisedAmount } from './call-draft.ts';
import classes from './calls.module.css';

/** A promise made on the telephone: how much, until when, on which invoices. The amount stands there already: typing begins at the date. */
export function PromiseInCall(props: {
  readonly account: Account;
  readonly currency: CurrencyCode;
  readonly part: PromisePart;
  readonly onChange: (part: PromisePart) => void;
}) {
  const { account, currency, part } = props;
  const { today, locale } = useFormat();
  const amount = promisedAmount(part, account, currency);
  const text = part.typed ?? (amount === undefined ? '' : formatDecimal(amount, currency));
  return (
    <section className={classes.captured} aria-label="Promise">
      <div className={actionClasses.pair}>
        <TextInput
          label={`Promised (${currency})`}
          inputMode="decimal"
          value={text}
          error={amount === undefined || amount <= 0 ? 'An amount above zero, such as 1500.50' : undefined}
          onChange={(event) => props.onChange({ ...part, typed: event.currentTarget.value })}
        />
        <TextInput
          label="Paid by"
          type="date"
          autoFocus
          min={today}
          value={part.date ?? ''}
          onChange={(event) => {
            const date = event.currentTarget.value;
            props.onChange({ ...part, date: isPlainDate(date) ? date : null });
          }}
        />
      </div>
      <InvoiceChoice
        label="On these invoices (none: on the account)"
        invoices={invoicesIn(account, currency)}
        chosen={part.chosen}
        onChange={(chosen) => props.onChange({ ...part, chosen })}
        remark={({ promisedUntil }) =>
          promisedUntil === null ? null : `promised until ${shortDate(promisedUntil, today, locale)}`
        }
      />
    </section>
  );
}
