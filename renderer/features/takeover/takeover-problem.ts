import type { PeopleView } from '../../../shared/contract/people.ts';
import type { ShownError } from '../../api/errors.ts';

/** Why a pack cannot be looked at, by what helps. */
export type TakeoverProblem =
  /** The profile has no keys yet; a pack for a person needs them. */
  | { readonly kind: 'no_person' }
  | { readonly kind: 'locked_keys' }
  | { readonly kind: 'passphrase'; readonly wrong: boolean }
  | { readonly kind: 'wrong_recipient'; readonly text: string }
  | { readonly kind: 'stranger'; readonly name: string; readonly fingerprint: string }
  | { readonly kind: 'newer_version'; readonly text: string }
  | { readonly kind: 'bad_pack'; readonly text: string }
  | { readonly kind: 'other' };

/** Reads what the engine refused. `triedPassphrase`: one was given. */
export function problemOf(
  error: ShownError,
  people: Pick<PeopleView, 'own' | 'keys'> | undefined,
  triedPassphrase: boolean,
): TakeoverProblem {
  const { code, details, text } = error;
  switch (code) {
    case 'no_key':
      if (people?.own === null) return { kind: 'no_person' };
      return people?.keys === 'locked' ? { kind: 'locked_keys' } : { kind: 'other' };
    case 'wrong_recipient':
      if (triedPassphrase || details.passphrase === 'missing') {
        return { kind: 'passphrase', wrong: triedPassphrase };
      }
      return { kind: 'wrong_recipient', text };
    case 'newer_version':
      return { kind: 'newer_version', text };
    case 'bad_pack':
      return strangerIn(details) ?? { kind: 'bad_pack', text };
    default:
      return { kind: 'other' };
  }
}

function strangerIn(details: ShownError['details']): TakeoverProblem | null {
  const { sender } = details;
  if (typeof sender !== 'object' || sender === null) return null;
  const { name, fingerprint } = sender as Readonly<Record<string, unknown>>;
  if (typeof name !== 'string' || typeof fingerprint !== 'string') return null;
  return { kind: 'stranger', name, fingerprint };
}
