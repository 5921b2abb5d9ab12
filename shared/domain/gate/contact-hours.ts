import { askedFor } from './asked-for.ts';
import type { GateCheck } from './types.ts';

/**
 * Remarks on a message, or stops it, at an hour, on a weekend or on a public holiday at the customer's place. What was
 * approved does not go out then either: the outbox waits for the hour that this names.
 */
export const contactHours: GateCheck = {
  code: 'contact_hours',
  run: (context) => {
    const hours = context.hours ?? null;
    const asked = askedFor(context);
    if (asked.length === 0 || hours === null || hours.decision === 'allow') return [];
    const { decision, nextText } = hours;
    const why = hours.reasons.filter((reason) => reason.decision === decision).map(({ text }) => text);
    const then = nextText === null ? '' : `; ${THEN[decision]} ${nextText}, their time`;
    const text = `${why.join('. ')}${then}.`;
    return [{ code: 'contact_hours', decision, text, items: decision === 'block' ? asked : [] }];
  },
};

const THEN = { warn: 'goes out', block: 'nothing goes out before' } as const;
