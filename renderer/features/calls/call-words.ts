import type { CallCounters, CallView } from '../../../shared/contract/calls.ts';
import type { CallOutcome } from '../../../shared/domain/touchpoint-kinds.ts';
import type { TagTone } from '../../ui/tag.tsx';

/** The outcomes in the order of the form: the ninth is chosen with 9. */
export const OUTCOME_ORDER: readonly CallOutcome[] = [
  'right_party',
  'connected',
  'callback',
  'voicemail',
  'no_answer',
  'busy',
  'wrong_party',
  'wrong_number',
  'refused',
];

type Judgement = CallView['judgement'];

/** Whether the customer may be called now, in a few words. */
export function mayCall({
  judgement: { decision, nextText },
  untilText,
  place,
}: Pick<CallView, 'judgement' | 'untilText' | 'place'>): { readonly text: string; readonly tone: TagTone } {
  const then = nextText === null ? '' : `, ${nextText}`;
  if (decision === 'block') return { text: `not now${then}`, tone: 'red' };
  if (decision === 'warn') return { text: `better later${then}`, tone: 'amber' };
  if (untilText !== null) return { text: `until ${untilText}`, tone: 'neutral' };
  return { text: place.timeZone === null ? 'time not known' : 'now', tone: 'neutral' };
}

/** Why not, or why rather not, in sentences. */
export function reasonsOf({ reasons }: Judgement): string {
  return reasons.map(({ text }) => `${text}.`).join(' ');
}

/** `tel:+493055501`: what the telephone dials. Letters and what stands in brackets for people are left out; null: no number. */
export function dialled(phone: string): string | null {
  const trimmed = phone.replace(/\(0\)/u, '').trim();
  const digits = trimmed.replace(/\D/gu, '');
  if (digits.length < 3 || digits.length > 15) return null;
  return `tel:${trimmed.startsWith('+') ? '+' : ''}${digits}`;
}

/** `14 of 40 calls reached the right person (35 % of calls, 63.6 % of those answered)`. */
export function countersWords({
  attempts,
  connected,
  rightParty,
  ofAttempts,
  ofConnected,
}: CallCounters): string {
  if (attempts === 0) return 'no calls';
  const rates = [
    ofAttempts === null ? null : `${ofAttempts} % of calls`,
    ofConnected === null ? null : `${ofConnected} % of those answered`,
  ].filter((rate) => rate !== null);
  const calls = attempts === 1 ? '1 call' : `${attempts} calls`;
  return `${calls}, ${connected} answered, ${rightParty} right person (${rates.join(', ')})`;
}
