import { Select } from '@mantine/core';
import type { Account } from '../../../shared/contract/accounts.ts';
import type { CurrencyCode } from '../../../shared/domain/money.ts';
import { useFormat } from '../../ui/format/locale.tsx';
import { moneyText } from '../../ui/format/money-format.ts';
import { invoicesIn } from '../account/askable.ts';
import { DisputeFields } from '../disputes/dispute-fields.tsx';
import type { DisputePart } from './call-draft.ts';
import classes from './calls.module.css';

/** An objection raised on the telephone, about one invoice. */
export function DisputeInCall(props: {
  readonly account: Account;
  readonly currency: CurrencyCode;
  readonly part: DisputePart;
  readonly onChange: (part: DisputePart) => void;
}) {
  const { currency, part } = props;
  const { locale } = useFormat();
  const invoices = invoicesIn(props.account, currency);
  const chosen = invoices.find(({ id }) => id === part.documentId);
  return (
    <section className={classes.captured} aria-label="Dispute">
      <Select
        label="Disputed invoice"
        placeholder="Choose one"
        searchable
        data={invoices.map(({ id, number, open }) => ({
          value: id,
          label: `${number} · ${moneyText(open, currency, locale)}`,
        }))}
        value={part.documentId}
        onChange={(value) => {
          const invoice = invoices.find(({ id }) => id === value);
          props.onChange({ ...part, documentId: invoice?.id ?? null });
        }}
      />
      <DisputeFields
        draft={part.details}
        currency={currency}
        mostMinor={chosen?.open ?? null}
        focusReason
        onChange={(details) => props.onChange({ ...part, details })}
      />
    </section>
  );
}
