import { z } from 'zod';
import { failureReason } from '../connector-failure.ts';
import { modelAccess } from './model-access.ts';
import { formed, readContext } from './tryton-reader.ts';
import type { TrytonSession } from './tryton-session.ts';

/** Something that could be changed in the books, in words. */
export type WritePower = string;

export interface WritePowers {
  /** By the rights of this user. */
  readonly own: readonly WritePower[];
  /** By every user of this Tryton, whatever its rights: only an administrator can close them. */
  readonly everybody: readonly WritePower[];
}

/**
 * Wizards that book. Tryton checks rights when a wizard starts: one without a group of its own may be started by whoever
 * may change the model that it works on, or by everybody when it works on none, and then books with checks off. That a
 * wizard starts therefore means that it can be gone through with.
 */
const WIZARDS: readonly {
  readonly name: string;
  readonly model: string | null;
  readonly power: WritePower;
}[] = [
  {
    name: 'account.invoice.pay',
    model: 'account.invoice',
    power: 'mark invoices as paid (wizard "Pay Invoice")',
  },
  { name: 'account.invoice.credit', model: 'account.invoice', power: 'credit invoices (wizard "Credit")' },
  { name: 'account.move.cancel', model: 'account.move', power: 'cancel moves (wizard "Cancel Moves")' },
  {
    name: 'account.move.line.group',
    model: 'account.move.line',
    power: 'group lines of the ledger (wizard "Group Lines")',
  },
  {
    name: 'account.move.reconcile_lines',
    model: 'account.move.line',
    power: 'settle lines of the ledger (wizard "Reconcile Lines")',
  },
  {
    name: 'account.move.unreconcile_lines',
    model: 'account.move.line',
    power: 'open settled lines again (wizard "Unreconcile Lines")',
  },
  { name: 'account.reconcile', model: null, power: 'settle accounts (wizard "Reconcile Accounts")' },
  {
    name: 'account.move.template.create',
    model: null,
    power: 'book moves from templates (wizard "Create Move from Template")',
  },
  {
    name: 'account.create_chart',
    model: null,
    power: 'create a chart of accounts (wizard "Create Chart of Accounts")',
  },
  {
    name: 'account.update_chart',
    model: null,
    power: 'update the chart of accounts (wizard "Update Chart of Accounts")',
  },
  { name: 'party.replace', model: 'party.party', power: 'merge parties (wizard "Replace")' },
  { name: 'party.erase', model: 'party.party', power: 'erase parties (wizard "Erase")' },
];

/** Models of the ledger, and what changing them is called. */
const MODELS: Readonly<Record<string, string>> = {
  'account.invoice': 'invoices',
  'account.invoice.line': 'lines of invoices',
  'account.move': 'moves',
  'account.move.line': 'lines of the ledger',
  'account.move.reconciliation': 'reconciliations',
  'account.account': 'accounts',
  'party.party': 'parties',
  'party.address': 'addresses',
  'party.contact_mechanism': 'contact mechanisms',
  'currency.currency': 'currencies',
  'company.company': 'companies',
};

/** Creating even no record of these puts a task into Tryton's queue. */
const LEAVE_TRACES = ['account.move.reconciliation'];

const wizardForm = z.tuple([z.unknown(), z.string(), z.string()]);

/**
 * What could be changed in the books with the name of this user. Rights are asked for, and then tried where trying leaves no trace: creating
 * and changing an empty list of records, and starting a wizard on no record and ending it at once.
 */
export async function writePowers(session: TrytonSession, signal: AbortSignal): Promise<WritePowers> {
  const context = await readContext(session, signal);
  const { settings } = context;
  const own: WritePower[] = [];
  const everybody: WritePower[] = [];
  const access = await modelAccess(session, Object.keys(MODELS), context, signal);
  for (const [model, name] of Object.entries(MODELS)) {
    const granted = (['create', 'write', 'delete'] as const).filter(
      (right) => access[model]?.[right] === true,
    );
    const tried = LEAVE_TRACES.includes(model) ? [] : await triedRights(session, model, settings, signal);
    const rights = [...new Set([...tried, ...granted])];
    if (rights.length > 0) own.push(`${rights.map((right) => WORDS[right]).join(', ')} ${name}`);
  }
  for (const wizard of WIZARDS) {
    if (await starts(session, wizard, settings, signal))
      (wizard.model === null ? everybody : own).push(wizard.power);
  }
  return { own, everybody };
}

const WORDS = { create: 'create', write: 'change', delete: 'delete' } as const;

async function triedRights(
  session: TrytonSession,
  model: string,
  settings: Readonly<Record<string, unknown>>,
  signal: AbortSignal,
): Promise<readonly ('create' | 'write')[]> {
  const found: ('create' | 'write')[] = [];
  if (await allowed(session, `model.${model}.create`, [[]], settings, signal)) found.push('create');
  if (await allowed(session, `model.${model}.write`, [[], {}], settings, signal)) found.push('write');
  return found;
}

async function starts(
  session: TrytonSession,
  { name, model }: (typeof WIZARDS)[number],
  settings: Readonly<Record<string, unknown>>,
  signal: AbortSignal,
): Promise<boolean> {
  const context = model === null ? settings : { ...settings, active_model: model, active_ids: [] };
  const opened = await refusedOr(session.call(`wizard.${name}.create`, [context], 'never', signal));
  if (opened === null) return false;
  const [id] = formed(wizardForm, opened.value);
  await refusedOr(session.call(`wizard.${name}.delete`, [id, context], 'never', signal));
  return true;
}

async function allowed(
  session: TrytonSession,
  method: string,
  parameters: readonly unknown[],
  settings: Readonly<Record<string, unknown>>,
  signal: AbortSignal,
): Promise<boolean> {
  return (await refusedOr(session.call(method, [...parameters, settings], 'never', signal))) !== null;
}

/** The answer; null where Tryton refuses, or has no such model or wizard because its module is not activated. */
async function refusedOr(answer: Promise<unknown>): Promise<{ readonly value: unknown } | null> {
  try {
    return { value: await answer };
  } catch (error) {
    const reason = failureReason(error);
    if (reason === 'forbidden' || reason === 'server_error') return null;
    throw error;
  }
}
