import type { HandoffSelection } from '../../../shared/contract/handoffs.ts';
import { type WorklistFilter, worklistFilterSchema } from '../../../shared/contract/worklist.ts';
import type { PlainDate } from '../../../shared/domain/dates.ts';
import type { AccountId, PersonId, ViewId } from '../../../shared/domain/ids.ts';
import { navigate } from '../../app/location/use-location.ts';
import { useWindowState } from '../../app/window-state.ts';
import { useFormat } from '../../ui/format/locale.tsx';
import { windowPresets } from './handoff-words.ts';

/** Which accounts are handed over. */
export type ChosenAccounts =
  | { readonly kind: 'all' }
  | { readonly kind: 'overdue' }
  | { readonly kind: 'view'; readonly id: ViewId; readonly name: string; readonly filter: WorklistFilter }
  | { readonly kind: 'list'; readonly filter: WorklistFilter }
  | { readonly kind: 'accounts'; readonly ids: readonly AccountId[] };

/** Who takes over. A passphrase is kept by the page alone. */
export type ChosenRecipient =
  | { readonly kind: 'person'; readonly id: PersonId }
  | { readonly kind: 'passphrase'; readonly name: string };

/** What is chosen and written for a handoff before it is made. It outlives a look at an account, but not the lock. */
export interface HandOverForm {
  readonly accounts: ChosenAccounts;
  readonly from: PlainDate;
  readonly to: PlainDate;
  /** Null: nobody is chosen yet. */
  readonly recipient: ChosenRecipient | null;
  readonly words: string;
  readonly wordsOf: Readonly<Record<AccountId, string>>;
  readonly target: 'download' | 'shared';
}

const OVERDUE = worklistFilterSchema.parse({ held: 'any' });

/** The form of the page, and a way to change parts of it. */
export function useHandOverForm() {
  const { today } = useFormat();
  const [form, setForm] = useWindowState<HandOverForm>('handoffs.form', emptyForm(today));
  return {
    form,
    change: (part: Partial<HandOverForm>) => setForm((old) => ({ ...old, ...part })),
    reset: () => setForm(emptyForm(today)),
  };
}

/** Begins a handoff of these accounts, from wherever they are shown. */
export function useBeginHandOver(): (accounts: ChosenAccounts) => void {
  const { change } = useHandOverForm();
  return (accounts) => {
    change({ accounts });
    navigate({ screen: 'handoffs', id: 'new' });
  };
}

export function emptyForm(today: PlainDate): HandOverForm {
  const { label: _label, ...window } = windowPresets(today)[1];
  return {
    accounts: { kind: 'overdue' },
    ...window,
    recipient: null,
    words: '',
    wordsOf: {},
    target: 'download',
  };
}

/** The choice as the engine takes it. */
export function selectionOf(accounts: ChosenAccounts): HandoffSelection {
  switch (accounts.kind) {
    case 'all':
      return 'all';
    case 'overdue':
      return OVERDUE;
    case 'view':
    case 'list':
      return accounts.filter;
    case 'accounts':
      return [...accounts.ids];
  }
}

/** What the specialist wrote, without what is empty. */
export function wordsOf(form: HandOverForm) {
  return {
    words: form.words.trim(),
    wordsOf: Object.entries(form.wordsOf)
      .map(([accountId, words]) => ({ accountId: accountId as AccountId, words: words.trim() }))
      .filter(({ words }) => words !== ''),
  };
}
