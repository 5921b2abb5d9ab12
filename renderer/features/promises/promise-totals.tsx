import type { KeptRateView, PromiseRow } from '../../../shared/contract/promises.ts';
import { useFormat } from '../../ui/format/locale.tsx';
import { MoneyText } from '../../ui/money-text.tsx';
import { promisedIn } from './promise-views.ts';
import { KEPT_RATE_DEFINITION, keptWords } from './promise-words.ts';
import classes from './promises.module.css';

/** How reliably promises are kept, by currency, and what the rows promise. */
export function PromiseTotals(props: {
  readonly rows: readonly PromiseRow[];
  readonly rates: readonly KeptRateView[];
}) {
  const { locale } = useFormat();
  const rates = props.rates.map((rate) => `${rate.currency}: ${keptWords(rate, locale)}`);
  return (
    <>
      <span className={classes.rates} title={KEPT_RATE_DEFINITION}>
        {rates.length === 0 ? 'No promise was due in the last 12 months' : rates.join(' · ')}
      </span>
      <span className={classes.footer}>
        {promisedIn(props.rows).map(({ currency, minor }) => (
          <MoneyText key={currency} minor={minor} currency={currency} precision="total" />
        ))}
      </span>
    </>
  );
}
