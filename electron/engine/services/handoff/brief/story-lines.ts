import { dateInZone, timeInZone } from '../../../../../shared/domain/dates.ts';
import type { TimelineRow } from '../../../db/queries/timeline.ts';
import type { AccountBrief, Brief } from './brief.ts';
import { beginningOf, line } from './safe-words.ts';
import type { Block, Cell, Column } from './sheet.ts';
import { dayOf, moneyOf, OUTCOME_WORDS, plannedWords } from './words.ts';

const SAID = 480;

/** Kinds whose text is the whole letter: its subject says enough here. */
const LETTERS: ReadonlySet<string> = new Set([
  'mail_sent',
  'draft_saved_to_mailbox',
  'draft_exported',
  'draft_sent_in_mailbox',
]);
const BY_HAND: ReadonlySet<string> = new Set(['note', 'call', 'mail', 'letter', 'sms', 'meeting']);

const COLUMNS: readonly Column[] = [
  { label: 'When', align: 'start', width: 'content' },
  { label: 'Who', align: 'start', width: 'content' },
  { label: 'What happened', align: 'start', width: 'fill' },
];

/** What happened last, newest first. */
export function storyBlocks(
  { story, hasEarlier }: AccountBrief,
  at: Pick<Brief, 'asOf' | 'timeZone'>,
): readonly Block[] {
  if (story.length === 0)
    return [{ kind: 'paragraph', text: 'The log tells nothing of this account.', tone: 'second' }];
  return [
    {
      kind: 'table',
      caption: 'What happened last, newest first',
      quiet: true,
      columns: COLUMNS,
      rows: story.map((row) => rowOf(row, at)),
      ...(hasEarlier ? { more: 'and what happened before, in the timeline' } : {}),
    },
  ];
}

function rowOf(row: TimelineRow, { asOf, timeZone }: Pick<Brief, 'asOf' | 'timeZone'>): readonly Cell[] {
  const fromBooks = row.key.startsWith('payment:');
  const day = dayOf(dateInZone(row.at, timeZone), asOf);
  return [
    { text: day, ...(fromBooks ? {} : { note: timeInZone(row.at, timeZone) }) },
    { text: fromBooks ? 'The books' : line(row.actor) },
    whatHappened(row),
  ];
}

function whatHappened(row: TimelineRow): Cell {
  const { kind, text, outcome, money } = row;
  const said = text === null || LETTERS.has(kind) ? '' : beginningOf(line(text), SAID);
  if (money !== null) return { text: `${line(row.summary)}: ${moneyOf(money)}`, tone: 'green' };
  if (!BY_HAND.has(kind)) return { text: line(row.summary), ...noteOf(said) };
  const what = outcome === null ? plannedWords(kind) : `${plannedWords(kind)}, ${OUTCOME_WORDS[outcome]}`;
  return { text: said === '' ? what : `${what}: ${said}` };
}

function noteOf(said: string): Pick<Cell, 'note'> {
  return said === '' ? {} : { note: said };
}
