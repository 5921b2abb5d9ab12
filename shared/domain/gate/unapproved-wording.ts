import { countOf } from '../format/words.ts';
import { askedFor } from './asked-for.ts';
import type { GateCheck } from './types.ts';

/** Remarks on wording that nobody approved, or stops it where the workspace's policy says so. */
export const unapprovedWording: GateCheck = {
  code: 'unapproved_wording',
  run: (context) => {
    const asked = askedFor(context);
    const { approved, changedSentences } = context.wording;
    if (asked.length === 0 || (approved && changedSentences.length === 0)) return [];
    const text = approved
      ? `${countOf(changedSentences.length, 'sentence differs', 'sentences differ')} from the approved wording.`
      : 'This version of the template has not been approved.';
    const decision = context.settings.unapprovedWording;
    return [{ code: 'unapproved_wording', decision, text, items: decision === 'block' ? asked : [] }];
  },
};
