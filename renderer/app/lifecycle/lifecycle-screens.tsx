import type { ComponentType } from 'react';
import type { AppStatus } from '../../../shared/contract/app.ts';
import { StartScreen } from '../../features/start/start-screen.tsx';
import { FailedScreen } from '../../features/unlock/failed-screen.tsx';
import { UnlockScreen } from '../../features/unlock/unlock-screen.tsx';

export type ClosedState = 'no_workspace' | 'needs_unlock' | 'failed';
export interface LifecycleScreenProps {
  readonly status: Extract<AppStatus, { readonly state: ClosedState }>;
}

/** The screens of a workspace that is not open. */
export const LIFECYCLE_SCREENS: Readonly<Record<ClosedState, ComponentType<LifecycleScreenProps>>> = {
  no_workspace: StartScreen,
  needs_unlock: UnlockScreen,
  failed: FailedScreen,
};
