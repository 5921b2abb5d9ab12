import type { ChosenValue, ConnectionForm } from './connection-form.ts';
import { erpnext } from './forms/erpnext.ts';
import { folder } from './forms/folder.ts';
import { netsuite } from './forms/netsuite.ts';
import { odoo } from './forms/odoo.ts';
import { quickbooks } from './forms/quickbooks.ts';
import { stripe } from './forms/stripe.ts';
import { tryton } from './forms/tryton.ts';
import { xero } from './forms/xero.ts';

const FORMS = [
  tryton,
  folder,
  quickbooks,
  xero,
  stripe,
  netsuite,
  odoo,
  erpnext,
] as const satisfies readonly ConnectionForm[];

/** The systems that can be connected in this version: each has a form, a guide and a connector. */
export type OfferedKind = (typeof FORMS)[number]['kind'];

/** Those that a person signs in to in the browser. */
export type SignInKind = Extract<
  (typeof FORMS)[number],
  { readonly browserSignIn: true | ChosenValue }
>['kind'];

/** What these systems ask for, in the order in which they are offered. */
export const CONNECTION_FORMS: readonly (ConnectionForm & { readonly kind: OfferedKind })[] = FORMS;

/** The form of a system; undefined for one that cannot be connected in this version. */
export function connectionForm(kind: string): (typeof CONNECTION_FORMS)[number] | undefined {
  return CONNECTION_FORMS.find((form) => form.kind === kind);
}

/** A choice as it stands in a form: the first one counts until another is chosen. */
export interface ChoiceField {
  readonly name: string;
  readonly choices?: readonly { readonly value: string }[] | undefined;
}

/** Whether this was chosen among the values of a form; the first choice counts where none was made. */
export function isChosen(
  fields: readonly ChoiceField[],
  { field, value }: ChosenValue,
  values: Readonly<Record<string, string>>,
): boolean {
  const first = fields.find(({ name }) => name === field)?.choices?.[0]?.value ?? '';
  return (values[field] || first) === value;
}

/** Whether a person signs in in the browser to a system with these settings. */
export function signsInByBrowser(kind: string, settings: Readonly<Record<string, string>>): boolean {
  const form = connectionForm(kind);
  const { browserSignIn } = (form ?? {}) as Partial<ConnectionForm>;
  if (form === undefined || browserSignIn === undefined) return false;
  return browserSignIn === true || isChosen(form.fields, browserSignIn, settings);
}

/** The field that says whose books they are, of a system that a person can sign in to in the browser; null for others. */
export function booksField(kind: string): string | null {
  return connectionForm(kind)?.fields.find(({ fromSignIn }) => fromSignIn)?.name ?? null;
}
