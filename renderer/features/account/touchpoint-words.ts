import type { CallOutcome } from '../../../shared/domain/touchpoint-kinds.ts';

export const OUTCOME_NAMES: Readonly<Record<CallOutcome, string>> = {
  right_party: 'Right person',
  connected: 'Connected',
  wrong_party: 'Wrong person',
  voicemail: 'Voicemail',
  no_answer: 'No answer',
  busy: 'Busy',
  callback: 'Call back',
  refused: 'Refused',
  wrong_number: 'Wrong number',
};
