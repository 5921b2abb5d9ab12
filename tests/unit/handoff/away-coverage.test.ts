import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { HandoffTrail, TrailEntry } from '../../../electron/engine/db/handoff/handoff-trail.ts';
import { awayCoverage } from '../../../electron/engine/services/handoff/away-coverage.ts';
import { addDays, instant, type PlainDate, plainDate } from '../../../shared/domain/dates.ts';
import type { AccountId } from '../../../shared/domain/ids.ts';
import type { TouchpointKind } from '../../../shared/domain/touchpoint-kinds.ts';

const WINDOW = {
  startsOn: plainDate('2026-11-23'),
  endsOn: plainDate('2026-11-27'),
  timeZone: 'Europe/Berlin',
};
const A = 'acc-a' as AccountId;
const B = 'acc-b' as AccountId;

function entry(seq: number, kind: TouchpointKind, part: Partial<TrailEntry> = {}): TrailEntry {
  const at = instant('2026-11-23T09:00:00.000Z');
  return { seq, at, actor: 'Ben', kind, accountId: A, summary: kind, date: null, retracted: false, ...part };
}

function trail(part: Partial<HandoffTrail> = {}): HandoffTrail {
  return {
    accounts: [
      { id: A, name: 'A', number: null, state: 'accepted' },
      { id: B, name: 'B', number: null, state: 'declined' },
    ],
    acceptedAt: instant('2026-11-23T08:00:00.000Z'),
    knownUntil: instant('2026-11-28T08:00:00.000Z'),
    theirs: [],
    planned: [],
    promises: [],
    taken: [],
    ...part,
  };
}

const states = (found: HandoffTrail) => awayCoverage(found, WINDOW).followUps.map(({ state }) => state);
const due = (day: string, part: Partial<TrailEntry> = {}) =>
  entry(1, 'next_action_set', { date: day as PlainDate, ...part });

describe('coverage of a handoff', () => {
  it('counts who was accepted and declined, and what was touched by a person', () => {
    const theirs = [
      entry(9, 'handoff_accepted'),
      entry(10, 'payments_received'),
      entry(11, 'note', { retracted: true }),
      entry(12, 'call', { at: instant('2026-11-23T08:07:00.000Z') }),
    ];
    const coverage = awayCoverage(trail({ theirs }), WINDOW);
    expect(coverage).toMatchObject({ accepted: 1, declined: 1, touchedAccounts: 1 });
    expect(coverage.firstTouch?.seq).toBe(12);
  });

  it('calls a follow-up dropped that was due, and that nobody touched or planned anew', () => {
    expect(states(trail({ planned: [due('2026-11-25')] }))).toEqual(['dropped']);
    expect(states(trail({ planned: [due('2026-11-25')], theirs: [entry(20, 'note')] }))).toEqual(['done']);
    expect(states(trail({ planned: [due('2026-11-25')], theirs: [entry(20, 'payments_received')] }))).toEqual(
      ['dropped'],
    );
  });

  it('takes no touch of another account for it', () => {
    const theirs = [entry(20, 'note', { accountId: B })];
    expect(states(trail({ planned: [due('2026-11-25')], theirs }))).toEqual(['dropped']);
  });

  it('has one that they planned themselves and did not keep', () => {
    const theirs = [entry(20, 'next_action_set', { date: plainDate('2026-11-26') })];
    expect(states(trail({ planned: [due('2026-11-24')], theirs }))).toEqual(['done', 'dropped']);
  });

  it('gives back what was not due yet when the work came back, by the day of the workspace', () => {
    const planned = [due('2026-11-26')];
    const at = (knownUntil: string) => states(trail({ planned, knownUntil: instant(knownUntil) }));
    expect(at('2026-11-26T10:00:00.000Z')).toEqual(['back']);
    expect(at('2026-11-25T23:30:00.000Z')).toEqual(['back']);
    expect(at('2026-11-26T23:30:00.000Z')).toEqual(['dropped']);
  });

  it('leaves out what is outside the window, and accounts that were declined', () => {
    const planned = [due('2026-11-22'), due('2026-11-28'), due('2026-11-25', { accountId: B })];
    expect(states(trail({ planned }))).toEqual([]);
  });

  it('holds promises to the same: kept is done, unseen is dropped', () => {
    const date = plainDate('2026-11-24');
    const promise = (state: string) => ({ accountId: A, date, lastDay: date, state });
    expect(states(trail({ promises: [promise('kept')] }))).toEqual(['done']);
    expect(states(trail({ promises: [promise('broken')] }))).toEqual(['dropped']);
    expect(states(trail({ promises: [promise('broken')], theirs: [entry(20, 'call')] }))).toEqual(['done']);
  });

  it('leaves a promise alone in its days of grace, and one that breaks after the window', () => {
    const date = plainDate('2026-11-26');
    const promise = (lastDay: string) => ({ accountId: A, date, lastDay: plainDate(lastDay), state: 'open' });
    const known = { knownUntil: instant('2026-12-04T08:00:00.000Z') };
    expect(states(trail({ ...known, promises: [promise('2026-11-26')] }))).toEqual(['dropped']);
    expect(states(trail({ ...known, promises: [promise('2026-11-27')] }))).toEqual(['back']);
    expect(states(trail({ promises: [promise('2026-11-27')] }))).toEqual(['back']);
  });

  it('says nothing about follow-ups before anything came back', () => {
    expect(states(trail({ planned: [due('2026-11-25')], acceptedAt: null, knownUntil: null }))).toEqual([]);
  });

  it('never calls anything dropped on an account whose last entry is a touch by a person', () => {
    const days = fc.integer({ min: 0, max: 4 });
    fc.assert(
      fc.property(fc.array(days, { maxLength: 6 }), fc.array(days, { maxLength: 6 }), (ours, replanned) => {
        const planned = ours.map((day) => due(addDays(WINDOW.startsOn, day)));
        const set = replanned.map((day, index) =>
          entry(20 + index, 'next_action_set', { date: addDays(WINDOW.startsOn, day) }),
        );
        const found = states(trail({ planned, theirs: [...set, entry(99, 'note')] }));
        expect(found).toHaveLength(ours.length + replanned.length);
        expect(new Set(found).has('dropped')).toBe(false);
      }),
    );
  });
});
