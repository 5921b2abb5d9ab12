import type { Instant, PlainDate } from '../../../../shared/domain/dates.ts';
import type { ExportedColumn } from '../../db/contract-end/export-table.ts';
import { EXPORTED_TABLES } from '../../db/contract-end/tables.ts';
import type { LogHead } from '../../db/touchpoint-log/entry-hash.ts';

export interface ReadmeFacts {
  readonly name: string;
  readonly currency: string;
  readonly timeZone: string;
  readonly today: PlainDate;
  readonly exportedAt: Instant;
  readonly by: string;
  readonly version: string;
  readonly head: LogHead;
}

const KINDS: Readonly<Record<ExportedColumn['kind'], string>> = {
  text: 'text',
  phone: 'text',
  money: 'amount',
  integer: 'number',
  date: 'date',
  instant: 'time',
  yes_no: 'yes/no',
};

/** The README.txt of an export: what each file is and how to read it, for somebody who does not have Duebook. */
export function readmeText(facts: ReadmeFacts): string {
  const { head } = facts;
  return [
    `Everything of the workspace "${facts.name}"`,
    '',
    `Exported ${facts.exportedAt} by ${facts.by} with Duebook ${facts.version}.`,
    `Its day was ${facts.today} (${facts.timeZone}); its main currency is ${facts.currency}.`,
    `The log ends with entry ${head.seq}, ${head.hash}.`,
    '',
    'HOW TO READ IT',
    '',
    'Text files are UTF-8. CSV files have commas, a header line, and quotes around cells that need them.',
    'Amounts are decimal, with a point and as many decimals as their currency has (JPY none, USD two, KWD three);',
    'the column "currency" of the same row says which currency. Amounts of several currencies cannot be added up.',
    'Dates are YYYY-MM-DD. Times are ISO 8601 in UTC. An empty cell says that there is nothing, or nothing known.',
    'Text that a spreadsheet would run as a formula (beginning with = + - @) has an apostrophe before it.',
    'Ids are texts that Duebook made; rows of different files that belong together have the same one.',
    '',
    'Check that nothing was changed:   sha256sum -c SHA256SUMS',
    'Check the log (with Duebook):     duebook log verify log.jsonl',
    '',
    'Not in here: passwords, tokens and keys, and what Duebook works out from the rest.',
    '',
    'FILES',
    '',
    ...OTHER_FILES.map(([file, about]) => `${file}\n    ${about}`),
    '',
    'TABLES',
    ...EXPORTED_TABLES.flatMap(({ name, about, columns }) => [
      '',
      `${name}.csv`,
      `    ${about}`,
      ...columns.map((column) => `      ${column.name} (${KINDS[column.kind]}): ${column.meaning}`),
    ]),
    '',
  ].join('\n');
}

const OTHER_FILES: readonly (readonly [string, string])[] = [
  ['README.txt', 'This text.'],
  ['SHA256SUMS', 'The SHA-256 of every other file.'],
  [
    'log.jsonl',
    'The touchpoint log: what was done, when and by whom. One entry a line with its whole content and the hash that chains it to the one before; the last line holds number and hash of the last entry.',
  ],
  ['log.csv', 'The same entries as a table, for people.'],
  ['settings.json', 'How the workspace was set up: settings, views, mappings of imports, connections.'],
  ['messages/ID.eml', 'Messages of the outbox, for every mail program: see messages.csv.'],
  ['drafts/ID.eml', 'Drafts that were put into a mailbox, as they were put there: see drafts.csv.'],
  [
    'invoice-files/SHA-NAME',
    'Files of invoices: the first 16 digits of their SHA-256 and their name. See invoice-files.csv.',
  ],
];
