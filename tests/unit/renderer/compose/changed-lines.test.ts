import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changedLines } from '../../../../renderer/features/compose/changed-lines.ts';
import {
  DECISION_WORDS,
  gateLabel,
  gateTone,
  gateWords,
} from '../../../../renderer/features/compose/gate-words.ts';
import type { Letter } from '../../../../renderer/features/compose/letter.ts';
import { TEXT } from './sample-proposals.ts';

const letter = (text: string, subject = 'Overdue'): Letter => ({ to: [], cc: [], subject, text });
const changes = (before: string, after: string) =>
  changedLines(letter(before), letter(after)).map((line) => [line.before, line.after]);

describe('the lines that a person changed', () => {
  it('are none while the letter reads as it was proposed', () => {
    expect(changes(TEXT, TEXT)).toEqual([]);
  });

  it('stand as they were and as they are, whole', () => {
    expect(changes(TEXT, TEXT.replace('now', 'by Friday'))).toEqual([
      ['Please pay now, or tell us a date.', 'Please pay by Friday, or tell us a date.'],
    ]);
  });

  it('show a word that was only taken out', () => {
    expect(changes('Please pay this now.\nThank you.', 'Please pay now.\nThank you.')).toEqual([
      ['Please pay this now.', 'Please pay now.'],
    ]);
  });

  it('show a new paragraph, and one that is gone, without the empty lines around them', () => {
    expect(changes('One.\n\nTwo.\n', 'One.\n\nNew.\n\nTwo.\n')).toEqual([['', 'New.']]);
    expect(changes('One.\n\nOld.\n\nTwo.\n', 'One.\n\nTwo.\n')).toEqual([['Old.', '']]);
  });

  it('are not there for an empty line more or less', () => {
    expect(changes('One.\nTwo.', 'One.\n\nTwo.')).toEqual([]);
  });

  it('begin with the subject', () => {
    const lines = changedLines(letter('Dear Dana', 'Overdue'), letter('Dear Mr Dana', 'Reminder'));
    expect(lines.map(({ before, after }) => [before, after])).toEqual([
      ['Overdue', 'Reminder'],
      ['Dear Dana', 'Dear Mr Dana'],
    ]);
    expect(lines[0]?.at).toBe(-1);
  });

  it('can be told apart, also when two changes are alike', () => {
    const lines = changedLines(letter('Pay now\n\nPay now'), letter('Pay soon\n\nPay soon'));
    expect(lines).toHaveLength(2);
    expect(new Set(lines.map(({ at }) => at)).size).toBe(2);
  });

  it('hold every word that was put in', () => {
    const word = fc.stringMatching(/^[a-z]{1,6}$/u);
    fc.assert(
      fc.property(fc.array(word, { maxLength: 8 }), fc.nat(8), (words, at) => {
        const after = [...words.slice(0, at), 'INSERTED', ...words.slice(at)].join('\n');
        const shown = changes(words.join('\n'), after).map(([, now]) => now);
        expect(shown.join(' ')).toContain('INSERTED');
      }),
    );
  });
});

describe('the words of the gate', () => {
  it('say what blocks, and softer what is only remarked', () => {
    expect(gateLabel({ code: 'credit_covers', decision: 'block' })).toBe('credit covers it');
    expect(gateLabel({ code: 'credit_covers', decision: 'warn' })).toBe('open credit');
    expect(gateLabel({ code: 'stale_data', decision: 'warn' })).toBe('old figures');
  });

  it.each(['paid', 'credit_covers', 'no_address', 'stale_data', 'unapproved_wording', 'disputed'])(
    'lead to where %s is put right',
    (code) => {
      const { lift, place } = gateWords(code);
      expect(lift).toMatch(/^(You|Nobody|Whoever)/);
      expect(place?.button).toMatch(/^(Import|Open) /);
    },
  );

  it('read a code of a later version by its own name, with a way on', () => {
    expect(gateWords('credit_limit')).toEqual({
      label: 'credit limit',
      lift: 'See the account for who decided it.',
    });
  });

  it('tell the decisions apart by tone and by word', () => {
    const decisions = ['allow', 'warn', 'block'] as const;
    expect(decisions.map((decision) => gateTone({ decision }))).toEqual(['green', 'amber', 'red']);
    expect(decisions.map((decision) => DECISION_WORDS[decision])).toEqual(['clear', 'note', 'left out']);
  });
});
