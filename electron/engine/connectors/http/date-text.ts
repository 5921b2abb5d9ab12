import { z } from 'zod';
import { isPlainDate, type PlainDate } from '../../../../shared/domain/dates.ts';

/** A day as `2026-11-22`. What is no day of the calendar does not fit the form, as any other wrong value does not. */
export const dateText = z.string().transform((text, context): PlainDate => {
  if (isPlainDate(text)) return text;
  context.addIssue({ code: 'custom', message: `${text.slice(0, 40)} is no day of the calendar` });
  return z.NEVER;
});
