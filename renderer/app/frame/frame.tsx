import { type RefObject, Suspense, useEffect, useRef, useState } from 'react';
import { WorkspaceHold } from '../../features/holds/workspace-hold.tsx';
import { CoverageBanner } from '../../features/takeover/coverage-banner.tsx';
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
  const [went, setWent] = useState(0);
  const arrive = () => setWent((times) => times + 1);
  const overlays = useFrameCommands(arrive);
  const Content = screen?.component;
  return (
    <div className={classes.frame}>
      <button type="button" className={classes.skip} onClick={() => skipTo(main.current)}>
        Skip to the list
      </button>
      <Rail current={screen?.name ?? 'worklist'} onGo={arrive} />
      <main ref={main} className={classes.main} tabIndex={-1}>
        <CoverageBanner />
        <WorkspaceHold />
        <div className={classes.screen}>
          <AppErrorBoundary key={screen?.name}>
            <Suspense fallback={null}>
              {Content ? <Content key={screen?.name} /> : null}
              <Arrival key={went} main={main} />
            </Suspense>
          </AppErrorBoundary>
        </div>
      </main>
      <StatusLine onPalette={overlays.openPalette} onShortcuts={overlays.openShortcuts} />
      <CommandPalette opened={overlays.palette} onClose={overlays.close} />
      <ShortcutOverlay opened={overlays.shortcuts} onClose={overlays.close} />
    </div>
  );
}

/** Who goes somewhere by the rail or by keys goes on by keyboard in what came: the focus follows, once it is there. */
function Arrival({ main }: { readonly main: RefObject<HTMLElement | null> }) {
  useEffect(() => {
    const { activeElement } = document;
    const isLost = activeElement === document.body || activeElement?.closest('nav');
    if (isLost && !main.current?.contains(activeElement)) skipTo(main.current);
  }, [main]);
  return null;
}

function skipTo(target: HTMLElement | null): void {
  const list = target?.querySelector<HTMLElement>('[role=grid]');
  (list ?? target)?.focus();
}
