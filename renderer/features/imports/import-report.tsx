import type { ImportOutcome } from '../../../shared/contract/import-procedures.ts';
import type { CurrencyCode, MinorUnits } from '../../../shared/domain/money.ts';
import { count } from '../../ui/format/count.ts';
import { useFormat } from '../../ui/format/locale.tsx';
import { MoneyText } from '../../ui/money-text.tsx';
import { Section } from '../../ui/pane.tsx';
import classes from './imports.module.css';
import { rowFigures } from './result-words.ts';

/** What an import did, or would do: rows, totals by currency, and warnings in words. */
export function ImportReport({ outcome }: { readonly outcome: ImportOutcome }) {
  const { locale } = useFormat();
  const number = new Intl.NumberFormat(locale);
  return (
    <>
      <Section title="Rows" aside={`${number.format(outcome.rows.read)} read`}>
        <dl className={classes.figures}>
          {rowFigures(outcome.rows).map((figure) => (
            <div key={figure.label} data-quiet={figure.quiet || undefined}>
              <dt>{figure.label}</dt>
              <dd>{number.format(figure.value)}</dd>
            </div>
          ))}
        </dl>
      </Section>
      <Section
        title="Open in this file"
        aside={`${count(outcome.invoices, 'invoice', 'invoices', locale)} of ${count(outcome.customers, 'customer', 'customers', locale)}`}
      >
        {outcome.totals.some((total) => total.openMinor !== 0) ? (
          <dl className={classes.figures}>
            {outcome.totals.map((total) => (
              <div key={total.currency}>
                <dt>{total.currency}</dt>
                <dd>
                  <MoneyText
                    minor={total.openMinor as MinorUnits}
                    currency={total.currency as CurrencyCode}
                  />
                </dd>
              </div>
            ))}
          </dl>
        ) : (
          <p className={classes.quiet}>
            Nothing is open on that day. If that is not so, look at the date of the open amounts and at the
            column that says when an invoice was paid.
          </p>
        )}
      </Section>
      {outcome.warnings.length > 0 ? (
        <Section title="Worth a look">
          <ul className={classes.warnings}>
            {outcome.warnings.map((warning) => (
              <li key={warning.code}>
                <span>{number.format(warning.count)} ×</span>
                {warning.message}
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
    </>
  );
}
