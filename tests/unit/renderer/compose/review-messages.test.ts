import { describe, expect, it } from 'vitest';
import {
  gateState,
  isClear,
  isReady,
  type Message,
  messagesOf,
  neighbour,
  nextOpen,
  unkept,
} from '../../../../renderer/features/compose/review-messages.ts';
import { block, draftOf, GAP, note, proposal, TEXT, target } from './sample-proposals.ts';

const messages = (...proposals: ReturnType<typeof proposal>[]): readonly Message[] =>
  messagesOf(
    proposals.map((one) => ({ accountId: one.accountId, currency: one.currency })),
    proposals,
  );
const only = (...args: Parameters<typeof proposal>): Message => {
  const [message] = messages(proposal(...args));
  if (!message) throw new Error('There is no message.');
  return message;
};
const text = (message: Message) => gateState(message).text;

describe('the messages of a review', () => {
  it('stand in the order in which they were asked for, whatever the order of the answer', () => {
    const made = messagesOf([target(2), target(1)], [proposal(1), proposal(2)]);
    expect(made.map((message) => message.key)).toEqual(['acc-2 EUR', 'acc-1 EUR']);
  });

  it('leave out a target to which there is no answer', () => {
    expect(messagesOf([target(1), target(2)], [proposal(2)])).toHaveLength(1);
  });
});

describe('what the list says of a message', () => {
  it('is clear where the gate found nothing', () => expect(text(only(1))).toBe('clear'));

  it('names a single note and counts several', () => {
    expect(text(only(1, { gate: [note('recent_contact')] }))).toBe('recent contact');
    expect(text(only(1, { gate: [note('recent_contact'), note('stale_data')] }))).toBe('2 notes');
  });

  it('says why a message is left out, and that another one is partly', () => {
    expect(text(only(1, { leftOut: true, gate: [block('credit_covers', 'INV-1')] }))).toBe(
      'left out: credit covers it',
    );
    expect(text(only(1, { gate: [block('paid', 'INV-9'), note('stale_data')] }))).toBe('partly left out');
  });

  it('puts what is missing before every note', () => {
    expect(text(only(1, { text: GAP, gate: [note('stale_data')] }))).toBe('1 field missing');
  });

  it('says that an address is to be checked', () => {
    const message = { ...only(1), edits: { to: [] } };
    expect(text(message)).toBe('check the addresses');
  });

  it('says what became of it once it is done', () => {
    expect(text({ ...only(1), outcome: 'saved' })).toBe('on its way');
    expect(text({ ...only(1), error: new Error('no') })).toBe('did not work');
  });
});

describe('what may be saved', () => {
  it('is not ready while a field is missing, and is once it is filled or taken out', () => {
    const message = only(1, { text: GAP });
    expect(isReady(message)).toBe(false);
    expect(isReady({ ...message, edits: { text: TEXT } })).toBe(true);
    expect(
      isReady({ ...message, edits: { text: GAP.replace('Dear [missing: customer.contactName],', '') } }),
    ).toBe(true);
  });

  it('is ready with notes, but not fit for "save all clear"', () => {
    const message = only(1, { gate: [note('recent_contact')] });
    expect(isReady(message)).toBe(true);
    expect(isClear(message)).toBe(false);
    expect(isClear(only(1))).toBe(true);
  });

  it('counts wording that a person changed as not clear', () => {
    expect(isClear({ ...only(1), edits: { text: `${TEXT} Thank you.` } })).toBe(false);
  });

  it('is neither, when it is on its way, done, skipped or left out', () => {
    for (const part of [{ busy: true }, { outcome: 'saved' as const }, { outcome: 'skipped' as const }]) {
      expect(isReady({ ...only(1), ...part })).toBe(false);
    }
    expect(isReady(only(1, { leftOut: true, gate: [block('paid')] }))).toBe(false);
  });
});

describe('going through the messages', () => {
  const all = messages(
    proposal(1),
    proposal(2, { leftOut: true, gate: [block('paid')] }),
    proposal(3),
    proposal(4),
  );
  const done = (...keys: string[]) =>
    all.map((message) => (keys.includes(message.key) ? { ...message, outcome: 'saved' as const } : message));

  it('goes on to the next one that waits, past what is left out', () => {
    expect(nextOpen(all, 'acc-1 EUR')).toBe('acc-3 EUR');
  });

  it('begins from the top again after the last one', () => {
    expect(nextOpen(all, 'acc-4 EUR')).toBe('acc-1 EUR');
    expect(nextOpen(done('acc-1 EUR'), 'acc-4 EUR')).toBe('acc-3 EUR');
  });

  it('ends when nothing waits but the present one', () => {
    expect(nextOpen(done('acc-1 EUR', 'acc-3 EUR'), 'acc-4 EUR')).toBeNull();
  });

  it('moves by one with the keys, also onto what is left out, and stays at the ends', () => {
    expect(neighbour(all, 'acc-1 EUR', 1)).toBe('acc-2 EUR');
    expect(neighbour(all, 'acc-1 EUR', -1)).toBe('acc-1 EUR');
    expect(neighbour(all, 'acc-4 EUR', 1)).toBe('acc-4 EUR');
  });
});

describe('ending a review early', () => {
  it('would lose only wording that was changed and not kept', () => {
    const [first, second, third] = messages(proposal(1), proposal(2), proposal(3));
    if (!first || !second || !third) throw new Error('There are no messages.');
    const edits = { subject: 'Changed' };
    const lost = unkept([
      { ...first, edits },
      { ...second, edits, draft: draftOf(second.proposal) },
      { ...third, edits, outcome: 'skipped' },
    ]);
    expect(lost.map((message) => message.key)).toEqual(['acc-1 EUR']);
  });
});
