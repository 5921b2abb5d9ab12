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
