import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';
import type { WorkspaceId } from '../../../shared/domain/ids.ts';
import type { Location } from '../../app/location/location.ts';

export type GoTo = Partial<Location> & Pick<Location, 'screen'>;

/** Something to settle before an open workspace is shown. */
export type OpeningStep =
  /** It is being made; the code comes in a moment. */
  | { readonly kind: 'making' }
  | {
      readonly kind: 'recovery_code';
      readonly workspaceId: WorkspaceId;
      readonly code: string;
      /** Whether an older code stops working with this one. */
      readonly replaces: boolean;
      readonly goTo: GoTo;
    }
  /** It was opened by its recovery code: how it is opened from now on has to be chosen. */
  | { readonly kind: 'new_protection'; readonly workspaceId: WorkspaceId };

export interface Opening {
  readonly step: OpeningStep | null;
  set(step: OpeningStep | null): void;
}

const Context = createContext<Opening>({ step: null, set: () => {} });

/** Outlives the change from the start screen to the open workspace, which is when the steps are needed. */
export function OpeningProvider(props: { readonly children: ReactNode }) {
  const [step, set] = useState<OpeningStep | null>(null);
  const opening = useMemo(() => ({ step, set }), [step]);
  return <Context.Provider value={opening}>{props.children}</Context.Provider>;
}

export function useOpening(): Opening {
  return useContext(Context);
}
