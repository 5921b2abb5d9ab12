import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, plainDate } from '../../../shared/domain/dates.ts';
import { proposeStage, type StageFacts } from '../../../shared/domain/dunning/propose-stage.ts';
import { DEFAULT_DUNNING_STEPS, REMINDERS } from '../../../shared/domain/dunning/stages.ts';
import { TEMPLATE_STAGES, type TemplateStage } from '../../../shared/domain/letters/stages.ts';

const TODAY = plainDate('2026-11-21');

function facts(changes: Partial<StageFacts> = {}): StageFacts {
  return {
    today: TODAY,
    oldestDaysPastDue: 62,
    nextDueInDays: null,
    creditsCover: false,
    lastStage: null,
    ...changes,
  };
}

function sent(stage: TemplateStage, daysAgo: number): StageFacts['lastStage'] {
  return { stage, date: addDays(TODAY, -daysAgo) };
}

function stageOf(changes: Partial<StageFacts>): TemplateStage {
  return proposeStage(facts(changes)).stage;
}

describe('the proposed stage', () => {
  it('starts friendly, however old the debt is', () => {
    expect(stageOf({ oldestDaysPastDue: 1 })).toBe('friendly');
    expect(stageOf({ oldestDaysPastDue: 200 })).toBe('friendly');
  });

  it('goes up one step at a time', () => {
    expect(stageOf({ lastStage: sent('friendly', 10) })).toBe('firm');
    expect(stageOf({ lastStage: sent('firm', 10) })).toBe('final');
  });

  it('stays where it is while the debt is not old enough for more', () => {
    expect(stageOf({ oldestDaysPastDue: 14, lastStage: sent('friendly', 8) })).toBe('friendly');
    expect(stageOf({ oldestDaysPastDue: 15, lastStage: sent('friendly', 8) })).toBe('firm');
    expect(stageOf({ oldestDaysPastDue: 44, lastStage: sent('firm', 20) })).toBe('firm');
    expect(stageOf({ oldestDaysPastDue: 45, lastStage: sent('firm', 20) })).toBe('final');
  });

  it('never becomes milder for the same debt', () => {
    expect(stageOf({ oldestDaysPastDue: 12, lastStage: sent('firm', 9) })).toBe('firm');
  });

  it('is not raised within the gap after the last one', () => {
    expect(stageOf({ lastStage: sent('friendly', 6) })).toBe('friendly');
    expect(stageOf({ lastStage: sent('friendly', 7) })).toBe('firm');
  });

  it('says from when on it will be raised', () => {
    expect(proposeStage(facts({ lastStage: sent('friendly', 6) })).reason).toBe(
      'A friendly reminder went out on 15 Nov; the next stage comes from 22 Nov on.',
    );
  });

  it('starts again when the reminder was for an older debt', () => {
    expect(stageOf({ oldestDaysPastDue: 20, lastStage: sent('final', 60) })).toBe('friendly');
    expect(stageOf({ oldestDaysPastDue: 20, lastStage: sent('firm', 20) })).toBe('friendly');
    expect(stageOf({ oldestDaysPastDue: 20, lastStage: sent('firm', 19) })).toBe('firm');
  });

  it('does not count a message before the due date or a statement as a reminder', () => {
    expect(stageOf({ lastStage: sent('before_due', 10) })).toBe('friendly');
    expect(stageOf({ lastStage: sent('statement', 10) })).toBe('friendly');
  });

  it('becomes a statement after the final notice', () => {
    const proposal = proposeStage(facts({ lastStage: sent('final', 14) }));
    expect(proposal).toEqual({
      stage: 'statement',
      reason: 'A final notice went out on 7 Nov without success: time for a call and a decision.',
    });
  });

  it('is a statement when credits cover what is overdue', () => {
    expect(stageOf({ creditsCover: true, lastStage: sent('firm', 20) })).toBe('statement');
  });

  it('announces what falls due soon when nothing is overdue', () => {
    expect(stageOf({ oldestDaysPastDue: null, nextDueInDays: 7 })).toBe('before_due');
    expect(stageOf({ oldestDaysPastDue: 0, nextDueInDays: 0 })).toBe('before_due');
    expect(stageOf({ oldestDaysPastDue: null, nextDueInDays: 8 })).toBe('statement');
    expect(stageOf({ oldestDaysPastDue: null, nextDueInDays: null })).toBe('statement');
  });

  it('follows the steps of the workspace', () => {
    const steps = { ...DEFAULT_DUNNING_STEPS, firmFromDays: 63, finalFromDays: 90, gapDays: 3 };
    const at = (oldestDaysPastDue: number) =>
      proposeStage(facts({ oldestDaysPastDue, lastStage: sent('friendly', 3) }), steps).stage;
    expect([at(62), at(63)]).toEqual(['friendly', 'firm']);
  });

  it('is at most one step above the last reminder of the debt, and always has a reason', () => {
    const day = fc.integer({ min: -10, max: 400 });
    fc.assert(
      fc.property(
        fc.option(day),
        fc.constantFrom(...TEMPLATE_STAGES),
        fc.nat(120),
        (oldestDaysPastDue, stage, ago) => {
          const proposal = proposeStage(facts({ oldestDaysPastDue, lastStage: sent(stage, ago) }));
          expect(proposal.reason).toMatch(/^[A-Z].*\.$/);
          const ladder: readonly string[] = REMINDERS;
          expect(ladder.indexOf(proposal.stage)).toBeLessThanOrEqual(ladder.indexOf(stage) + 1);
        },
      ),
    );
  });
});
