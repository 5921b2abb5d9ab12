import { Button, Loader } from '@mantine/core';
import { IconPlugConnectedX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Suspense } from 'react';
import type { AppStatus } from '../../../shared/contract/app.ts';
import { useConnectionState, useEngine, useQueries } from '../../api/engine-context.tsx';
import { DropAnywhere } from '../../features/imports/drop-anywhere.tsx';
import { ImportStartFile } from '../../features/imports/start-file.tsx';
import { OpeningGate } from '../../features/start/opening-gate.tsx';
import { DropBeforeOpen } from '../../features/takeover/drop-before-open.tsx';
import { useTakeover } from '../../features/takeover/takeover-context.tsx';
import { TakeoverScreen } from '../../features/takeover/takeover-screen.tsx';
import { FirstOfDay } from '../../features/today/first-of-day.tsx';
import { IdleLock } from '../../features/unlock/idle-lock.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { FormatProvider } from '../../ui/format/locale.tsx';
import { ComposeProvider } from '../compose/compose-context.tsx';
import { Frame } from '../frame/frame.tsx';
import { usePreferences } from '../preferences/preferences.tsx';
import { SendingProvider } from '../sending/sending-context.tsx';
import { UndoProvider } from '../undo/undo-context.tsx';
import classes from './lifecycle.module.css';
import { LIFECYCLE_SCREENS } from './lifecycle-screens.tsx';

/** What the window shows in each state of the engine and of the channel to it. */
export function Lifecycle() {
  const connection = useConnectionState();
  const status = useQuery(useQueries().app.status.queryOptions());
  if (connection === 'refused') return <Refused />;
  if (connection === 'stopped') return <Stopped />;
  if (status.isError) return <ErrorState error={status.error} onRetry={() => void status.refetch()} />;
  if (!status.data) return <Waiting text="Starting" />;
  return (
    <Suspense fallback={<Waiting text="Opening" />}>
      <UnderTakeover status={status.data} />
    </Suspense>
  );
}

/** A handoff that is looked at has the whole window; what it covers stays as it was. */
function UnderTakeover({ status }: { readonly status: AppStatus }) {
  const { pack } = useTakeover();
  const { locale } = usePreferences().value;
  return (
    <>
      <div className={classes.under} hidden={pack !== null}>
        <State status={status} />
      </div>
      {pack === null ? null : (
        <FormatProvider locale={locale} today={status.state === 'ready' ? status.today : null}>
          <TakeoverScreen pack={pack} />
        </FormatProvider>
      )}
    </>
  );
}

function State({ status }: { readonly status: AppStatus }) {
  const { locale } = usePreferences().value;
  switch (status.state) {
    case 'starting':
      return <Waiting text="Starting" />;
    case 'migrating':
      return <Waiting text="Bringing the workspace up to date. A checked copy was taken first." />;
    case 'ready':
      return (
        <FormatProvider locale={locale} today={status.today}>
          <UndoProvider key={status.workspace.id}>
            <SendingProvider>
              <ComposeProvider>
                <OpeningGate workspace={status.workspace}>
                  <FirstOfDay />
                  <Frame />
                  <DropAnywhere />
                  <ImportStartFile />
                </OpeningGate>
                <IdleLock />
              </ComposeProvider>
            </SendingProvider>
          </UndoProvider>
        </FormatProvider>
      );
    default: {
      const Screen = LIFECYCLE_SCREENS[status.state];
      return (
        <FormatProvider locale={locale} today={null}>
          <Screen status={status} />
          <DropBeforeOpen />
        </FormatProvider>
      );
    }
  }
}

function Waiting(props: { readonly text: string }) {
  return (
    <div className={classes.center} role="status">
      <Loader size="sm" aria-hidden="true" />
      <span>{props.text}…</span>
    </div>
  );
}

function Stopped() {
  const { connection } = useEngine();
  return (
    <EmptyState
      icon={<IconPlugConnectedX size={24} aria-hidden="true" />}
      title="The engine has stopped"
      action={<Button onClick={connection.retryNow}>Try now</Button>}
    >
      Everything that was saved is safe in the workspace. The window keeps calling and goes on by itself. If
      nothing happens, start Duebook again.
    </EmptyState>
  );
}

function Refused() {
  return (
    <EmptyState icon={<IconPlugConnectedX size={24} aria-hidden="true" />} title="This window has no session">
      The address of a window works once. Close this window and start Duebook again; your workspace is
      untouched.
    </EmptyState>
  );
}
