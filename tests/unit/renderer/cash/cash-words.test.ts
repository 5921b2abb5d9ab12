import { describe, expect, it } from 'vitest';
import {
  choicesOf,
  evidenceWords,
  firstChoice,
  payerName,
} from '../../../../renderer/features/cash/cash-words.ts';
import type { MatchConfidence } from '../../../../shared/domain/cash-application/types.ts';
import { advised, money, proposalFor } from './sample-cash.ts';

const first = (...confidences: readonly MatchConfidence[]) =>
  firstChoice(
    choicesOf([
      advised(
        'A',
        confidences.map((confidence, index) => proposalFor(`INV-${index}`, confidence)),
      ),
    ]),
  );

describe('the proposal that is chosen at first', () => {
  it('is the only exact one, else the only likely one', () => {
    expect(first('exact')).toBe(0);
    expect(first('likely', 'exact', 'likely')).toBe(1);
    expect(first('possible', 'likely')).toBe(1);
  });

  it('is none where two are as sure, or all are guesses', () => {
    expect(first('exact', 'exact')).toBeNull();
    expect(first('likely', 'likely')).toBeNull();
    expect(first('possible')).toBeNull();
    expect(first('ambiguous', 'ambiguous')).toBeNull();
    expect(first()).toBeNull();
  });

  it('is none where two accounts have an exact one', () => {
    const accounts = ['A', 'B'].map((name) => advised(name, [proposalFor(`INV-${name}`, 'exact')]));
    expect(firstChoice(choicesOf(accounts))).toBeNull();
  });
});

describe('whom money is from', () => {
  it('is the account of the books, else the name in the statement, else unknown', () => {
    expect(payerName(money(1, { account: 'Anker AG' }))).toBe('Anker AG');
    expect(payerName(money(1))).toBe('Payer 1');
    expect(payerName(money(1, { payerName: null }))).toBe('Unknown payer');
  });

  it('is founded in words, and in none where a person or the books say it', () => {
    expect(evidenceWords(['invoices', 'number'])).toBe(
      'its invoices are named and its customer number is named',
    );
    expect(evidenceWords([])).toBe('');
  });
});
