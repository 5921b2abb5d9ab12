import type { CurrencyCode, MinorUnits } from '../../shared/domain/money.ts';
import { useFormat } from './format/locale.tsx';
import { hidesCents, listMoneyText, moneyParts } from './format/money-format.ts';
import classes from './money-text.module.css';

export interface MoneyTextProps {
  readonly minor: MinorUnits;
  readonly currency: CurrencyCode;
  /**
   * `full`: every decimal. `list`: rounded to whole units from 10,000 on, but the units stay under each other. The full amount
   * is in the tooltip. `total`: the same without keeping the place of the cents.
   */
  readonly precision?: 'full' | 'list' | 'total';
  readonly tone?: 'plain' | 'red' | 'green' | 'second';
}

/** An amount: tabular figures by the locale. Right alignment is up to the cell. */
export function MoneyText({ minor, currency, precision = 'full', tone = 'plain' }: MoneyTextProps) {
  const { locale } = useFormat();
  const { lead, cents, trail } = moneyParts(minor, currency, locale);
  const full = lead + cents + trail;
  const rounded = precision !== 'full' && cents !== '' && hidesCents(minor, currency);
  const keepsPlace = precision === 'list' && trail === '' && (rounded || cents === '');
  return (
    <span className={classes.money} data-tone={tone} title={precision === 'full' ? undefined : full}>
      {rounded ? listMoneyText(minor, currency, locale) : null}
      {precision === 'full' ? full : null}
      {precision !== 'full' && !rounded ? (
        <>
          {lead}
          <span className={classes.cents}>{cents}</span>
          {trail}
        </>
      ) : null}
      {keepsPlace ? <span className={classes.place} aria-hidden="true" /> : null}
    </span>
  );
}
