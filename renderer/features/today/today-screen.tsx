import { Button } from '@mantine/core';
import { IconSunrise } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { TodaySection as SectionName } from '../../../shared/domain/today/sections.ts';
import { useQueries } from '../../api/engine-context.tsx';
import { useCommands } from '../../app/commands/commands-context.tsx';
import { navigate } from '../../app/location/use-location.ts';
import { useWindowState } from '../../app/window-state.ts';
import { CommandButton } from '../../ui/command-button.tsx';
import { DateText } from '../../ui/date-text.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { FiguresStamp } from '../../ui/figures-stamp.tsx';
import { exactDate } from '../../ui/format/date-format.ts';
import { useFormat } from '../../ui/format/locale.tsx';
import { Pane } from '../../ui/pane.tsx';
import { LoadingAccount } from '../account/account-page.tsx';
import { useNextSteps } from '../worklist/use-next-steps.tsx';
import classes from './today.module.css';
import { TodaySection } from './today-section.tsx';

/** The morning: what was promised, planned and got stuck, and what came in. */
export function TodayScreen() {
  const { locale } = useFormat();
  const view = useQuery(useQueries().today.view.queryOptions());
  const [all, setAll] = useWindowState<readonly SectionName[]>('today.all', []);
  const withoutStep = view.data?.sections.find(({ section }) => section === 'without_step')?.total ?? 0;
  const nextSteps = useNextSteps({ withoutStep, params: {} });
  useCommands([
    {
      id: 'today.start',
      title: 'Start working: focus on the worklist',
      group: 'List',
      keys: ['shift+f'],
      run: () => navigate({ screen: 'worklist', params: { focus: '1' } }),
    },
  ]);
  if (view.isError) return <ErrorState error={view.error} onRetry={() => void view.refetch()} />;
  if (!view.data) return <LoadingAccount />;
  const { today, since, figures, figuresTooOld, sections } = view.data;
  const nothing = figures.at === null;
  return (
    <Pane
      title="Today"
      subtitle={exactDate(today, locale)}
      actions={
        nothing ? undefined : <CommandButton command="today.start" label="Start working" variant="filled" />
      }
    >
      {nextSteps}
      {nothing ? (
        <EmptyState
          icon={<IconSunrise size={24} aria-hidden="true" />}
          title="Nothing to do yet"
          action={
            <Button variant="filled" onClick={() => navigate({ screen: 'imports' })}>
              Import a file
            </Button>
          }
        >
          Import the open invoices from your accounting system, and every morning begins here: promises that
          are due, calls, disputes that are stuck, and what was paid.
        </EmptyState>
      ) : (
        <>
          <p className={classes.figures} data-old={figuresTooOld || undefined}>
            <FiguresStamp figures={figures} />
            {figuresTooOld ? '. They are too old to ask anybody: read the books again first.' : null}
          </p>
          <div className={classes.sections}>
            {sections.map(({ section, total, rows }) => (
              <TodaySection
                key={section}
                section={section}
                total={total}
                rows={rows}
                all={all.includes(section)}
                onAll={() => setAll([...all, section])}
                aside={
                  section === 'payments' ? (
                    <>
                      since <DateText date={since} absolute />
                    </>
                  ) : section === 'without_step' && total > 0 ? (
                    <CommandButton command="worklist.nextSteps" label="Plan them" />
                  ) : undefined
                }
              />
            ))}
          </div>
        </>
      )}
    </Pane>
  );
}
