import { Loader } from '@mantine/core';
import type { ReactNode } from 'react';
import type { WorkspaceInfo } from '../../../shared/contract/app.ts';
import { FullPage } from '../../ui/full-page.tsx';
import { NewProtectionPage } from './new-protection-page.tsx';
import { useOpening } from './opening-step.tsx';
import { RecoveryCodePage } from './recovery-code-page.tsx';

/** Shows the open workspace, or first what has to be settled for it. */
export function OpeningGate(props: { readonly workspace: WorkspaceInfo; readonly children: ReactNode }) {
  const { step } = useOpening();
  const { workspace } = props;
  if (step?.kind === 'making') {
    return (
      <FullPage title="Preparing the workspace" lead="Its key is being made and stored.">
        <Loader size="sm" aria-label="Preparing" />
      </FullPage>
    );
  }
  if (step?.workspaceId !== workspace.id) return props.children;
  if (step.kind === 'new_protection') return <NewProtectionPage workspace={workspace} />;
  return <RecoveryCodePage step={step} workspace={workspace} />;
}
