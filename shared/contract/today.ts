import { z } from 'zod';
import type { AccountId } from '../domain/ids.ts';
import { TODAY_SECTIONS } from '../domain/today/sections.ts';
import { procedure } from './base.ts';
import { figuresSchema } from './figures.ts';
import { currencySchema, idOf, minorSchema, plainDateSchema } from './primitives.ts';

/** One thing to look at: an account with what it is about. */
export const todayRowSchema = z.object({
  /** Unique within its section. */
  key: z.string(),
  accountId: idOf<AccountId>(),
  number: z.string().nullable(),
  name: z.string(),
  /** Null where it is about the account and not about an amount. */
  currency: currencySchema.nullable(),
  /** What was promised and is missing, disputed, overdue or received, by the section. */
  minor: minorSchema.nullable(),
  /** When it was due, set or received. */
  date: plainDateSchema.nullable(),
  text: z.string(),
});
export type TodayRow = z.infer<typeof todayRowSchema>;

export const todayContract = {
  /** What the day asks for. Definitions: `/docs/user-guide.md`, "Today". */
  view: procedure.output(
    z.object({
      today: plainDateSchema,
      /** What arrived counts from this working day on. */
      since: plainDateSchema,
      figures: figuresSchema,
      /** The figures are so old that nothing goes out on them. */
      figuresTooOld: z.boolean(),
      /** In the order of the screen, empty ones too; at most 50 rows each, `total` says how many there are. */
      sections: z.array(
        z.object({
          section: z.enum(TODAY_SECTIONS),
          total: z.number().int(),
          rows: z.array(todayRowSchema),
        }),
      ),
    }),
  ),
};
