import type { WorklistItem } from '../../../shared/contract/worklist.ts';
import { addMinor, type CurrencyCode, type MinorUnits } from '../../../shared/domain/money.ts';
import { useCommandRegistry } from '../../app/commands/commands-context.tsx';
import { KeyTooltip } from '../../ui/command-button.tsx';
import { count } from '../../ui/format/count.ts';
import { useFormat } from '../../ui/format/locale.tsx';
import { MoneyText } from '../../ui/money-text.tsx';
import step from './next-step.module.css';
import classes from './worklist.module.css';

export interface CurrencyTotal {
  readonly currency: CurrencyCode;
  readonly overdue: MinorUnits;
}

/** Sums of the overdue amounts by currency, largest number of rows first as the engine gives them. Never across currencies. */
export function totalsOf(items: readonly WorklistItem[]): readonly CurrencyTotal[] {
  const sums = new Map<CurrencyCode, MinorUnits>();
  for (const item of items) {
    const before = sums.get(item.currency);
    sums.set(item.currency, before === undefined ? item.overdue : addMinor(before, item.overdue));
  }
  return [...sums].map(([currency, overdue]) => ({ currency, overdue }));
}

/** How many rows, and what is overdue in them: of the selection if there is one, else of the whole filter. */
export function WorklistFooter(props: {
  readonly total: number;
  readonly totals: readonly CurrencyTotal[];
  readonly selected: readonly WorklistItem[];
  /** Overdue accounts for which nothing is planned; 0 is not told. */
  readonly withoutStep: number;
}) {
  const registry = useCommandRegistry();
  const { locale } = useFormat();
  const chosen = props.selected.length > 0;
  const totals = chosen ? totalsOf(props.selected) : props.totals;
  return (
    <>
      <span aria-live="polite">
        {count(chosen ? props.selected.length : props.total, 'account', 'accounts', locale)}
        {chosen ? ' selected' : ''}
      </span>
      {props.withoutStep > 0 ? (
        <KeyTooltip label="Plan them, one after the other" keys="shift+n">
          <button
            type="button"
            className={step.counter}
            aria-keyshortcuts="Shift+n"
            onClick={() => registry.run('worklist.nextSteps')}
          >
            {count(props.withoutStep, 'account', 'accounts', locale)} without a next step
          </button>
        </KeyTooltip>
      ) : null}
      <span className={classes.totals} role="note" aria-label="Overdue in total">
        {totals.map((sum) => (
          <MoneyText key={sum.currency} minor={sum.overdue} currency={sum.currency} precision="total" />
        ))}
      </span>
    </>
  );
}
