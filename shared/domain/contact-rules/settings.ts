/** What a workspace wants of contact with companies, sole traders and public bodies. Consumers have rules of their own. */
export interface ContactSettings {
  /** What happens outside these hours: a remark (mail waits), a stop, or nothing. */
  readonly outside: 'warn' | 'block' | 'off';
  /** `HH:MM` at the customer's place; `closes` is the first minute that is too late. */
  readonly opens: string;
  readonly closes: string;
  /** Whether weekends and public holidays of the customer's place are left in peace. */
  readonly weekends: boolean;
  readonly holidays: boolean;
}

/** The courtesy default: business hours of weekdays. */
export const DEFAULT_CONTACT_SETTINGS: ContactSettings = {
  outside: 'warn',
  opens: '08:00',
  closes: '18:00',
  weekends: true,
  holidays: true,
};

/** The settings that a workspace keeps, with the defaults where it keeps none or something that cannot be read. */
export function contactSettings(kept: unknown): ContactSettings {
  if (typeof kept !== 'object' || kept === null) return DEFAULT_CONTACT_SETTINGS;
  const { outside, opens, closes, weekends, holidays } = { ...DEFAULT_CONTACT_SETTINGS, ...kept };
  const isReadable =
    ['warn', 'block', 'off'].includes(outside) &&
    [opens, closes].every((time) => TIME_OF_DAY.test(String(time))) &&
    [weekends, holidays].every((flag) => typeof flag === 'boolean');
  return isReadable ? { outside, opens, closes, weekends, holidays } : DEFAULT_CONTACT_SETTINGS;
}

const TIME_OF_DAY = /^([01]\d|2[0-3]):[0-5]\d$/u;
