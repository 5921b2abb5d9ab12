import type { ComponentType } from 'react';
import type { ComposeTarget } from './compose-context.tsx';

export interface ComposerProps {
  readonly targets: readonly ComposeTarget[];
  readonly onDone?: () => void;
  readonly onClose: () => void;
}

/** The feature that writes messages; null: mail is not offered. */
export const COMPOSER: ComponentType<ComposerProps> | null = null;
