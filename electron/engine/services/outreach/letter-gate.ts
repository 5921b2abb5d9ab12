import type { Settings } from '../../../../shared/contract/settings.ts';
import { judgeDay, judgeHours } from '../../../../shared/domain/contact-rules/hours.ts';
import type { ContactJudgement } from '../../../../shared/domain/contact-rules/types.ts';
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
  /** At the moment of sending the outbox waits for the hour itself: then the gate is not asked about it. */
  readonly withoutHours?: boolean;
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
    hours: question.withoutHours === true ? null : hoursOf(question),
    figuresAsOf: facts.figures.at === null ? null : dateInZone(facts.figures.at, question.timeZone),
    sync: syncOf(facts.figures, question.now),
    wording: { approved: question.templateApproved, changedSentences: question.changedSentences },
    settings: { ...DEFAULT_GATE_SETTINGS, ...settings.gate },
  });
}

/** The hour of now; of another day than today nobody knows the hour, so the day counts. */
function hoursOf({ facts, settings, asOf, timeZone, now }: GateQuestion): ContactJudgement | null {
  const isToday = asOf === dateInZone(now, timeZone);
  return isToday
    ? judgeHours(facts.subject, settings.contact, now)
    : judgeDay(facts.subject, settings.contact, asOf);
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
