import { allCurrencyCodes } from '../../../shared/domain/currencies.ts';

export interface Option {
  readonly value: string;
  readonly label: string;
}

/** Every currency with its name in the person's language, e.g. `EUR · Euro`. */
export function currencyOptions(locale: string): readonly Option[] {
  const names = new Intl.DisplayNames([locale], { type: 'currency', fallback: 'none' });
  return allCurrencyCodes().map((code) => {
    const name = names.of(code);
    return { value: code, label: name ? `${code} · ${name}` : code };
  });
}

/** Every time zone of this computer's tables, `UTC` first. */
export function timeZones(): readonly string[] {
  return ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')];
}

/** The time zone that this computer is set to. */
export function ownTimeZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';
}
