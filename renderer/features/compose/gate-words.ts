import type { GateEntryView } from '../../../shared/contract/drafts.ts';
import type { ScreenName } from '../../app/location/location.ts';
import type { TagTone } from '../../ui/tag.tsx';

interface GateWords {
  /** One or two words for a tag. */
  readonly label: string;
  /** The same where it is only a remark. */
  readonly remark?: string;
  /** Who can lift it, and how. */
  readonly lift: string;
  /** Where it is lifted, if that is in this window. */
  readonly place?: { readonly screen: ScreenName; readonly button: string };
}

type Place = NonNullable<GateWords['place']>;

/** Where newer figures come from: by a file, or where a connection reads the books. */
const FIGURES: Place = { screen: 'imports', button: 'Import figures' };
const BOOKS: Place = { screen: 'connections', button: 'Read the books' };

const WORDS: Readonly<Record<string, GateWords>> = {
  paid: {
    label: 'paid',
    lift: 'Nobody has to: in the books nothing is left to pay. If that is wrong, bring in the newest figures.',
    place: FIGURES,
  },
  claimed_payment: {
    label: 'payment received',
    lift: 'Whoever posts payments in the books. Bring in the figures again after that, or withdraw the match.',
    place: FIGURES,
  },
  credit_covers: {
    label: 'credit covers it',
    remark: 'open credit',
    lift: 'Whoever applies payments and credits in the books. Bring in the figures again after that.',
    place: FIGURES,
  },
  no_address: {
    label: 'no address',
    lift: 'You: add a billing contact with an e-mail address to the account.',
    place: { screen: 'customers', button: 'Open the account' },
  },
  stale_data: {
    label: 'old figures',
    lift: 'You: bring in the newest figures.',
    place: FIGURES,
  },
  recent_contact: { label: 'recent contact', lift: 'You: wait for the answer, or write all the same.' },
  unapproved_wording: {
    label: 'wording',
    lift: 'Whoever answers for the wording: approve the template.',
    place: { screen: 'templates', button: 'Open the templates' },
  },
  promised: { label: 'promised', lift: 'It waits for the promised date.' },
  disputed: {
    label: 'disputed',
    lift: 'Whoever settles the dispute in the books. Bring in the figures again after that.',
    place: FIGURES,
  },
  held: { label: 'on hold', lift: 'Whoever set the hold, or it ends on its date.' },
};

/** A code of a later version reads as its own name. `connected`: figures come from a connection. */
export function gateWords(code: string, connected = false): GateWords {
  const words = WORDS[code];
  if (words === undefined)
    return { label: code.replaceAll('_', ' '), lift: 'See the account for who decided it.' };
  return connected && words.place === FIGURES ? { ...words, place: BOOKS } : words;
}

/** The words of the tag: what blocks, or what is only remarked. */
export function gateLabel({ code, decision }: Pick<GateEntryView, 'code' | 'decision'>): string {
  const { label, remark } = gateWords(code);
  return decision === 'block' ? label : (remark ?? label);
}

const TONES: Readonly<Record<GateEntryView['decision'], TagTone>> = {
  allow: 'green',
  warn: 'amber',
  block: 'red',
};

export function gateTone(entry: Pick<GateEntryView, 'decision'>): TagTone {
  return TONES[entry.decision];
}

/** What the gate's decision means for the message, for those who do not see the colour. */
export const DECISION_WORDS: Readonly<Record<GateEntryView['decision'], string>> = {
  allow: 'clear',
  warn: 'note',
  block: 'left out',
};
