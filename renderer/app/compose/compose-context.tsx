import { createContext, type ReactNode, Suspense, useContext, useMemo, useState } from 'react';
import type { AccountId, DocumentId } from '../../../shared/domain/ids.ts';
import type { CurrencyCode } from '../../../shared/domain/money.ts';
import { COMPOSER } from './composer.ts';

/** One message to write: an account in one currency, and the ticked items if a person ticked some. */
export interface ComposeTarget {
  readonly accountId: AccountId;
  readonly currency: CurrencyCode;
  readonly documentIds?: readonly DocumentId[];
}

export interface Compose {
  /** False while there is nothing that can write. */
  readonly available: boolean;
  /** Opens the composer above the screen. `onDone` is called when the messages were kept. */
  open(targets: readonly ComposeTarget[], onDone?: () => void): void;
}

interface Request {
  readonly targets: readonly ComposeTarget[];
  readonly onDone?: () => void;
}

const Context = createContext<Compose>({ available: false, open: () => {} });

/** Any screen can ask for a message to be written; the composer lies above it and leaves it as it was. */
export function ComposeProvider(props: { readonly children: ReactNode }) {
  const [request, setRequest] = useState<Request | null>(null);
  const compose = useMemo<Compose>(
    () => ({ available: COMPOSER !== null, open: (targets, onDone) => setRequest({ targets, onDone }) }),
    [],
  );
  const Composer = COMPOSER;
  return (
    <Context.Provider value={compose}>
      {props.children}
      {Composer && request ? (
        <Suspense fallback={null}>
          <Composer targets={request.targets} onDone={request.onDone} onClose={() => setRequest(null)} />
        </Suspense>
      ) : null}
    </Context.Provider>
  );
}

export function useCompose(): Compose {
  return useContext(Context);
}
