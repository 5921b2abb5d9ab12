import { formatExactInstant } from '../../../../../shared/domain/format/dates.ts';
import { accountSheet } from './account-sheet.ts';
import type { Brief } from './brief.ts';
import { coverSheet, windowWords } from './cover-sheet.ts';
import { line } from './safe-words.ts';
import type { BriefSheets } from './sheet.ts';

/** A brief in words, sheet by sheet. The same brief always gives the same words. */
export function briefSheets(brief: Brief): BriefSheets {
  const client = line(brief.client);
  const [sender, recipient] = [line(brief.senderName), line(brief.recipientName)];
  return {
    head: { client, window: `${sender} to ${recipient}, ${windowWords(brief)}` },
    origin: `Made on ${formatExactInstant(brief.madeAt, brief.timeZone)} by ${sender}`,
    language: 'en',
    title: `Handoff brief: ${client}, ${windowWords(brief)}`,
    sheets: [
      coverSheet(brief),
      ...brief.accounts.map((account, index) => accountSheet(brief, account, index)),
    ],
  };
}
