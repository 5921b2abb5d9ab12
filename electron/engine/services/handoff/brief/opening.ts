import { dateInZone, type PlainDate } from '../../../../../shared/domain/dates.ts';
import { countDays } from '../../../../../shared/domain/format/words.ts';
import type { Money } from '../../../../../shared/domain/money.ts';
import { sameGround } from '../../../../../shared/domain/promises/ground.ts';
import type { TimelineRow } from '../../../db/queries/timeline.ts';
import type { AccountBrief, Brief } from './brief.ts';
import { beginningOf, line, sentence } from './safe-words.ts';
import { dayOf, moneyOf, OUTCOME_WORDS, ordinal, PROMISE_WORDS } from './words.ts';

type Promised = AccountBrief['promises'][number];
type At = Pick<Brief, 'asOf' | 'timeZone'>;

const SAID = 240;

/** How an account stands, in sentences that are made of facts only: the money, the last conversation, what is broken. */
export function openingOf(account: AccountBrief, at: At): string {
  return [
    ...moneySentences(account),
    talkSentence(account, at),
    ...messageSentence(account, at),
    ...brokenSentences(account, at),
  ].join(' ');
}

function moneySentences({ balances }: AccountBrief): readonly string[] {
  if (balances.length === 0) return ['Nothing is open.'];
  return balances.map(({ aging, overdue, oldestDaysPastDue }) => {
    const open = moneyOf({ minor: aging.gross, currency: aging.currency });
    const overdueText = moneyOf({ minor: overdue, currency: aging.currency });
    if (aging.gross === 0) {
      const owed = moneyOf({ minor: aging.net, currency: aging.currency });
      return `No invoice in ${aging.currency} is open; the balance is ${owed}.`;
    }
    if (overdue === 0) return `${open} is open, none of it overdue.`;
    const what =
      overdue === aging.gross ? `All of the ${open} that is open` : `${overdueText} of ${open} that is open`;
    return `${what} is overdue, the oldest by ${countDays(oldestDaysPastDue)}.`;
  });
}

function talkSentence(account: AccountBrief, at: At): string {
  const { lastTalk } = account;
  const spoken = account.promises
    .filter(({ channel }) => channel === 'call' || channel === 'meeting')
    .reduce<Promised | null>((last, one) => (last === null || one.madeAt > last.madeAt ? one : last), null);
  if (spoken !== null && (lastTalk === null || isOfTheSameTalk(spoken, lastTalk, at))) {
    return `${lastSpoken(spoken.madeOn, spoken.madeBy, at)}: ${promiseClause(account, spoken, at)}.`;
  }
  if (lastTalk === null) return 'Nobody has been spoken to, as far as the log tells.';
  return sentence(
    `${lastSpoken(dateInZone(lastTalk.at, at.timeZone), lastTalk.actor, at)}${saidIn(lastTalk)}`,
  );
}

/** A promise of the same day belongs to the conversation; a later one is the later conversation. */
function isOfTheSameTalk({ madeAt, madeOn }: Promised, talk: TimelineRow, { timeZone }: At): boolean {
  return madeAt > talk.at || madeOn === dateInZone(talk.at, timeZone);
}

function lastSpoken(date: PlainDate, by: string, { asOf }: At): string {
  return `Last spoken to on ${dayOf(date, asOf)} by ${line(by)}`;
}

function saidIn({ text, outcome }: TimelineRow): string {
  const said = line(text ?? '');
  if (said !== '') return `: ${beginningOf(said, SAID)}`;
  return outcome === null ? '' : ` (${OUTCOME_WORDS[outcome]})`;
}

/** `promised €1,200.00 by Thu 26 Nov (second promise; the first was broken)`. */
function promiseClause(account: AccountBrief, promise: Promised, { asOf }: At): string {
  const earlier = account.promises
    .filter(
      (one) => one.currency === promise.currency && one.madeAt < promise.madeAt && sameGround(one, promise),
    )
    .sort((left, right) => (left.madeAt < right.madeAt ? 1 : -1))[0];
  const before =
    earlier === undefined
      ? ''
      : `; the ${earlier.level < promise.level ? ordinal(earlier.level) : 'one before'} was ${PROMISE_WORDS[earlier.state]}`;
  const which = promise.level > 1 || before !== '' ? ` (${ordinal(promise.level)} promise${before})` : '';
  const outcome = promise.state === 'open' ? '' : `, which ${outcomeWords(promise)}`;
  return `promised ${moneyOf(promised(promise))} by ${dayOf(promise.date, asOf)}${which}${outcome}`;
}

function outcomeWords({ state }: Promised): string {
  return state === 'replaced' ? 'a later promise replaced' : `was ${PROMISE_WORDS[state]}`;
}

function messageSentence({ lastMessage }: AccountBrief, { asOf, timeZone }: At): readonly string[] {
  if (lastMessage === null) return ['No message to the customer is in the log.'];
  const on = dayOf(dateInZone(lastMessage.at, timeZone), asOf);
  return [`The last message went out on ${on} by ${line(lastMessage.actor)}.`];
}

/** Promises that were not kept and that no later one followed. */
function brokenSentences({ promises }: AccountBrief, { asOf }: At): readonly string[] {
  return promises
    .filter(({ state, followed }) => (state === 'broken' || state === 'partly_kept') && !followed)
    .map((promise) => {
      const received =
        promise.receivedMinor === 0
          ? 'nothing arrived'
          : `${moneyOf({ minor: promise.receivedMinor, currency: promise.currency })} arrived`;
      return `The promise of ${moneyOf(promised(promise))} by ${dayOf(promise.date, asOf)} was ${PROMISE_WORDS[promise.state]}: ${received}.`;
    });
}

function promised({ amountMinor, currency }: Promised): Money {
  return { minor: amountMinor, currency };
}
