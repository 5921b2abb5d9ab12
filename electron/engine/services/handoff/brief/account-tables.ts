import { dateInZone, type PlainDate } from '../../../../../shared/domain/dates.ts';
import { disputedAmount } from '../../../../../shared/domain/disputes/disputed-amount.ts';
import { DISPUTE_REASON_LABELS } from '../../../../../shared/domain/disputes/reasons.ts';
import { countOf, listOf } from '../../../../../shared/domain/format/words.ts';
import type { AccountBrief, Brief } from './brief.ts';
import { beginningOf, line } from './safe-words.ts';
import type { Block, Cell, Tone } from './sheet.ts';
import { dayOf, letterPlace, moneyOf, ordinal, PROMISE_WORDS, stageWords } from './words.ts';

const PROMISES = 10;
const SAID = 400;

type Promised = AccountBrief['promises'][number];
type Disputed = AccountBrief['disputes'][number];

/** Promises to pay: those that wait, then what became of the others. */
export function promiseBlocks({ promises }: AccountBrief, asOf: PlainDate): readonly Block[] {
  if (promises.length === 0) return [];
  const left = promises.length - PROMISES;
  return [
    {
      kind: 'table',
      caption: 'Promises',
      columns: [
        { label: 'Promised for', align: 'start', width: 'content' },
        { label: 'Which', align: 'start', width: 'fill' },
        { label: 'State', align: 'start', width: 'content' },
        { label: 'Amount', align: 'end', width: 'content' },
      ],
      rows: promises.slice(0, PROMISES).map((promise) => promiseRow(promise, asOf)),
      ...(left > 0 ? { more: `and ${countOf(left, 'earlier promise', 'earlier promises')}` } : {}),
    },
  ];
}

function promiseRow(promise: Promised, asOf: PlainDate): readonly Cell[] {
  const { currency, numbers } = promise;
  const ground = numbers.length === 0 ? 'on the account' : `on ${listOf(numbers.map(line), 3)}`;
  const by = promise.promisedBy === null ? '' : ` by ${line(promise.promisedBy)}`;
  const how = `Made on ${dayOf(promise.madeOn, asOf)}${by}, ${promise.channel}, noted by ${line(promise.madeBy)}`;
  const said = [promise.note, promise.correction ?? ''].map(line).filter((text) => text !== '');
  const grace =
    promise.lastDay === promise.date ? {} : { note: `kept up to ${dayOf(promise.lastDay, asOf)}` };
  const received =
    promise.receivedMinor > 0
      ? { note: `${moneyOf({ minor: promise.receivedMinor, currency })} arrived` }
      : {};
  return [
    { text: dayOf(promise.date, asOf), ...grace },
    {
      text: `${ordinal(promise.level)} promise, ${ground}`,
      note: [how, ...said.map((text) => beginningOf(text, SAID))].join('. '),
    },
    { text: PROMISE_WORDS[promise.state], ...toneOf(promise) },
    { text: moneyOf({ minor: promise.amountMinor, currency }), ...received },
  ];
}

const PROMISE_TONES: Readonly<Partial<Record<Promised['state'], Tone>>> = {
  open: 'amber',
  kept: 'green',
  partly_kept: 'red',
  broken: 'red',
};

function toneOf({ state }: Promised): Pick<Cell, 'tone'> {
  const tone = PROMISE_TONES[state];
  return tone === undefined ? {} : { tone };
}

/** Open disputes: why, who settles them, what is next and which papers are missing. */
export function disputeBlocks({ disputes }: AccountBrief, asOf: PlainDate): readonly Block[] {
  if (disputes.length === 0) return [];
  return [
    {
      kind: 'table',
      caption: 'Disputes',
      columns: [
        { label: 'Invoice', align: 'start', width: 'content' },
        { label: 'Reason', align: 'start', width: 'fill' },
        { label: 'Who settles it, and what is next', align: 'start', width: 'fill' },
        { label: 'Disputed', align: 'end', width: 'content' },
      ],
      rows: disputes.map((dispute) => disputeRow(dispute, asOf)),
    },
  ];
}

function disputeRow(dispute: Disputed, asOf: PlainDate): readonly Cell[] {
  const said = beginningOf(line(dispute.text), SAID);
  const next = line(dispute.nextAction ?? '');
  const when = dispute.nextDate === null ? '' : dayOf(dispute.nextDate, asOf);
  const missing = dispute.papers
    .filter(({ receivedOn }) => receivedOn === null)
    .map(({ name }) => line(name));
  const todo = [next, when].filter((part) => part !== '').join(', ');
  const steps = [
    todo === '' ? 'no next action' : todo,
    ...(missing.length === 0 ? [] : [`missing: ${missing.join(', ')}`]),
  ];
  return [
    { text: line(dispute.number), note: `since ${dayOf(dispute.openedOn, asOf)}` },
    { text: DISPUTE_REASON_LABELS[dispute.reason], ...(said === '' ? {} : { note: said }) },
    { text: dispute.owner === null ? 'nobody yet' : line(dispute.owner), note: steps.join('; ') },
    {
      text: moneyOf({ minor: disputedAmount(dispute.openMinor, [dispute]), currency: dispute.currency }),
      note: `of ${moneyOf({ minor: dispute.openMinor, currency: dispute.currency })} open`,
    },
  ];
}

/** Letters that were written and wait, the oldest first. */
export function letterBlocks(
  { letters }: AccountBrief,
  { asOf, timeZone }: Pick<Brief, 'asOf' | 'timeZone'>,
): readonly Block[] {
  if (letters.length === 0) return [];
  return [
    {
      kind: 'table',
      caption: 'Letters waiting',
      columns: [
        { label: 'Written', align: 'start', width: 'content' },
        { label: 'Subject', align: 'start', width: 'fill' },
        { label: 'Where it waits', align: 'start', width: 'content' },
        { label: 'Asks for', align: 'end', width: 'content' },
      ],
      rows: letters.map((letter) => [
        { text: dayOf(dateInZone(letter.writtenAt, timeZone), asOf), note: stageWords(letter.stage) },
        {
          text: line(letter.subject),
          note: letter.to.length === 0 ? 'to nobody yet' : `to ${listOf(letter.to.map(line), 3)}`,
        },
        { text: letterPlace(letter.state) },
        { text: moneyOf(letter.amount), note: countOf(letter.invoices, 'invoice', 'invoices') },
      ]),
    },
  ];
}
