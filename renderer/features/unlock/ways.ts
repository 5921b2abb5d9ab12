import { shownError } from '../../api/errors.ts';

export type UnlockWay = 'keyring' | 'passphrase' | 'recovery';

export const WAY_NAMES: Readonly<Record<UnlockWay, string>> = {
  keyring: 'the key store of this computer',
  passphrase: 'the passphrase',
  recovery: 'the recovery code',
};

/** The way that is offered first. */
export function firstWay(ways: readonly UnlockWay[]): UnlockWay {
  return ways.includes('keyring') ? 'keyring' : ways.includes('passphrase') ? 'passphrase' : 'recovery';
}

export interface UnlockAdvice {
  readonly happened: string;
  readonly doNow: string;
}

const WRONG: Readonly<Record<UnlockWay, UnlockAdvice>> = {
  keyring: {
    happened: 'The key store has no key that opens this workspace.',
    doNow:
      'If it asks for its own password, unlock it and try again. On another computer or account, use the recovery code.',
  },
  passphrase: {
    happened: 'This passphrase does not open the workspace.',
    doNow: 'Check Caps Lock and the keyboard layout and correct it, or use the recovery code.',
  },
  recovery: {
    happened: 'This recovery code does not open the workspace.',
    doNow:
      'Check that it belongs to this workspace and is the newest one: a later code replaces the one before.',
  },
};

/** What to say after an unlock that did not succeed. Other errors than a wrong key keep the engine's own words. */
export function unlockAdvice(way: UnlockWay, error: unknown): UnlockAdvice {
  const shown = shownError(error);
  if (shown.code === 'wrong_key' || shown.code === 'no_key') return WRONG[way];
  return { happened: `${shown.title}.`, doNow: shown.text };
}
