import { Suspense, useRef } from 'react';
import { AppErrorBoundary } from '../app-error-boundary.tsx';
import { CommandPalette } from '../commands/command-palette.tsx';
import { ShortcutOverlay } from '../commands/shortcut-overlay.tsx';
import { useLocation } from '../location/use-location.ts';
import classes from './frame.module.css';
import { Rail } from './rail.tsx';
import { screenOf } from './screens.tsx';
import { StatusLine } from './status-line.tsx';
import { useFrameCommands } from './use-frame-commands.ts';

/** The window of an open workspace: rail, screen, status line, and what lies above them. */
export function Frame() {
  const location = useLocation();
  const main = useRef<HTMLElement>(null);
  const screen = screenOf(location.screen) ?? screenOf('worklist');
  const overlays = useFrameCommands();
  const Content = screen?.component;
  return (
    <div className={classes.frame}>
      <button type="button" className={classes.skip} onClick={() => skipTo(main.current)}>
        Skip to the list
      </button>
      <Rail current={screen?.name ?? 'worklist'} />
      <main ref={main} className={classes.main} tabIndex={-1}>
        <AppErrorBoundary key={screen?.name}>
          <Suspense fallback={null}>{Content ? <Content key={screen?.name} /> : null}</Suspense>
        </AppErrorBoundary>
      </main>
      <StatusLine onPalette={overlays.openPalette} onShortcuts={overlays.openShortcuts} />
      <CommandPalette opened={overlays.palette} onClose={overlays.close} />
      <ShortcutOverlay opened={overlays.shortcuts} onClose={overlays.close} />
    </div>
  );
}

function skipTo(target: HTMLElement | null): void {
  const list = target?.querySelector<HTMLElement>('[role=grid]');
  (list ?? target)?.focus();
}
