import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changedLines } from '../../../../renderer/features/compose/changed-lines.ts';
import {
  edited,
  editsBetween,
  type Letter,
  missingIn,
  problemsOf,
} from '../../../../renderer/features/compose/letter.ts';
import { GAP, TEXT } from './sample-proposals.ts';

const LETTER: Letter = {
  to: [{ name: null, address: 'ap@northwind.example' }],
  cc: [],
  subject: 'Overdue: €1,200.00',
  text: TEXT,
};

describe('why a letter cannot be saved', () => {
  it('has no reason when it is complete', () => expect(problemsOf(LETTER)).toEqual([]));

  it('names every field that is still open, in subject and text, once', () => {
    const letter = { ...LETTER, subject: 'To [missing: customer.number]', text: `${GAP}${GAP}` };
    expect(missingIn(letter)).toEqual(['customer.number', 'customer.contactName']);
    expect(problemsOf(letter)).toHaveLength(2);
  });

  it('wants a recipient, a subject and a text', () => {
    expect(problemsOf({ to: [], cc: [], subject: ' ', text: '\n' })).toHaveLength(3);
  });

  it('does not take a subject that a template made longer than a header line', () => {
    const long = (characters: number) => problemsOf({ ...LETTER, subject: 'x'.repeat(characters) });
    expect(long(500)).toEqual([]);
    expect(long(501)).toEqual([
      'The subject has 501 characters, and mail servers take 500 at most. Shorten it.',
    ]);
  });

  it('says which address is wrong, in Cc too', () => {
    const problems = problemsOf({ ...LETTER, cc: [{ name: null, address: 'boss@nowhere' }] });
    expect(problems).toEqual([
      '“boss@nowhere” is no mail address. The part after the @ is no complete domain.',
    ]);
  });
});

describe('what a person changed', () => {
  it('is only the parts that differ', () => {
    const changed = { ...LETTER, subject: 'Reminder' };
    expect(editsBetween(LETTER, changed)).toEqual({ subject: 'Reminder' });
  });

  it('is nothing once a change is taken back', () => {
    const there = edited(LETTER, { text: 'Other words' });
    expect(editsBetween(LETTER, edited(there, { text: LETTER.text }))).toEqual({});
  });

  it('gives the changed letter when it is put on the proposal again', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.boolean(), (subject, text, alone) => {
        const letter = { ...LETTER, subject, text, to: alone ? [] : LETTER.to };
        expect(edited(LETTER, editsBetween(LETTER, letter))).toEqual(letter);
      }),
    );
  });
});

describe('the changed lines beside the letter', () => {
  it('stand each as it was and as it is, the subject first', () => {
    const letter = {
      ...LETTER,
      subject: 'Reminder: €1,200.00',
      text: LETTER.text.replace('now, or tell us a date', 'within five days'),
    };
    expect(changedLines(LETTER, letter).map(({ before, after }) => [before, after])).toEqual([
      ['Overdue: €1,200.00', 'Reminder: €1,200.00'],
      ['Please pay now, or tell us a date.', 'Please pay within five days.'],
    ]);
  });

  it('leave the lines around a new one alone', () => {
    const text = LETTER.text.replace('Kind regards', 'You promised payment.\n\nKind regards');
    expect(changedLines(LETTER, { ...LETTER, text }).map(({ after }) => after.trim())).toEqual([
      'You promised payment.',
    ]);
  });

  it('are none when nothing was changed', () => expect(changedLines(LETTER, LETTER)).toEqual([]));
});
