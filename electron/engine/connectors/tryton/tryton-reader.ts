import { z } from 'zod';
import { connectorFailure } from '../connector-failure.ts';
import { nextAfter } from '../read-guards.ts';
import { trytonId } from './tagged-values.ts';
import { TRYTON } from './tryton-failure.ts';
import type { Greeting, TrytonSession } from './tryton-session.ts';

/** A condition of Tryton: leaves `[field, operator, value]`, lists of them, `'OR'` and `'AND'` in front. */
export type Condition = readonly unknown[];

/** The company whose books are read: the current company of the user. */
export interface TrytonCompany {
  readonly id: number;
  readonly name: string;
  /** Tryton's id of the currency in which the books are kept. */
  readonly currencyId: number;
  readonly baseCurrency: string;
}

/** Reads records of models; every call may be repeated. */
export interface TrytonReader {
  readonly company: TrytonCompany;
  /** How many records a page is made of. */
  readonly pageSize: number;
  /** Ids in rising order, at most `limit` of them, inactive records among them. */
  ids(
    model: string,
    condition: Condition,
    limit: number | null,
    signal: AbortSignal,
  ): Promise<readonly number[]>;
  count(model: string, condition: Condition, signal: AbortSignal): Promise<number>;
  /** The fields of the records that meet the condition, by rising id, at most `limit`. `id` is always among the fields. */
  rows(
    model: string,
    condition: Condition,
    fields: readonly string[],
    signal: AbortSignal,
    limit?: number,
  ): Promise<readonly unknown[]>;
  /** Which of these fields the model has: some come with modules that need not be there. */
  fieldsOf(model: string, fields: readonly string[], signal: AbortSignal): Promise<ReadonlySet<string>>;
  greet(signal: AbortSignal): Promise<Greeting>;
}

const preferencesForm = z.looseObject({
  company: trytonId.nullish(),
  language: z.string().nullish(),
  company_filter: z.string().nullish(),
});
const companyForm = z.object({
  rec_name: z.string(),
  'currency.': z.object({ id: trytonId, code: z.string() }),
});
const idsForm = z.array(trytonId);
const rowsForm = z.array(z.unknown());
const rowForm = z.looseObject({ id: trytonId });

/** How many ids go into one condition, and how many rows come in one answer. */
const SLICE = 500;
const ROWS_AT_ONCE = 1_000;

/** What a user sees in Tryton depends on these. */
export interface TrytonContext {
  readonly company: number | null;
  readonly settings: Readonly<Record<string, unknown>>;
}

/** The user's own settings, of which the company decides what is read. */
export async function readContext(session: TrytonSession, signal: AbortSignal): Promise<TrytonContext> {
  const preferences = formed(
    preferencesForm,
    await session.call('model.res.user.get_preferences', [true, {}], 'reads', signal),
  );
  const { company = null, language, company_filter } = preferences;
  // Tryton leaves inactive records out otherwise, even where one branch of a condition asks for them.
  const settings = { language, company_filter, active_test: false };
  return { company, settings: company === null ? settings : { ...settings, company } };
}

/**
 * Opens the books of the user's current company.
 *
 * @throws EngineError `forbidden` when the user has no company, or may not see it.
 */
export async function openReader(
  session: TrytonSession,
  pageSize: number,
  signal: AbortSignal,
): Promise<TrytonReader> {
  const context = await readContext(session, signal);
  if (context.company === null) {
    throw connectorFailure(
      'forbidden',
      'The Tryton user has no company. Set Companies and Current Company in the preferences of the user.',
    );
  }
  const { settings } = context;
  const call = async <T>(
    method: string,
    parameters: readonly unknown[],
    form: z.ZodType<T>,
    stop: AbortSignal,
  ) => formed(form, await session.call(method, [...parameters, settings], 'reads', stop));
  const rising = [['id', 'ASC']];

  const [found] = await call(
    'model.company.company.search_read',
    [[['id', '=', context.company]], 0, 1, rising, ['rec_name', 'currency.code']],
    z.array(companyForm),
    signal,
  );
  if (found === undefined) {
    throw connectorFailure('forbidden', 'The Tryton user may not see the company that is set for it.');
  }
  return {
    company: {
      id: context.company,
      name: found.rec_name,
      currencyId: found['currency.'].id,
      baseCurrency: found['currency.'].code,
    },
    pageSize,
    ids: (model, condition, limit, stop) =>
      call(`model.${model}.search`, [condition, 0, limit, rising], idsForm, stop),
    count: (model, condition, stop) => call(`model.${model}.search_count`, [condition], trytonId, stop),
    rows: (model, condition, fields, stop, limit) =>
      call(`model.${model}.search_read`, [condition, 0, limit ?? null, rising, fields], rowsForm, stop),
    async fieldsOf(model, fields, stop) {
      const known = z.record(z.string(), z.unknown());
      return new Set(Object.keys(await call(`model.${model}.fields_get`, [fields], known, stop)));
    },
    greet: (stop) => session.greet(stop),
  };
}

/**
 * As `rows`, for the records whose `field` is one of these ids; as many calls as it takes. A customer may have any number
 * of lines: they come in several answers, so that none takes the server long.
 */
export async function rowsOf(
  reader: TrytonReader,
  model: string,
  field: string,
  ids: readonly number[],
  fields: readonly string[],
  signal: AbortSignal,
  also: Condition = [],
): Promise<readonly unknown[]> {
  const found: unknown[] = [];
  for (let start = 0; start < ids.length; start += SLICE) {
    const slice = ids.slice(start, start + SLICE);
    const condition = [[field, 'in', slice], ...also];
    for await (const rows of answers(reader, model, condition, fields, signal)) found.push(...rows);
  }
  return found;
}

async function* answers(
  reader: TrytonReader,
  model: string,
  condition: Condition,
  fields: readonly string[],
  signal: AbortSignal,
): AsyncGenerator<readonly unknown[]> {
  for (let last = 0; ; ) {
    const rows = await reader.rows(model, [['id', '>', last], ...condition], fields, signal, ROWS_AT_ONCE);
    yield rows;
    if (rows.length < ROWS_AT_ONCE) return;
    last = nextAfter(TRYTON, [formed(rowForm, rows.at(-1)).id], last);
  }
}

/** The value in the form that Tryton is known to answer. Throws `bad_answer`. */
export function formed<T>(form: z.ZodType<T>, value: unknown): T {
  const read = form.safeParse(value);
  if (read.success) return read.data;
  const field = read.error.issues[0]?.path.map(String).join('.') ?? '';
  throw connectorFailure(
    'bad_answer',
    `Tryton answered in a form that is not known (${field || 'the whole'}). The guide to Tryton says which versions are read.`,
  );
}
