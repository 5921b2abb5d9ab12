import { MantineProvider } from '@mantine/core';
import { Notifications, notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { act, render } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach } from 'vitest';
import { EngineProvider } from '../../../../renderer/api/engine-context.tsx';
import { createQueryClient } from '../../../../renderer/api/query-client.ts';
import { CommandsProvider } from '../../../../renderer/app/commands/commands-context.tsx';
import {
  DEFAULT_PREFERENCES,
  PreferencesStoreProvider,
} from '../../../../renderer/app/preferences/preferences.tsx';
import { cssVariablesResolver, theme } from '../../../../renderer/app/theme.ts';
import { UndoProvider } from '../../../../renderer/app/undo/undo-context.tsx';
import { FormatProvider } from '../../../../renderer/ui/format/locale.tsx';
import { createSampleEngine, type SampleEngine } from './sample-engine.ts';
import { TODAY } from './sample-ledger.ts';

/** Draws one part of the window with all that it finds around it there: engine, commands, undo and toasts. */
export async function showPart(
  part: ReactNode,
  sample: SampleEngine = createSampleEngine(),
): Promise<SampleEngine> {
  const queryClient = createQueryClient();
  const preferences = { ...DEFAULT_PREFERENCES, locale: 'en-GB' };
  await act(async () => {
    render(
      <MantineProvider theme={theme} cssVariablesResolver={cssVariablesResolver} withCssVariables={false}>
        <QueryClientProvider client={queryClient}>
          <EngineProvider engine={sample.engine}>
            <PreferencesStoreProvider store={{ value: preferences, change: () => {} }}>
              <FormatProvider locale="en-GB" today={TODAY}>
                <CommandsProvider>
                  <UndoProvider>{part}</UndoProvider>
                </CommandsProvider>
              </FormatProvider>
              <Notifications position="bottom-center" limit={3} />
            </PreferencesStoreProvider>
          </EngineProvider>
        </QueryClientProvider>
      </MantineProvider>,
    );
  });
  return sample;
}

/** Takes the toasts away after each test: they are kept beside the page. */
export function cleanToastsAfterEach(): void {
  afterEach(() => {
    act(() => {
      notifications.clean();
    });
  });
}
