import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, type PlainDate, plainDate } from '../../../shared/domain/dates.ts';
import { proposeStage, type StageFacts } from '../../../shared/domain/dunning/propose-stage.ts';
import { DEFAULT_DUNNING_STEPS, REMINDERS, STAGE_LABELS } from '../../../shared/domain/dunning/stages.ts';
import { TEMPLATE_STAGES, type TemplateStage } from '../../../shared/domain/letters/stages.ts';

const TODAY = plainDate('2026-11-21');

function propose(changes: Partial<StageFacts>) {
  return proposeStage({
    today: TODAY,
    oldestDaysPastDue: 62,
    nextDueInDays: null,
    creditsCover: false,
    lastStage: null,
    ...changes,
  });
}

function sent(stage: TemplateStage, daysAgo: number): { stage: TemplateStage; date: PlainDate } {
  return { stage, date: addDays(TODAY, -daysAgo) };
}

describe('the reason of a proposal', () => {
  it('names the delay when nothing has gone out yet', () => {
    expect(propose({}).reason).toBe('The oldest invoice is 62 days late and no reminder has gone out yet.');
    expect(propose({ oldestDaysPastDue: 1 }).reason).toBe(
      'The oldest invoice is 1 day late and no reminder has gone out yet.',
    );
  });

  it('names the delay and the reminder before', () => {
    expect(propose({ lastStage: sent('friendly', 10) }).reason).toBe(
      'The oldest invoice is 62 days late; a friendly reminder went out on 11 Nov.',
    );
    expect(propose({ lastStage: sent('firm', 10) }).reason).toBe(
      'The oldest invoice is 62 days late; a firm reminder went out on 11 Nov.',
    );
  });

  it('names the year of a reminder of last year', () => {
    expect(propose({ oldestDaysPastDue: 400, lastStage: sent('friendly', 360) }).reason).toContain(
      'went out on 26 Nov 2025.',
    );
  });

  it('says from when on the next stage comes, also into the next month', () => {
    expect(propose({ lastStage: sent('final', 0) })).toEqual({
      stage: 'final',
      reason: 'A final notice went out on 21 Nov; the next stage comes from 28 Nov on.',
    });
    const later = propose({ today: addDays(TODAY, 8), lastStage: sent('firm', -8) });
    expect(later.reason).toBe('A firm reminder went out on 29 Nov; the next stage comes from 6 Dec on.');
  });

  it('names credits that cover the debt', () => {
    expect(propose({ creditsCover: true })).toEqual({
      stage: 'statement',
      reason: 'Credits and payments not yet applied cover what is overdue.',
    });
  });

  it.each([
    [0, 'Nothing is overdue; the next invoice is due today.'],
    [1, 'Nothing is overdue; the next invoice is due in 1 day.'],
    [7, 'Nothing is overdue; the next invoice is due in 7 days.'],
    [8, 'Nothing is overdue.'],
    [-1, 'Nothing is overdue.'],
    [null, 'Nothing is overdue.'],
  ])('says of an invoice due in %j days what is to say', (nextDueInDays, reason) => {
    expect(propose({ oldestDaysPastDue: null, nextDueInDays }).reason).toBe(reason);
  });
});

describe('the limits of the stages', () => {
  it('are a week before, 15 and 45 days after the due date, and a week between two reminders', () => {
    expect(DEFAULT_DUNNING_STEPS).toEqual({
      beforeDueDays: 7,
      firmFromDays: 15,
      finalFromDays: 45,
      gapDays: 7,
    });
  });

  it('count the day before the due date as not overdue, and the day after as overdue', () => {
    const stage = (oldestDaysPastDue: number) => propose({ oldestDaysPastDue, nextDueInDays: 30 }).stage;
    expect([-1, 0, 1].map(stage)).toEqual(['statement', 'statement', 'friendly']);
  });

  it('hold with credits that cover nothing because nothing is overdue', () => {
    const facts = { oldestDaysPastDue: 0, nextDueInDays: 3, creditsCover: true };
    expect(propose(facts).stage).toBe('before_due');
  });

  it('take no notice of a reminder that lies ahead of the day that counts as today', () => {
    expect(propose({ lastStage: sent('final', -1) }).stage).toBe('friendly');
    expect(propose({ lastStage: sent('friendly', 0) }).stage).toBe('friendly');
  });

  it('let a final notice rest for the gap before it becomes a statement', () => {
    expect(propose({ lastStage: sent('final', 6) }).stage).toBe('final');
    expect(propose({ lastStage: sent('final', 7) }).stage).toBe('statement');
  });

  it('work without a gap', () => {
    const facts: StageFacts = {
      today: TODAY,
      oldestDaysPastDue: 50,
      nextDueInDays: null,
      creditsCover: false,
      lastStage: sent('firm', 0),
    };
    expect(proposeStage(facts, { ...DEFAULT_DUNNING_STEPS, gapDays: 0 }).stage).toBe('final');
  });
});

describe('the stages', () => {
  it('have a name for people, each its own', () => {
    expect(new Set(TEMPLATE_STAGES.map((stage) => STAGE_LABELS[stage])).size).toBe(TEMPLATE_STAGES.length);
    expect(STAGE_LABELS.final).toBe('Final notice');
  });

  it('that escalate go from friendly to final', () => {
    expect(REMINDERS).toEqual(['friendly', 'firm', 'final']);
  });
});

describe('a debt that grows older by a week at a time', () => {
  it('meets each reminder in turn, once a gap, and then a statement', () => {
    const dueDate = plainDate('2026-08-31');
    const said: TemplateStage[] = [];
    let lastStage: StageFacts['lastStage'] = null;
    for (let days = 1; days <= 60 && said.at(-1) !== 'statement'; days += 7) {
      const today = addDays(dueDate, days);
      const { stage } = propose({ today, oldestDaysPastDue: days, lastStage });
      said.push(stage);
      lastStage = { stage, date: today };
    }
    expect([...new Set(said)]).toEqual(['friendly', 'firm', 'final', 'statement']);
    expect(said.indexOf('firm')).toBe(2);
    expect(said.indexOf('final')).toBe(7);
  });

  it('is never answered more mildly than before', () => {
    const steps = fc.record({
      beforeDueDays: fc.nat(30),
      firmFromDays: fc.integer({ min: 1, max: 40 }),
      finalFromDays: fc.integer({ min: 41, max: 90 }),
      gapDays: fc.nat(20),
    });
    fc.assert(
      fc.property(
        fc.constantFrom(...REMINDERS),
        fc.nat(59),
        fc.integer({ min: 60, max: 300 }),
        steps,
        (stage, ago, days, own) => {
          const facts: StageFacts = {
            today: TODAY,
            oldestDaysPastDue: days,
            nextDueInDays: null,
            creditsCover: false,
            lastStage: sent(stage, ago),
          };
          const proposed = proposeStage(facts, own).stage;
          const ladder: readonly string[] = [...REMINDERS, 'statement'];
          expect(ladder.indexOf(proposed)).toBeGreaterThanOrEqual(ladder.indexOf(stage));
          expect(ladder.indexOf(proposed)).toBeLessThanOrEqual(ladder.indexOf(stage) + 1);
          if (ago < own.gapDays) expect(proposed).toBe(stage);
        },
      ),
    );
  });
});
