import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { useState } from 'react';
import type { Engine } from '../api/engine.ts';
import { EngineProvider } from '../api/engine-context.tsx';
import { createQueryClient } from '../api/query-client.ts';
import { StartFileProvider } from '../features/imports/start-file.tsx';
import { OpeningProvider } from '../features/start/opening-step.tsx';
import { TakeoverProvider } from '../features/takeover/takeover-context.tsx';
import { colorSchemeInPage } from './color-scheme-memory.ts';
import { CommandsProvider } from './commands/commands-context.tsx';
import { EngineEvents } from './engine-events.tsx';
import { Lifecycle } from './lifecycle/lifecycle.tsx';
import { PreferencesProvider } from './preferences/preferences.tsx';
import { styleNonce } from './style-nonce.ts';
import { cssVariablesResolver, theme } from './theme.ts';
import { ThemeChoice } from './theme-choice.tsx';

/** The window: everything that every screen needs, around the state that the engine is in. */
export function App(props: { readonly engine: Engine }) {
  const [queryClient] = useState(createQueryClient);
  const [scheme] = useState(colorSchemeInPage);
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariablesResolver}
      colorSchemeManager={scheme}
      defaultColorScheme="auto"
      getStyleNonce={() => styleNonce(document)}
      withCssVariables={false}
      withGlobalClasses={false}
    >
      <QueryClientProvider client={queryClient}>
        <EngineProvider engine={props.engine}>
          <PreferencesProvider>
            <ThemeChoice />
            <EngineEvents />
            <CommandsProvider>
              <OpeningProvider>
                <TakeoverProvider>
                  <StartFileProvider>
                    <Lifecycle />
                  </StartFileProvider>
                </TakeoverProvider>
              </OpeningProvider>
            </CommandsProvider>
            <Notifications position="bottom-center" limit={3} />
          </PreferencesProvider>
        </EngineProvider>
      </QueryClientProvider>
    </MantineProvider>
  );
}
