import { IconBookmark } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useQueries } from '../../api/engine-context.tsx';
import { formatLocation, type Location, type ScreenName } from '../location/location.ts';
import { navigate, useLocation } from '../location/use-location.ts';
import classes from './rail.module.css';
import { RailLink } from './rail-link.tsx';
import type { Screen } from './screens.tsx';
import { useRailCounts } from './use-rail-counts.ts';
import { useShownScreens } from './use-shown-screens.ts';
import { WorkspaceSwitcher } from './workspace-switcher.tsx';

/** The left rail: which workspace, where to go, and the saved views of the worklist. */
export function Rail(props: { readonly current: ScreenName; readonly onGo: () => void }) {
  const counts = useRailCounts();
  const screens = useShownScreens();
  const location = useLocation();
  const views = useQuery(useQueries().worklist.views.list.queryOptions());
  const view = location.screen === 'worklist' ? (location.params.view ?? null) : null;
  const linkTo = (to: Location) => ({
    href: formatLocation(to),
    onGo: () => {
      navigate(to);
      props.onGo();
    },
  });
  const entry = (screen: Screen) => (
    <RailLink
      key={screen.name}
      label={screen.title}
      icon={screen.icon}
      keys={`g ${screen.key}`}
      count={counts[screen.name] ?? null}
      current={screen.name === props.current && view === null}
      {...linkTo({ screen: screen.name, id: null, params: {} })}
    />
  );
  return (
    <nav className={classes.rail} aria-label="Main">
      <WorkspaceSwitcher />
      <ul className={classes.list}>{screens.filter((screen) => screen.group === 'work').map(entry)}</ul>
      {views.data && views.data.length > 0 ? (
        <>
          <h2 className={classes.heading}>Views</h2>
          <ul className={classes.list}>
            {views.data.map((saved) => (
              <RailLink
                key={saved.id}
                label={saved.name}
                icon={IconBookmark}
                count={saved.count}
                current={view === saved.id}
                {...linkTo({ screen: 'worklist', id: null, params: { view: saved.id } })}
              />
            ))}
          </ul>
        </>
      ) : null}
      <h2 className={classes.heading}>Ledger</h2>
      <ul className={classes.list}>{screens.filter((screen) => screen.group === 'ledger').map(entry)}</ul>
    </nav>
  );
}
