import type { CurrencyCode, MinorUnits } from '../../shared/domain/money.ts';
import { useFormat } from './format/locale.tsx';
import { hidesCents, moneyParts, moneyText } from './format/money-format.ts';
import classes from './money-text.module.css';

export interface MoneyTextProps {
  readonly minor: MinorUnits;
  readonly currency: CurrencyCode;
  /**
   * `full`: every decimal. `list`: no cents from 10,000 on, but the units stay under each other and the full amount
   * is in the tooltip. `total`: the same without keeping the place of the cents.
   */
  readonly precision?: 'full' | 'list' | 'total';
  readonly tone?: 'plain' | 'red' | 'green' | 'second';
}

/** An amount: tabular figures by the locale. Right alignment is up to the cell. */
export function MoneyText({ minor, currency, precision = 'full', tone = 'plain' }: MoneyTextProps) {
  const { locale } = useFormat();
  const { lead, cents, trail } = moneyParts(minor, currency, locale);
  const full = moneyText(minor, currency, locale);
  const hidden = precision !== 'full' && cents !== '' && hidesCents(minor, currency);
  const keepsPlace = precision === 'list' && trail === '';
  return (
    <span className={classes.money} data-tone={tone} title={hidden ? full : undefined}>
      {lead}
      {hidden ? null : <span className={precision === 'full' ? undefined : classes.cents}>{cents}</span>}
      {keepsPlace && (hidden || cents === '') ? <span className={classes.place} aria-hidden="true" /> : null}
      {trail}
    </span>
  );
}
