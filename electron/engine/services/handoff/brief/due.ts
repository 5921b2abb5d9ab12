import type { PlainDate } from '../../../../../shared/domain/dates.ts';
import { listOf } from '../../../../../shared/domain/format/words.ts';
import type { Money } from '../../../../../shared/domain/money.ts';
import type { AccountBrief, Brief } from './brief.ts';
import { line } from './safe-words.ts';
import { dayOf, letterPlace, ordinal, plannedWords } from './words.ts';

/** One thing that is to be done or looked at; the order of the kinds is the order within a day. */
export interface Due {
  readonly kind: 'promise' | 'next_action' | 'dispute' | 'hold' | 'snooze' | 'answer' | 'letter';
  readonly account: AccountBrief;
  /** Null: it waits without a day of its own. */
  readonly date: PlainDate | null;
  readonly text: string;
  readonly money: Money | null;
}

export interface DueDay {
  readonly date: PlainDate;
  readonly dues: readonly Due[];
}

/** What falls due in the window of a brief: before it, each day of it, and what has no day. Later things are left out. */
export interface DueDays {
  readonly before: readonly DueDay[];
  readonly days: readonly DueDay[];
  readonly undated: readonly Due[];
}

const ORDER: readonly Due['kind'][] = [
  'promise',
  'answer',
  'next_action',
  'dispute',
  'letter',
  'hold',
  'snooze',
];

/** Everything of a brief that falls due up to the end of its window. */
export function duesOf({ accounts, from, to, asOf }: Brief): DueDays {
  const all = accounts.flatMap((account) => duesOfAccount(account, asOf)).sort(inOrder);
  const byDay = [...Map.groupBy(all, ({ date }) => date)];
  const days = byDay.flatMap(([date, dues]) => (date === null || date > to ? [] : [{ date, dues }]));
  return {
    before: days.filter(({ date }) => date < from),
    days: days.filter(({ date }) => date >= from),
    undated: all.filter(({ date }) => date === null),
  };
}

function duesOfAccount(account: AccountBrief, asOf: PlainDate): readonly Due[] {
  const { nextAction, snooze, unansweredReply } = account;
  return [
    ...account.promises
      .filter(({ state }) => state === 'open')
      .map(
        (promise): Due => ({
          kind: 'promise',
          account,
          date: promise.date,
          text: promiseText(promise, asOf),
          money: { minor: promise.amountMinor, currency: promise.currency },
        }),
      ),
    ...(nextAction === null
      ? []
      : [
          plain(
            'next_action',
            account,
            nextAction.date,
            noted(plannedWords(nextAction.kind), nextAction.note),
          ),
        ]),
    ...account.disputes.flatMap((dispute): readonly Due[] =>
      dispute.nextDate === null
        ? []
        : [
            plain(
              'dispute',
              account,
              dispute.nextDate,
              noted(`Dispute on ${line(dispute.number)}`, dispute.nextAction),
            ),
          ],
    ),
    ...account.holds.flatMap(({ until, number }) =>
      until === null
        ? []
        : [plain('hold', account, until, `Hold on ${number === null ? 'the account' : line(number)} ends`)],
    ),
    ...(snooze?.until == null
      ? []
      : [plain('snooze', account, snooze.until, noted('Comes back', snooze.reason))]),
    ...(unansweredReply === null
      ? []
      : [plain('answer', account, null, noted('Answer the customer', unansweredReply.about))]),
    ...account.letters.map(
      (letter): Due => ({
        kind: 'letter',
        account,
        date: null,
        text: `${line(letter.subject)} (${letterPlace(letter.state)})`,
        money: letter.amount,
      }),
    ),
  ];
}

function promiseText(promise: AccountBrief['promises'][number], asOf: PlainDate): string {
  const which = promise.level > 1 ? ` (${ordinal(promise.level)} promise)` : '';
  const ground = promise.numbers.length === 0 ? '' : ` on ${listOf(promise.numbers.map(line), 3)}`;
  const grace = promise.lastDay === promise.date ? '' : `, kept up to ${dayOf(promise.lastDay, asOf)}`;
  return `Promised${ground}${which}${grace}`;
}

function plain(kind: Due['kind'], account: AccountBrief, date: PlainDate | null, text: string): Due {
  return { kind, account, date, text, money: null };
}

function noted(what: string, note: string | null): string {
  const text = line(note ?? '');
  return text === '' ? what : `${what}: ${text}`;
}

function inOrder(left: Due, right: Due): number {
  const [one, other] = [left.date ?? '9999', right.date ?? '9999'];
  if (one !== other) return one < other ? -1 : 1;
  return ORDER.indexOf(left.kind) - ORDER.indexOf(right.kind);
}
