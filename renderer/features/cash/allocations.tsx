import type { ShortPayReason } from '../../../shared/domain/cash-application/types.ts';
import type { CurrencyCode, MinorUnits } from '../../../shared/domain/money.ts';
import { MoneyText } from '../../ui/money-text.tsx';
import classes from './cash.module.css';
import { SHORT_WORDS } from './cash-words.ts';

interface Part {
  readonly kind: 'invoice' | 'credit_note';
  readonly number: string;
  readonly amountMinor: MinorUnits;
  readonly shortMinor: MinorUnits;
  readonly shortReason: ShortPayReason | null;
  readonly gone?: boolean;
}

/** What money goes to, part by part, and what of it stays on account. */
export function Allocations(props: {
  readonly parts: readonly Part[];
  readonly restMinor: MinorUnits;
  readonly currency: CurrencyCode;
}) {
  const { currency } = props;
  return (
    <table className={classes.parts}>
      <thead>
        <tr>
          <th>Document</th>
          <th className={classes.number}>Applied</th>
          <th className={classes.number}>Stays open</th>
        </tr>
      </thead>
      <tbody>
        {props.parts.map((part) => (
          <tr key={`${part.kind} ${part.number}`}>
            <td>
              {part.number}
              {part.kind === 'credit_note' ? <span className={classes.second}> credit note</span> : null}
              {part.gone ? <span className={classes.gone}> not in the books any more</span> : null}
            </td>
            <td className={classes.number}>
              {part.kind === 'credit_note' ? '−' : null}
              <MoneyText minor={part.amountMinor} currency={currency} />
            </td>
            <td className={classes.number}>
              {part.shortMinor > 0 ? (
                <>
                  <MoneyText minor={part.shortMinor} currency={currency} />{' '}
                  <span className={classes.second}>
                    {part.shortReason === null ? '' : SHORT_WORDS[part.shortReason]}
                  </span>
                </>
              ) : (
                <span className={classes.second}>—</span>
              )}
            </td>
          </tr>
        ))}
        {props.restMinor > 0 ? (
          <tr>
            <td>Stays on account</td>
            <td className={classes.number}>
              <MoneyText minor={props.restMinor} currency={currency} />
            </td>
            <td />
          </tr>
        ) : null}
      </tbody>
    </table>
  );
}
