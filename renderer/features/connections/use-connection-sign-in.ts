import { useEffect, useRef, useState } from 'react';
import type {
  ConnectionSignInEnded,
  ConnectionSignInStarted,
} from '../../../shared/contract/connection-sign-in.ts';
import type { SignInId } from '../../../shared/contract/mailbox-sign-in.ts';
import type { ConnectionId } from '../../../shared/domain/ids.ts';
import { useClient } from '../../api/engine-context.tsx';
import { openInBrowser } from '../../api/host.ts';

/** Where a sign-in to an accounting system stands. */
export type ConnectionSignInState =
  | { readonly kind: 'none' }
  | { readonly kind: 'starting' }
  | { readonly kind: 'waiting'; readonly started: ConnectionSignInStarted }
  | { readonly kind: 'choose'; readonly id: SignInId; readonly books: ConnectionSignInEnded['books'] }
  | { readonly kind: 'ended'; readonly text: string }
  | { readonly kind: 'failed'; readonly error: unknown };

/** One sign-in in the person's own browser. Leaving the screen cancels it. `onDone` gets what to say of it. */
export function useConnectionSignIn(connection: ConnectionId, onDone: (text: string) => void) {
  const client = useClient();
  const [state, setState] = useState<ConnectionSignInState>({ kind: 'none' });
  const current = useRef<SignInId | null>(null);
  const mounted = useRef(true);
  const cancelCurrent = () => {
    const signIn = current.current;
    current.current = null;
    if (signIn !== null) void client.connections.cancelSignIn({ signIn }).catch(() => undefined);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: at the end only
  useEffect(() => {
    mounted.current = true;
    return () => {
      mounted.current = false;
      cancelCurrent();
    };
  }, []);
  const show = (next: ConnectionSignInState) => {
    if (mounted.current) setState(next);
  };
  const done = (text: string) => {
    current.current = null;
    show({ kind: 'none' });
    if (mounted.current) onDone(text);
  };
  const begin = async () => {
    show({ kind: 'starting' });
    try {
      const started = await client.connections.startSignIn({ id: connection });
      current.current = started.id;
      if (!mounted.current) {
        cancelCurrent();
        return;
      }
      show({ kind: 'waiting', started });
      openInBrowser(started.url);
      const { state: how, text, books } = await client.connections.awaitSignIn({ signIn: started.id });
      if (current.current !== started.id) return;
      if (how === 'done') done(text);
      else if (how === 'choose') show({ kind: 'choose', id: started.id, books });
      else {
        current.current = null;
        show({ kind: 'ended', text });
      }
    } catch (error) {
      current.current = null;
      show({ kind: 'failed', error });
    }
  };
  return {
    state,
    begin: () => void begin(),
    cancel: () => {
      cancelCurrent();
      show({ kind: 'ended', text: 'The sign-in was cancelled.' });
    },
    /** Rejects for an address that is not the answer; the sign-in goes on then. */
    paste: (signIn: SignInId, address: string) => client.connections.pasteSignIn({ signIn, address }),
    choose: async (signIn: SignInId, books: string) => {
      try {
        const chosen = await client.connections.chooseBooks({ signIn, books });
        done(`Signed in: the books of ${chosen.company ?? chosen.name}.`);
      } catch (error) {
        cancelCurrent();
        show({ kind: 'failed', error });
      }
    },
  };
}
