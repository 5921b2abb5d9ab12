import { useEffect, useRef, useState } from 'react';
import type { SignInId, SignInStart, SignInStarted } from '../../../shared/contract/mailbox-sign-in.ts';
import { useClient } from '../../api/engine-context.tsx';
import { openInBrowser } from '../../api/host.ts';

/** Where a sign-in stands. */
export type SignInState =
  | { readonly kind: 'none' }
  | { readonly kind: 'starting' }
  | { readonly kind: 'waiting'; readonly started: SignInStarted }
  | { readonly kind: 'done'; readonly id: SignInId }
  | { readonly kind: 'ended'; readonly text: string }
  | { readonly kind: 'failed'; readonly error: unknown };

/** One sign-in in the person's own browser. Leaving the screen cancels it. */
export function useSignIn(onDone: (id: SignInId) => void) {
  const client = useClient();
  const [state, setState] = useState<SignInState>({ kind: 'none' });
  const current = useRef<SignInId | null>(null);
  const mounted = useRef(true);
  const cancelCurrent = () => {
    const id = current.current;
    current.current = null;
    if (id !== null) void client.mailboxes.cancelSignIn({ id }).catch(() => undefined);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: at the end only
  useEffect(() => {
    mounted.current = true;
    return () => {
      mounted.current = false;
      cancelCurrent();
    };
  }, []);
  const show = (next: SignInState) => {
    if (mounted.current) setState(next);
  };
  const begin = async (input: SignInStart) => {
    show({ kind: 'starting' });
    try {
      const started = await client.mailboxes.startSignIn(input);
      current.current = started.id;
      show({ kind: 'waiting', started });
      openInBrowser(started.url);
      const { state: how, text } = await client.mailboxes.awaitSignIn({ id: started.id });
      if (current.current !== started.id) return;
      current.current = null;
      if (how !== 'done') {
        show({ kind: 'ended', text });
        return;
      }
      show({ kind: 'done', id: started.id });
      onDone(started.id);
    } catch (error) {
      current.current = null;
      show({ kind: 'failed', error });
    }
  };
  return {
    state,
    begin: (input: SignInStart) => void begin(input),
    cancel: () => {
      cancelCurrent();
      show({ kind: 'ended', text: 'The sign-in was cancelled.' });
    },
  };
}
