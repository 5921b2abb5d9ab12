import { type Settings, settingsSchema } from '../../../shared/contract/settings.ts';
import { type FieldErrors, fieldErrors } from './section-state.ts';

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const EMAIL_TEXT = 'This is not a mail address. Write it like name@company.com.';

/** What is wrong with a section before it is saved, by field. */
export function sectionErrors<Key extends keyof Settings>(key: Key, value: Settings[Key]): FieldErrors {
  return { ...fieldErrors(settingsSchema.shape[key], value), ...ownErrors({ [key]: value }) };
}

function ownErrors({ company, sender, gate }: Partial<Settings>): FieldErrors {
  const errors: Record<string, string> = {};
  const email = company?.email ?? sender?.email ?? '';
  if (email !== '' && !EMAIL.test(email)) errors.email = EMAIL_TEXT;
  if (company && company.portalUrl !== '' && !isWebAddress(company.portalUrl)) {
    errors.portalUrl = 'This is not a web address. It begins with https://.';
  }
  if (gate && gate.staleBlockDays <= gate.staleWarnDays) {
    errors.staleBlockDays = 'More days than the warning before it.';
  }
  if (gate && gate.syncBlockHours <= gate.syncWarnHours) {
    errors.syncBlockHours = 'More hours than the warning before it.';
  }
  return errors;
}

function isWebAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}
