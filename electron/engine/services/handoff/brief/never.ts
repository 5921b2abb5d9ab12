import type { PlainDate } from '../../../../../shared/domain/dates.ts';
import { disputedAmount } from '../../../../../shared/domain/disputes/disputed-amount.ts';
import { DISPUTE_REASON_LABELS } from '../../../../../shared/domain/disputes/reasons.ts';
import type { Hold } from '../../../../../shared/domain/holds/types.ts';
import type { AccountBrief } from './brief.ts';
import { line, sentence } from './safe-words.ts';
import type { Cell } from './sheet.ts';
import { closedWay, dayOf, moneyOf } from './words.ts';

/** What must not be done with an account and why, the absolute ones first. */
export function neversOf(account: AccountBrief, asOf: PlainDate): readonly Cell[] {
  return [
    ...account.doNotContact.map((wish) => ({
      text: `${closedWay(wish.channel)} ${wish.contactId === null ? 'anybody here' : line(wish.name ?? 'this contact')}.`,
      note: reasonNote(wish.reason, wish.setBy, dayOf(wish.setOn, asOf)),
    })),
    ...account.holds.map((hold) => holdNever(hold, asOf, hold.number)),
    ...unansweredNever(account, asOf),
    ...account.disputes.map((dispute) => ({
      text: `Do not ask for ${moneyOf({
        minor: disputedAmount(dispute.openMinor, [dispute]),
        currency: dispute.currency,
      })} of ${line(dispute.number)}: it is disputed.`,
      note: `${DISPUTE_REASON_LABELS[dispute.reason]}, since ${dayOf(dispute.openedOn, asOf)}.`,
    })),
    ...markedInBooks(account),
    ...account.undeliverable.map(({ address, since, about }) => ({
      text: `Do not write to ${line(address)}: mail comes back.`,
      note: reasonNote(about, null, dayOf(since, asOf)),
    })),
  ];
}

/** What a hold forbids; `number`: of the invoice that it rests on. */
export function holdNever(hold: Hold, asOf: PlainDate, number: string | null): Cell {
  const end = hold.until === null ? 'until somebody lifts it' : `before ${dayOf(hold.until, asOf)}`;
  return {
    text: `Do not ask for ${heldThing(hold, number)} ${end}: it is on hold.`,
    note: reasonNote(hold.reason, hold.setBy, dayOf(hold.setOn, asOf)),
  };
}

function heldThing({ target }: Hold, number: string | null): string {
  switch (target.scope) {
    case 'workspace':
      return 'anything from anybody';
    case 'account':
      return 'anything';
    case 'invoice':
      return number === null ? 'an invoice' : line(number);
  }
}

function unansweredNever({ unansweredReply }: AccountBrief, asOf: PlainDate): readonly Cell[] {
  if (unansweredReply === null) return [];
  const { since, about, setBy } = unansweredReply;
  return [
    {
      text: `Do not remind before the customer has an answer: one is owed since ${dayOf(since, asOf)}.`,
      note: reasonNote(about, setBy, null),
    },
  ];
}

/** Invoices that only the accounting system calls disputed: nobody opened a dispute about them here. */
function markedInBooks({ documents, disputes }: AccountBrief): readonly Cell[] {
  const known = new Set(disputes.map(({ documentId }) => documentId));
  return documents.flatMap(({ id, number, parts, currency }) =>
    parts === null || parts.disputed === 0 || known.has(id)
      ? []
      : [
          {
            text: `Do not ask for ${moneyOf({ minor: parts.disputed, currency })} of ${line(number)}: it is disputed.`,
            note: 'The books mark it so; no dispute was opened here.',
          },
        ],
  );
}

function reasonNote(reason: string, by: string | null, on: string | null): string {
  const why = line(reason);
  const source = [on, by === null ? null : line(by)].filter((part) => part !== null).join(', ');
  if (why === '') return source === '' ? '' : sentence(source);
  return source === '' ? sentence(why) : `${sentence(why)} (${source})`;
}
