import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useQueries } from '../../api/engine-context.tsx';
import { replaceLocation } from '../../app/location/use-location.ts';
import { usePreferences } from '../../app/preferences/preferences.tsx';
import { useFormat } from '../../ui/format/locale.tsx';

const SEEN = 'today.seen';

/**
 * The first look of a day at a workspace is Today, wherever the window stood the evening before; in one that came from a
 * handoff it is the first hour. Who opens a window for the first time is led by the first start instead.
 */
export function FirstOfDay() {
  const { today } = useFormat();
  const { change } = usePreferences();
  const queries = useQueries();
  const coverage = useQuery(queries.takeover.coverage.queryOptions());
  const preferences = useQuery(queries.app.preferences.get.queryOptions()).data;
  const asked = useRef(false);
  useEffect(() => {
    if (asked.current || preferences === undefined || coverage.isPending) return;
    asked.current = true;
    const seen = preferences.layout[SEEN];
    if (seen === today) return;
    const covering = coverage.data?.coverage != null;
    if (covering) replaceLocation({ screen: 'first-hour', id: null, params: {} });
    else if (typeof seen === 'string') replaceLocation({ screen: 'today', id: null, params: {} });
    change(({ layout }) => ({ layout: { ...layout, [SEEN]: today } }));
  }, [preferences, coverage, today, change]);
  return null;
}
