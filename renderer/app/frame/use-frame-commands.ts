import { useState } from 'react';
import { useClient } from '../../api/engine-context.tsx';
import { useCommands } from '../commands/commands-context.tsx';
import type { Command } from '../commands/registry.ts';
import { navigate } from '../location/use-location.ts';
import { usePreferences } from '../preferences/preferences.tsx';
import { useFeedback } from '../undo/undo-context.tsx';
import { useShownScreens } from './use-shown-screens.ts';

/** The commands that every screen has, and the two overlays they open. `onGo`: a key went to a screen. */
export function useFrameCommands(onGo: () => void) {
  const [overlay, setOverlay] = useState<'palette' | 'shortcuts' | null>(null);
  const preferences = usePreferences();
  const client = useClient();
  const feedback = useFeedback();
  const goTo = useShownScreens().map(
    (screen): Command => ({
      id: `go.${screen.name}`,
      title: `Go to ${screen.title.toLowerCase()}`,
      group: 'Go to',
      keys: [`g ${screen.key}`],
      run: () => {
        navigate({ screen: screen.name });
        onGo();
      },
    }),
  );
  const themes = (['light', 'dark', 'system'] as const).map(
    (theme): Command => ({
      id: `theme.${theme}`,
      title: theme === 'system' ? 'Theme: as the system' : `Theme: ${theme}`,
      group: 'Window',
      run: () => preferences.change({ theme }),
    }),
  );
  const density = preferences.value.density === 'compact' ? 'comfortable' : 'compact';
  useCommands([
    ...goTo,
    {
      id: 'window.palette',
      title: 'Find an account or a command',
      group: 'Window',
      keys: ['mod+k'],
      inDialog: true,
      inPalette: false,
      run: () => setOverlay('palette'),
    },
    {
      id: 'window.shortcuts',
      title: 'Shortcuts',
      group: 'Window',
      keys: ['?'],
      run: () => setOverlay('shortcuts'),
    },
    {
      id: 'window.density',
      title: density === 'compact' ? 'Rows: compact' : 'Rows: comfortable',
      group: 'Window',
      run: () => preferences.change({ density }),
    },
    ...themes,
    {
      id: 'workspace.lock',
      title: 'Lock the workspace',
      group: 'Window',
      keys: ['mod+shift+l'],
      run: () => {
        client.workspaces.lock().catch(feedback.failed);
      },
    },
  ]);
  return {
    palette: overlay === 'palette',
    shortcuts: overlay === 'shortcuts',
    openPalette: () => setOverlay('palette'),
    openShortcuts: () => setOverlay('shortcuts'),
    close: () => setOverlay(null),
  };
}
