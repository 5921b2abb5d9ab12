import type { z } from 'zod';
import type { Account, NEXT_ACTION_KINDS } from '../../../shared/contract/accounts.ts';
import type { newCallSchema } from '../../../shared/contract/calls.ts';
import { proposeNextStep } from '../../../shared/domain/calls/next-step.ts';
import type { Instant, PlainDate } from '../../../shared/domain/dates.ts';
import type { ContactId, DocumentId } from '../../../shared/domain/ids.ts';
import type { CurrencyCode, MinorUnits } from '../../../shared/domain/money.ts';
import { type CallOutcome, callFacts } from '../../../shared/domain/touchpoint-kinds.ts';
import { readAmount } from '../../ui/format/read-amount.ts';
import { invoicesIn } from '../account/askable.ts';
import { amountProblem, type DisputeDraft, detailsOf } from '../disputes/dispute-form.ts';
import { askedFor } from '../promises/new-promise.ts';

type NewCall = z.input<typeof newCallSchema>;
export type ActionKind = (typeof NEXT_ACTION_KINDS)[number];

export interface PlannedStep {
  readonly kind: ActionKind;
  readonly date: PlainDate;
  readonly note: string;
}

/** A promise as it is typed into the form of a call. */
export interface PromisePart {
  /** Null: what is open and may be asked for of the chosen invoices. */
  readonly typed: string | null;
  readonly date: PlainDate | null;
  readonly chosen: ReadonlySet<DocumentId>;
}

/** A dispute as it is typed into the form of a call. */
export interface DisputePart {
  readonly documentId: DocumentId | null;
  readonly details: DisputeDraft;
}

/** What is typed while somebody is on the telephone. */
export interface CallDraft {
  readonly contactId: ContactId | null;
  readonly outcome: CallOutcome | null;
  readonly text: string;
  readonly promise: PromisePart | null;
  readonly dispute: DisputePart | null;
  /** What a person plans instead of the proposal; null: the proposal stands. */
  readonly own: PlannedStep | null;
  /** What was planned before stays as it is. */
  readonly keepsPlan: boolean;
}

export const EMPTY_CALL: CallDraft = {
  ...{ contactId: null, outcome: null, text: '', promise: null, dispute: null },
  ...{ own: null, keepsPlan: false },
};

/** The amount of a promise: what was typed, else what the chosen invoices (or all) leave to ask for. Undefined: unreadable. */
export function promisedAmount(
  { typed, chosen }: PromisePart,
  account: Account,
  currency: CurrencyCode,
): MinorUnits | undefined {
  const invoices = invoicesIn(account, currency);
  if (typed !== null) return readAmount(typed, currency) ?? undefined;
  return askedFor(chosen.size === 0 ? invoices : invoices.filter(({ id }) => chosen.has(id)));
}

/** What is planned after the call; null while the outcome is open, or where the plan stays. */
export function nextStepOf(draft: CallDraft, today: PlainDate): PlannedStep | null {
  if (draft.outcome === null || draft.keepsPlan) return null;
  const captured = { promisedFor: draft.promise?.date ?? null, disputed: draft.dispute !== null };
  return draft.own ?? proposeNextStep(draft.outcome, today, captured);
}

/** Whether something can be promised or disputed in this call: somebody answered it. */
export function wasAnswered({ outcome }: CallDraft): boolean {
  return outcome !== null && callFacts(outcome).connected;
}

export interface CallSurroundings {
  readonly account: Account;
  readonly currency: CurrencyCode;
  readonly today: PlainDate;
  /** When the form was opened: the hours of contact are asked about that moment. */
  readonly begunAt: Instant;
}

/** The call as the engine takes it; null while something is missing. */
export function newCallOf(draft: CallDraft, surroundings: CallSurroundings): NewCall | null {
  const { account, today, begunAt } = surroundings;
  const { outcome, contactId, text } = draft;
  if (outcome === null) return null;
  const promise = promiseOf(draft, surroundings);
  const dispute = disputeOf(draft, surroundings);
  if (promise === undefined || dispute === undefined) return null;
  const step = nextStepOf(draft, today);
  const next = step === null ? null : { action: { ...step, note: step.note.trim() || null } };
  return { accountId: account.id, contactId, outcome, text: text.trim(), begunAt, next, promise, dispute };
}

/** Null: none. Undefined: one that is not complete. */
function promiseOf(
  draft: CallDraft,
  { account, currency, today }: CallSurroundings,
): NewCall['promise'] | undefined {
  if (draft.promise === null || !wasAnswered(draft)) return null;
  const { date, chosen } = draft.promise;
  const amountMinor = promisedAmount(draft.promise, account, currency);
  if (amountMinor === undefined || amountMinor <= 0 || date === null || date < today) return undefined;
  const promisedBy = account.contacts.find(({ id }) => id === draft.contactId)?.name ?? null;
  return { currency, amountMinor, date, documentIds: [...chosen], promisedBy, channel: 'call' };
}

function disputeOf(
  draft: CallDraft,
  { account, currency }: CallSurroundings,
): NewCall['dispute'] | undefined {
  if (draft.dispute === null || !wasAnswered(draft)) return null;
  const { documentId, details: typed } = draft.dispute;
  const invoice = invoicesIn(account, currency).find(({ id }) => id === documentId);
  const details = detailsOf(typed, currency);
  if (invoice === undefined || details === null) return undefined;
  return amountProblem(typed, currency, invoice.open) === null
    ? { ...details, documentId: invoice.id }
    : undefined;
}
