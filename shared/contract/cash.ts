import { z } from 'zod';
import { MATCH_CONFIDENCES, MATCH_KINDS, SHORT_PAY_REASONS } from '../domain/cash-application/types.ts';
import type { AccountId, BankLineId, CashMatchId, DocumentId, PaymentId } from '../domain/ids.ts';
import { procedure } from './base.ts';
import {
  currencySchema,
  cursorSchema,
  downloadSchema,
  grantSchema,
  idOf,
  instantSchema,
  minorSchema,
  pageLimitSchema,
  plainDateSchema,
  wholeTextSchema,
} from './primitives.ts';

/** Where money without an invoice stands: in a bank statement, or in the books as a payment or as a credit note. */
export const UNAPPLIED_KINDS = ['bank_line', 'payment', 'credit_note'] as const;

export const unappliedSchema = z.object({
  kind: z.enum(UNAPPLIED_KINDS),
  id: z.string(),
  /** Null for a bank line: whose it is has to be found out. */
  accountId: idOf<AccountId>().nullable(),
  account: z.string().nullable(),
  payerName: z.string().nullable(),
  date: plainDateSchema.nullable(),
  /** Days since it came in, or since the credit note was issued; null without a date. */
  waitingDays: z.number().int().nullable(),
  currency: currencySchema,
  /** The whole amount, and what of it waits; both positive. */
  amountMinor: minorSchema,
  openMinor: minorSchema,
  /** What the payer wrote; the number of a credit note. */
  text: z.string(),
});
export type Unapplied = z.infer<typeof unappliedSchema>;

/** What waits in the books on one account in one currency; cash by its age in days. All amounts are ≥ 0. */
export const waitingAccountSchema = z.object({
  accountId: idOf<AccountId>(),
  account: z.string(),
  number: z.string().nullable(),
  currency: currencySchema,
  unappliedMinor: minorSchema,
  payments: z.number().int(),
  /** Age of the payment that waits longest; null when none waits. */
  oldestDays: z.number().int().nullable(),
  upTo30: minorSchema,
  upTo60: minorSchema,
  upTo90: minorSchema,
  over90: minorSchema,
  creditsMinor: minorSchema,
  creditNotes: z.number().int(),
});
export type WaitingAccount = z.infer<typeof waitingAccountSchema>;

const bankLineSourceSchema = z.object({ bankLineId: idOf<BankLineId>() });
const paymentSourceSchema = z.object({ paymentId: idOf<PaymentId>() });
/** The money that is applied: a line of a bank statement, or a payment of the books. */
export const cashSourceSchema = z.union([bankLineSourceSchema, paymentSourceSchema]);
export type CashSource = z.infer<typeof cashSourceSchema>;

const allocationSchema = z.object({
  itemId: idOf<DocumentId>(),
  kind: z.enum(['invoice', 'credit_note']),
  number: wholeTextSchema(500),
  amountMinor: minorSchema,
  shortMinor: minorSchema,
  shortReason: z.enum(SHORT_PAY_REASONS).nullable(),
});

export const cashProposalSchema = z.object({
  kind: z.enum(MATCH_KINDS),
  confidence: z.enum(MATCH_CONFIDENCES),
  allocations: z.array(allocationSchema).max(5000).readonly(),
  /** What stays on the customer's account. */
  restMinor: minorSchema,
  reasons: z.array(wholeTextSchema(5000)).max(50).readonly(),
});
export type CashProposalView = z.infer<typeof cashProposalSchema>;

/** What says that a payment comes from an account; none when a person picked it, or the books say so. */
export const PAYER_EVIDENCE = ['invoices', 'bank_account', 'number', 'name'] as const;

const advisedAccountSchema = z.object({
  accountId: idOf<AccountId>(),
  name: z.string(),
  number: z.string().nullable(),
  by: z.array(z.enum(PAYER_EVIDENCE)).readonly(),
  proposals: z.object({
    proposals: z.array(cashProposalSchema).readonly(),
    remarks: z.array(z.string()).readonly(),
  }),
});
export type AdvisedAccount = z.infer<typeof advisedAccountSchema>;

/** Whom a payment may come from, the best founded first, and what it may be for. */
export const cashAdviceSchema = z.object({ accounts: z.array(advisedAccountSchema).readonly() });
export type CashAdviceView = z.infer<typeof cashAdviceSchema>;

const matchItemSchema = z.object({
  documentId: idOf<DocumentId>(),
  kind: z.enum(['invoice', 'credit_note']),
  number: z.string(),
  amountMinor: minorSchema,
  shortMinor: minorSchema,
  shortReason: z.enum(SHORT_PAY_REASONS).nullable(),
  /** The books do not have it any more. */
  gone: z.boolean(),
});

export const cashMatchSchema = z.object({
  id: idOf<CashMatchId>(),
  accountId: idOf<AccountId>(),
  account: z.string(),
  accountNumber: z.string().nullable(),
  /** One of the two. */
  bankLineId: idOf<BankLineId>().nullable(),
  paymentId: idOf<PaymentId>().nullable(),
  date: plainDateSchema,
  currency: currencySchema,
  amountMinor: minorSchema,
  restMinor: minorSchema,
  kind: z.enum(MATCH_KINDS),
  confidence: z.enum(MATCH_CONFIDENCES),
  reasons: z.array(z.string()).readonly(),
  text: z.string(),
  approvedAt: instantSchema,
  approvedBy: z.string(),
  exportedAt: instantSchema.nullable(),
  items: z.array(matchItemSchema).readonly(),
});
export type CashMatchView = z.infer<typeof cashMatchSchema>;

export const BANK_QUESTIONS = ['date_order', 'decimal_mark', 'currency'] as const;
export type BankQuestionCode = (typeof BANK_QUESTIONS)[number];

/** What a person says about a file; absent: not asked yet. */
export const bankAnswersSchema = z.object({
  dateOrder: z.enum(['dmy', 'mdy']).optional(),
  decimalMark: z.enum(['.', ',']).optional(),
  currency: currencySchema.optional(),
});
export type BankAnswersInput = z.infer<typeof bankAnswersSchema>;

/** What came of a bank statement: questions that it leaves open (nothing is kept then), or the lines that were taken. */
export const takenStatementSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('questions'), questions: z.array(z.enum(BANK_QUESTIONS)).readonly() }),
  z.object({
    state: z.literal('taken'),
    format: z.enum(['csv', 'xlsx', 'mt940', 'camt053']),
    taken: z.number().int(),
    known: z.number().int(),
    /** New lines with the day and the amount of a line that another file brought. */
    alike: z.number().int(),
    outgoing: z.number().int(),
    /** Statements in the file, those that add up, and the balances that they state; 0 for a table. */
    statements: z.number().int(),
    balanced: z.number().int(),
    balances: z.number().int(),
    /** Bookings that are told and not taken. */
    aside: z
      .array(
        z.object({
          row: z.number().int(),
          kind: z.enum(['reversal', 'not_booked']),
          date: plainDateSchema,
          currency: currencySchema,
          /** Negative for money that went out. */
          amountMinor: minorSchema,
          text: z.string(),
        }),
      )
      .readonly(),
    warnings: z.array(z.object({ row: z.number().int(), message: z.string() })).readonly(),
    rejected: z
      .array(
        z.object({
          row: z.number().int(),
          code: z.string(),
          message: z.string(),
          cells: z.array(z.string()).readonly(),
        }),
      )
      .readonly(),
  }),
]);
export type TakenStatementView = z.infer<typeof takenStatementSchema>;

const pageInput = { limit: pageLimitSchema.default(100), cursor: cursorSchema.nullable().default(null) };
const pageOf = <Row extends z.ZodType>(row: Row) =>
  z.object({ rows: z.array(row).readonly(), total: z.number().int(), next: cursorSchema.nullable() });

export const cashContract = {
  /** Money in without an invoice, the newest first. */
  unapplied: procedure
    .input(z.object({ kinds: z.array(z.enum(UNAPPLIED_KINDS)).default([...UNAPPLIED_KINDS]), ...pageInput }))
    .output(pageOf(unappliedSchema)),
  /** Accounts with unapplied payments or open credit notes in the books, the longest waiting first. */
  byAccount: procedure.input(z.object(pageInput)).output(pageOf(waitingAccountSchema)),
  /** Reads a bank statement. Lines that are known already are not taken twice. */
  takeStatement: procedure
    .input(z.object({ grant: grantSchema, answers: bankAnswersSchema.default({}) }))
    .output(takenStatementSchema),
  /** Proposals for one payment. `remittance`: what the payer sent apart from it; `accountId`: a payer that was picked. */
  advise: procedure
    .input(
      z.object({
        source: cashSourceSchema,
        accountId: idOf<AccountId>().nullable().default(null),
        remittance: wholeTextSchema(200_000).default(''),
      }),
    )
    .output(cashAdviceSchema),
  /** Keeps an application that a person approved. Nothing is posted. */
  approve: procedure
    .input(z.object({ source: cashSourceSchema, accountId: idOf<AccountId>(), proposal: cashProposalSchema }))
    .output(z.object({ id: idOf<CashMatchId>() })),
  withdraw: procedure
    .input(z.object({ id: idOf<CashMatchId>() }))
    .output(z.object({ withdrawn: z.boolean() })),
  /** Approved applications, the newest first; `pending`: only those that were not exported yet. */
  matches: procedure
    .input(z.object({ pending: z.boolean().default(true), ...pageInput }))
    .output(pageOf(cashMatchSchema)),
  /** The file for whoever posts. What is in it counts as exported once the file was saved. */
  export: procedure
    .input(z.object({ format: z.enum(['csv', 'xlsx']), pending: z.boolean().default(true) }))
    .output(z.object({ download: downloadSchema, matches: z.number().int() })),
};
