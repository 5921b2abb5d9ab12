import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Settings } from '../../../shared/contract/settings.ts';
import { useQueries } from '../../api/engine-context.tsx';
import { formatLocation } from '../../app/location/location.ts';
import { replaceLocation, useLocation } from '../../app/location/use-location.ts';
import { useWindowState } from '../../app/window-state.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { Pane } from '../../ui/pane.tsx';
import { isDirty } from './section-state.ts';
import classes from './settings.module.css';
import { SETTINGS_PARTS, type SettingsPart } from './settings-sections.tsx';
import { sectionKey } from './use-section.ts';

/** Settings: parts at the left, the chosen one at the right. */
export function SettingsScreen() {
  const { id } = useLocation();
  const settings = useQuery(useQueries().settings.get.queryOptions());
  const part = SETTINGS_PARTS.find((one) => one.id === id) ?? SETTINGS_PARTS[0];
  const groups = [...new Set(SETTINGS_PARTS.map((one) => one.group))];
  if (part === undefined) return null;
  const Content = part.component;
  return (
    <Pane title="Settings" ownScroll>
      <div className={classes.screen}>
        <nav className={classes.nav} aria-label="Parts of the settings">
          {groups.map((group) => (
            <div key={group}>
              <h2 className={classes.group}>{group}</h2>
              <ul>
                {SETTINGS_PARTS.filter((one) => one.group === group).map((one) => (
                  <PartLink key={one.id} part={one} current={one === part} settings={settings.data ?? null} />
                ))}
              </ul>
            </div>
          ))}
        </nav>
        <div className={classes.content} key={part.id}>
          {settings.isError ? (
            <ErrorState error={settings.error} onRetry={() => void settings.refetch()} />
          ) : settings.data ? (
            <Content settings={settings.data} />
          ) : (
            <div className={classes.section} aria-busy="true">
              <Skeleton height={18} width={140} mb={20} />
              <Skeleton height={30} mb={12} />
              <Skeleton height={30} mb={12} />
              <Skeleton height={72} />
            </div>
          )}
        </div>
      </div>
    </Pane>
  );
}

function PartLink(props: {
  readonly part: SettingsPart;
  readonly current: boolean;
  readonly settings: Settings | null;
}) {
  const { part, current, settings } = props;
  const [draft] = useWindowState<unknown>(part.saves ? sectionKey(part.saves) : 'settings.none', null);
  const unsaved = part.saves !== undefined && settings !== null && isDirty(draft, settings[part.saves]);
  return (
    <li>
      <a
        href={formatLocation({ screen: 'settings', id: part.id, params: {} })}
        aria-current={current ? 'page' : undefined}
        className={classes.link}
        onClick={(event) => {
          event.preventDefault();
          replaceLocation({ screen: 'settings', id: part.id });
        }}
      >
        {part.title}
        {unsaved ? <span className={classes.unsaved}>not saved</span> : null}
      </a>
    </li>
  );
}
