import { z } from 'zod';
import { numberText } from '../http/json.ts';

// Rows as SuiteQL answers: a column without a value is left out, numbers come as texts or as numbers.

const text = z.string().nullish();
const id = numberText;
const amount = numberText.nullish();
const flag = z.enum(['T', 'F']);

export const idForm = z.object({ id });

/** The id of a row, even of one that cannot be read otherwise; null without one. */
export function idIn(row: unknown): string | null {
  const read = idForm.safeParse(row);
  return read.success ? read.data.id : null;
}

export const timeForm = z.object({ changed: text });

export const currencyForm = z.object({ id, symbol: z.string(), digits: numberText });

export const customerForm = z.object({
  id,
  entityid: text,
  companyname: text,
  firstname: text,
  lastname: text,
  email: text,
  phone: text,
  parent: numberText.nullish(),
  isinactive: flag,
  searchstage: text,
  country: text,
  terms: text,
  termsdays: numberText.nullish(),
  changed: text,
});

export const contactForm = z.object({
  id,
  company: id,
  entityid: text,
  firstname: text,
  lastname: text,
  title: text,
  email: text,
  phone: text,
  changed: text,
});

export const balanceForm = z.object({ customer: id, currency: z.string(), unpaid: amount, unused: amount });

export const transactionForm = z.object({
  id,
  type: z.string(),
  tranid: text,
  customer: numberText.nullish(),
  status: text,
  posting: flag,
  voided: flag,
  trandate: text,
  duedate: text,
  currency: z.string(),
  total: numberText,
  unpaid: amount,
  paid: amount,
  unused: amount,
  used: amount,
  otherrefnum: text,
  memo: text,
  terms: text,
  changed: text,
});
export type NetsuiteTransaction = z.infer<typeof transactionForm>;

export const instalmentForm = z.object({
  invoice: id,
  duedate: z.string(),
  amount: numberText,
  due: numberText,
});

export const linkForm = z.object({
  previousdoc: id,
  previoustype: z.string(),
  nextdoc: id,
  nexttype: z.string(),
  linktype: text,
  amount,
  linked: text,
});
export type NetsuiteLink = z.infer<typeof linkForm>;

export const journalLineForm = z.object({
  id,
  journal: id,
  line: id,
  customer: id,
  tranid: text,
  voided: flag,
  trandate: text,
  currency: z.string(),
  amount: numberText,
  unpaid: amount,
  unused: amount,
  memo: text,
  changed: text,
});
