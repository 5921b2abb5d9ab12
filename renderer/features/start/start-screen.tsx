import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useQueries } from '../../api/engine-context.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { PeoplePage } from '../people/people-page.tsx';
import { CreateWorkspace } from './create-workspace.tsx';
import { StartChoices, type StartPurpose } from './start-choices.tsx';

/** The window while no workspace is open: choose, or set a new one up. */
export function StartScreen() {
  /* The list of known workspaces grew while one was open. */
  const info = useQuery(useQueries().app.info.queryOptions({ refetchOnMount: 'always' }));
  const [purpose, setPurpose] = useState<StartPurpose | null>(null);
  if (info.isError) return <ErrorState error={info.error} onRetry={() => void info.refetch()} />;
  if (!info.data) return null;
  if (purpose === null) return <StartChoices info={info.data} onChoose={setPurpose} />;
  if (purpose === 'people') return <PeoplePage onBack={() => setPurpose(null)} />;
  return <CreateWorkspace purpose={purpose} info={info.data} onBack={() => setPurpose(null)} />;
}
