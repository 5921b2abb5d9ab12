import { Checkbox } from '@mantine/core';
import type { AccountDocument } from '../../../shared/contract/accounts.ts';
import type { DocumentId } from '../../../shared/domain/ids.ts';
import { MoneyText } from '../../ui/money-text.tsx';
import classes from './action-dialog.module.css';

/** Open invoices to tick, the oldest due first, with what is open of each and what stands against asking for it. */
export function InvoiceChoice(props: {
  readonly label: string;
  readonly invoices: readonly AccountDocument[];
  readonly chosen: ReadonlySet<DocumentId>;
  readonly onChange: (chosen: ReadonlySet<DocumentId>) => void;
  /** What is said of an invoice beside its number. */
  readonly remark: (invoice: AccountDocument) => string | null;
  readonly autoFocus?: boolean;
}) {
  const toggle = (id: DocumentId) => {
    const next = new Set(props.chosen);
    if (!next.delete(id)) next.add(id);
    props.onChange(next);
  };
  return (
    <fieldset className={classes.fieldset}>
      <legend className={classes.legend}>{props.label}</legend>
      <div className={classes.choices}>
        {props.invoices.map((invoice, index) => (
          <div key={invoice.id} className={classes.choice}>
            <Checkbox
              label={[invoice.number, props.remark(invoice)].filter(Boolean).join(' · ')}
              checked={props.chosen.has(invoice.id)}
              data-autofocus={(props.autoFocus && index === 0) || undefined}
              onChange={() => toggle(invoice.id)}
            />
            <MoneyText minor={invoice.open} currency={invoice.currency} />
          </div>
        ))}
      </div>
    </fieldset>
  );
}
