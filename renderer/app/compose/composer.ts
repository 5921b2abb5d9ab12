import { type ComponentType, lazy } from 'react';
import type { ComposeTarget } from './compose-context.tsx';

export interface ComposerProps {
  readonly targets: readonly ComposeTarget[];
  readonly onDone?: () => void;
  readonly onClose: () => void;
}

/** The feature that writes messages, loaded when the first one is written; null: mail is not offered. */
export const COMPOSER: ComponentType<ComposerProps> | null = lazy(async () => {
  const { Composer } = await import('../../features/compose/composer.tsx');
  return { default: Composer };
});
