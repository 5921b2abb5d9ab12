import type { ComponentType } from 'react';
import type { AppStatus } from '../../../shared/contract/app.ts';
import { PlainLifecycleScreen } from './plain-lifecycle-screen.tsx';

export type ClosedState = 'no_workspace' | 'needs_unlock' | 'failed';
export interface LifecycleScreenProps {
  readonly status: Extract<AppStatus, { readonly state: ClosedState }>;
}

/** The screens of a workspace that is not open. */
export const LIFECYCLE_SCREENS: Readonly<Record<ClosedState, ComponentType<LifecycleScreenProps>>> = {
  no_workspace: PlainLifecycleScreen,
  needs_unlock: PlainLifecycleScreen,
  failed: PlainLifecycleScreen,
};
