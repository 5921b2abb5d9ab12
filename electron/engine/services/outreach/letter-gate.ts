import type { Settings } from '../../../../shared/contract/settings.ts';
import { dateInZone, type Instant, type PlainDate } from '../../../../shared/domain/dates.ts';
import type { Figures } from '../../../../shared/domain/figures.ts';
import { decide } from '../../../../shared/domain/gate/decide.ts';
import { DEFAULT_GATE_SETTINGS } from '../../../../shared/domain/gate/settings.ts';
import type { GateItem, GateResult, GateSync } from '../../../../shared/domain/gate/types.ts';
import { addMinor, minorUnits } from '../../../../shared/domain/money.ts';
import type { LetterFacts } from '../../db/queries/letter-facts.ts';

export interface GateQuestion {
  readonly facts: LetterFacts;
  readonly items: readonly GateItem[];
  readonly recipients: readonly string[];
  readonly settings: Settings;
  readonly asOf: PlainDate;
  readonly timeZone: string;
  readonly now: Instant;
  readonly templateApproved: boolean;
  readonly changedSentences: readonly string[];
}

/** Asks the gate what of a letter may go out, on the facts that were read for it. */
export function askGate(question: GateQuestion): GateResult {
  const { facts, settings } = question;
  const openOf = (kind: 'credit_note' | 'unapplied_payment') =>
    minorUnits(-addMinor(...facts.documents.filter((item) => item.kind === kind).map((item) => item.open)));
  return decide({
    today: question.asOf,
    account: { name: facts.account.name },
    currency: facts.currency,
    items: question.items,
    creditsMinor: openOf('credit_note'),
    unappliedMinor: openOf('unapplied_payment'),
    recipients: question.recipients,
    contacts: facts.recentContacts.filter((contact) => contact.date <= question.asOf),
    closed: facts.restraints.closed,
    undeliverable: facts.restraints.undeliverable,
    unanswered: facts.restraints.unanswered,
    figuresAsOf: facts.figures.at === null ? null : dateInZone(facts.figures.at, question.timeZone),
    sync: syncOf(facts.figures, question.now),
    wording: { approved: question.templateApproved, changedSentences: question.changedSentences },
    settings: { ...DEFAULT_GATE_SETTINGS, ...settings.gate },
  });
}

const HOUR = 60 * 60_000;

function syncOf({ at, from: connection }: Figures, now: Instant): GateSync | null {
  if (connection === null) return null;
  const ageHours = at === null ? null : Math.floor((Date.parse(now) - Date.parse(at)) / HOUR);
  return { connection, ageHours };
}

/** Sentences of a text that do not stand in another one: what a person wrote into an approved letter. */
export function changedSentences(approved: string, written: string): readonly string[] {
  const known = new Set(sentencesOf(approved));
  return sentencesOf(written).filter((sentence) => !known.has(sentence));
}

function sentencesOf(text: string): readonly string[] {
  return text
    .split(/(?<=[.!?:])\s+|\n+/u)
    .map((sentence) => sentence.replace(/\s+/gu, ' ').trim())
    .filter((sentence) => sentence !== '');
}
