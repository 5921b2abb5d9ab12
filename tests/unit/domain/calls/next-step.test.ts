import { describe, expect, it } from 'vitest';
import { DEFAULT_CALL_GUIDE, fillScript, SCRIPT_NAMES } from '../../../../shared/domain/calls/guide.ts';
import { NEXT_STEPS, proposeNextStep } from '../../../../shared/domain/calls/next-step.ts';
import { plainDate } from '../../../../shared/domain/dates.ts';
import { CALL_OUTCOMES } from '../../../../shared/domain/touchpoint-kinds.ts';

const TODAY = plainDate('2026-11-20');
const NOTHING = { promisedFor: null, disputed: false };

describe('the next step after a call', () => {
  it('is known for every outcome, today or later', () => {
    for (const outcome of CALL_OUTCOMES) {
      const step = proposeNextStep(outcome, TODAY, NOTHING);
      expect(step.kind).toBe(NEXT_STEPS[outcome].kind);
      expect(step.date >= TODAY).toBe(true);
      expect(step.note).not.toBe('');
    }
  });

  it('is a call again when nobody answered, a letter after a voicemail, and a person when they refuse', () => {
    expect(proposeNextStep('no_answer', TODAY, NOTHING)).toMatchObject({ kind: 'call', date: '2026-11-21' });
    expect(proposeNextStep('busy', TODAY, NOTHING)).toMatchObject({ kind: 'call', date: '2026-11-20' });
    expect(proposeNextStep('voicemail', TODAY, NOTHING).kind).toBe('mail');
    expect(proposeNextStep('refused', TODAY, NOTHING).kind).toBe('escalate');
    expect(proposeNextStep('wrong_number', TODAY, NOTHING).kind).toBe('review');
  });

  it('waits for the day after the one that was promised, whatever else was said', () => {
    const promised = { promisedFor: plainDate('2026-12-01'), disputed: true };
    expect(proposeNextStep('right_party', TODAY, promised)).toMatchObject({
      kind: 'wait',
      date: '2026-12-02',
    });
  });

  it('looks at a dispute first', () => {
    expect(proposeNextStep('right_party', TODAY, { promisedFor: null, disputed: true })).toMatchObject({
      kind: 'review',
      date: '2026-11-21',
    });
  });
});

describe('the script of a call', () => {
  const values = {
    customer: 'Aurora GmbH',
    company: 'Halden Supply',
    sender: 'Mara Lindt',
    overdue: '€1,200.00',
    invoices: '2 invoices',
    days: '62 days',
  };

  it('that comes with the program names the customer, the amount and who calls, and leaves no gap', () => {
    const text = fillScript(DEFAULT_CALL_GUIDE.script, values);
    for (const name of SCRIPT_NAMES) expect(text).toContain(values[name]);
    expect(text).not.toContain('{{');
    expect(DEFAULT_CALL_GUIDE.checklist.length).toBeGreaterThan(2);
  });

  it('shows a name that is not known as it was written', () => {
    expect(fillScript('Hello {{ customer }}, {{discount}}', values)).toBe('Hello Aurora GmbH, {{discount}}');
  });
});
