import { AGING_BUCKETS, bucketLabels } from '../../../../../shared/domain/aging/buckets.ts';
import { cityOf, localTimeText } from '../../../../../shared/domain/contact-rules/local-time.ts';
import { countOf, formatShare } from '../../../../../shared/domain/format/words.ts';
import { aboutFigures } from '../../exports/about-figures.ts';
import { disputeBlocks, letterBlocks, promiseBlocks } from './account-tables.ts';
import type { AccountBrief, Brief } from './brief.ts';
import { neversOf } from './never.ts';
import { openInvoiceBlocks } from './open-invoices.ts';
import { openingOf } from './opening.ts';
import { line, lines, sentence, startOf } from './safe-words.ts';
import type { Block, Cell, Sheet } from './sheet.ts';
import { storyBlocks } from './story-lines.ts';
import { dayOf, moneyOf, plannedWords, proposalTitle } from './words.ts';

/** The id of an account's sheet, by its place in the brief. */
export function sheetId(index: number): string {
  return `account-${index + 1}`;
}

/** All about one account, readable on its own. */
export function accountSheet(brief: Brief, account: AccountBrief, index: number): Sheet {
  const nevers = neversOf(account, brief.asOf);
  const place = `Account ${index + 1} of ${brief.accounts.length}`;
  return {
    id: sheetId(index),
    eyebrow: account.number === null ? place : `${place} · ${line(account.number)}`,
    title: line(account.name),
    blocks: [
      { kind: 'paragraph', text: openingOf(account, brief), lead: true },
      ...(account.words === ''
        ? []
        : [{ kind: 'words', by: line(brief.senderName), text: lines(account.words) } as const]),
      ...(nevers.length === 0 ? [] : [{ kind: 'never', items: nevers } as const]),
      { kind: 'heading', text: 'Next' },
      { kind: 'facts', rows: nextRows(account, brief) },
      { kind: 'heading', text: 'Who' },
      { kind: 'facts', rows: whoRows(account, brief) },
      ...contactBlocks(account),
      { kind: 'heading', text: 'Money' },
      ...agingBlocks(account, brief),
      ...openInvoiceBlocks(account, brief.asOf),
      ...promiseBlocks(account, brief.asOf),
      ...disputeBlocks(account, brief.asOf),
      ...letterBlocks(account, brief),
      { kind: 'heading', text: 'What happened last, newest first' },
      ...storyBlocks(account, brief),
    ],
  };
}

type Fact = { readonly label: string; readonly value: Cell };

function nextRows(account: AccountBrief, { asOf }: Brief): readonly Fact[] {
  const { nextAction, snooze } = account;
  const note = line(nextAction?.note ?? '');
  const planned: Cell =
    nextAction === null
      ? { text: 'Nothing is planned.', tone: 'second' }
      : {
          text: `${plannedWords(nextAction.kind)} on ${dayOf(nextAction.date, asOf)}`,
          strong: true,
          ...(note === '' ? {} : { note }),
        };
  const proposals = account.balances.flatMap(({ proposal, aging }): readonly Fact[] =>
    proposal === null
      ? []
      : [
          {
            label: account.balances.length > 1 ? `Proposed, ${aging.currency}` : 'Proposed',
            value: {
              text: proposalTitle(proposal, asOf),
              note: sentence(startOf(proposal.reasons.map(line).join('; '))),
            },
          },
        ],
  );
  return [{ label: 'Planned', value: planned }, ...proposals, ...snoozeRow(snooze, asOf)];
}

function snoozeRow(snooze: AccountBrief['snooze'], asOf: Brief['asOf']): readonly Fact[] {
  if (snooze === null) return [];
  const until = snooze.until === null ? 'Snoozed' : `Snoozed until ${dayOf(snooze.until, asOf)}`;
  const reason = line(snooze.reason ?? '');
  return [{ label: 'Rests', value: { text: until, ...(reason === '' ? {} : { note: reason }) } }];
}

function whoRows(account: AccountBrief, brief: Brief): readonly Fact[] {
  const { aliases, terms, owner, place, figures } = account;
  const where = [place.region, place.countryName].filter((part) => part !== null).map(line);
  return [
    { label: 'Owner', value: { text: owner === null ? 'nobody' : line(owner) } },
    ...(aliases.length === 0
      ? []
      : [{ label: 'Also called', value: { text: aliases.map(line).join(', ') } }]),
    ...(where.length === 0 ? [] : [{ label: 'Place', value: { text: where.join(', ') } }]),
    {
      label: 'Local time',
      value:
        place.timeZone === null
          ? { text: 'not known', tone: 'second' }
          : { text: localTimeWords(place.timeZone, brief) },
    },
    ...(terms === null ? [] : [{ label: 'Terms', value: { text: line(terms) } }]),
    { label: 'Figures', value: { text: line(aboutFigures(figures, brief.timeZone)), tone: 'second' } },
  ];
}

function localTimeWords(timeZone: string, { madeAt, timeZone: own }: Brief): string {
  const there = `${localTimeText(madeAt, timeZone)} in ${cityOf(timeZone)}`;
  return timeZone === own ? there : `${there} when it is ${localTimeText(madeAt, own)} in ${cityOf(own)}`;
}

function contactBlocks({ contacts }: AccountBrief): readonly Block[] {
  if (contacts.length === 0) return [{ kind: 'paragraph', text: 'No contact is known.', tone: 'red' }];
  return [
    {
      kind: 'table',
      caption: 'Contacts',
      columns: [
        { label: 'Name', align: 'start', width: 'fill' },
        { label: 'Mail', align: 'start', width: 'fill' },
        { label: 'Phone', align: 'start', width: 'content' },
      ],
      rows: contacts.map(({ name, role, email, phone, billing }) => {
        const roles = [role === null ? '' : line(role), billing ? 'gets the letters' : ''].filter(
          (one) => one !== '',
        );
        return [
          { text: line(name ?? 'no name'), ...(roles.length === 0 ? {} : { note: roles.join(', ') }) },
          { text: email === null ? '–' : line(email) },
          { text: phone === null ? '–' : line(phone) },
        ];
      }),
    },
  ];
}

function agingBlocks({ balances, keptRates }: AccountBrief, { agingEdges }: Brief): readonly Block[] {
  const withInvoices = balances.filter(({ aging }) => aging.invoices > 0);
  const labels = bucketLabels(agingEdges);
  const rates = keptRates.map(
    (rate) =>
      `Kept ${rate.kept} of ${countOf(rate.promises, 'promise', 'promises')} in ${rate.currency} in the last twelve months (${formatShare(rate.kept, rate.promises)}).`,
  );
  return [
    ...(withInvoices.length === 0
      ? [{ kind: 'paragraph', text: 'No invoice is open.' } as const]
      : [
          {
            kind: 'aging',
            caption: 'Open invoices by days past due',
            labels: AGING_BUCKETS.map((bucket) => labels[bucket]),
            rows: withInvoices.map(({ aging, overdue }) => ({
              currency: aging.currency,
              amounts: AGING_BUCKETS.map((bucket) => ({
                text: moneyOf({ minor: aging[bucket], currency: aging.currency }),
                ...(aging[bucket] === 0 ? { tone: 'second' as const } : {}),
              })),
              shares: AGING_BUCKETS.map((bucket) => aging[bucket] / aging.gross),
              open: moneyOf({ minor: aging.gross, currency: aging.currency }),
              overdue: moneyOf({ minor: overdue, currency: aging.currency }),
            })),
          } as const,
        ]),
    ...(rates.length === 0 ? [] : [{ kind: 'paragraph', text: rates.join(' ') } as const]),
  ];
}
