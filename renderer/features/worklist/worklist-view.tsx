import { useEffect, useMemo, useState } from 'react';
import type { WorklistItem } from '../../../shared/contract/worklist.ts';
import { useCommands } from '../../app/commands/commands-context.tsx';
import type { ComposeTarget } from '../../app/compose/compose-context.tsx';
import { SplitPanes } from '../../app/frame/split-panes.tsx';
import { navigate, replaceLocation, useLocation } from '../../app/location/use-location.ts';
import { NOTHING_SELECTED } from '../../ui/table/row-selection.ts';
import { AccountActions } from '../account/account-actions.tsx';
import { AccountPage, LoadingAccount } from '../account/account-page.tsx';
import { useAgingEdges } from '../account/use-aging-edges.ts';
import { CrmExportDialog } from '../crm/crm-export-dialog.tsx';
import { FocusMode } from '../focus/focus-mode.tsx';
import { useFocusRun } from '../focus/use-focus-run.ts';
import { HandOverAction } from '../handoffs/hand-over-action.tsx';
import { useAsOf } from '../looking-back/use-as-of.ts';
import { ExportWorklist } from './export-worklist.tsx';
import { OwnerAction } from './owner-dialog.tsx';
import { useCursor } from './use-cursor.ts';
import { useNextSteps } from './use-next-steps.tsx';
import { useReadAhead } from './use-read-ahead.ts';
import { useWorklist, worklistKey } from './use-worklist.ts';
import { useWorklistQuery } from './use-worklist-query.ts';
import type { WorklistKind } from './worklist-filter.ts';
import { WorklistPane } from './worklist-pane.tsx';

const NO_FACETS = { currencies: [], countries: [] };

/** List and account side by side: the worklist, a saved view of it, or all customers. */
export function WorklistView({ kind }: { readonly kind: WorklistKind }) {
  const location = useLocation();
  const { asOf } = useAsOf();
  const edges = useAgingEdges();
  const state = useWorklistQuery(kind);
  const { query } = state;
  const list = useWorklist(query);
  const [selection, setSelection] = useState(NOTHING_SELECTED);
  const [ticked, setTicked] = useState<ComposeTarget | null>(null);
  const cursor = useCursor(list.rows, location);
  const focused = location.params.focus === '1' && kind === 'worklist' && asOf === null;
  const run = useFocusRun(list, cursor, focused);
  useReadAhead(list.rows, cursor.item, focused);
  const opened = location.params.full === '1';
  const [exporting, setExporting] = useState<'list' | 'crm' | null>(null);
  const total = list.first?.total ?? 0;
  const nextSteps = useNextSteps({
    withoutStep: asOf === null ? (list.first?.withoutStep ?? 0) : 0,
    params: location.params,
  });
  useCommands([
    {
      id: 'worklist.export',
      title: 'Export the list',
      group: 'List',
      keys: ['shift+e'],
      when: () => total > 0,
      run: () => setExporting('list'),
    },
    {
      id: 'worklist.exportCrm',
      title: 'Export the accounts of the list for a CRM',
      group: 'List',
      when: () => total > 0,
      run: () => setExporting('crm'),
    },
    ...(kind === 'worklist' && !focused
      ? [
          {
            id: 'worklist.focus',
            title: 'Focus: one account at a time',
            group: 'List' as const,
            keys: ['shift+f'],
            when: () => total > 0 && asOf === null,
            run: () => {
              setSelection(NOTHING_SELECTED);
              replaceLocation({ params: { ...location.params, focus: '1' } });
            },
          },
        ]
      : []),
  ]);
  const selected = useMemo(
    () => (list.rows ?? []).filter((item) => selection.keys.has(worklistKey(item))),
    [list.rows, selection],
  );
  const open = (item: WorklistItem) =>
    navigate({
      screen: kind,
      id: item.accountId,
      params: { ...location.params, currency: item.currency, full: '1' },
    });
  const close = () => {
    const { full: _, ...params } = location.params;
    navigate({ ...location, params });
  };
  const leaveFocus = () => {
    const { focus: _, ...params } = location.params;
    replaceLocation({ params });
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: another filter or view begins without ticks
  useEffect(() => setSelection(NOTHING_SELECTED), [query]);

  const targets = selected.length > 0 ? selected : cursor.item ? [cursor.item] : [];
  const done = () => {
    if (selected.length > 0) setSelection(NOTHING_SELECTED);
    else if (focused) run.worked();
    else cursor.next();
  };
  return (
    <AccountActions targets={targets} several={selected.length > 0} ticked={ticked} onDone={done}>
      <OwnerAction targets={targets} onDone={done} />
      <HandOverAction targets={targets} filter={query.filter} total={total} />
      {nextSteps}
      {exporting === 'list' ? (
        <ExportWorklist
          query={query}
          rows={total}
          facets={list.first?.facets ?? NO_FACETS}
          edges={edges}
          onCrm={() => setExporting('crm')}
          onClose={() => setExporting(null)}
        />
      ) : null}
      {exporting === 'crm' ? (
        <CrmExportDialog
          start={{ subject: 'accounts', accounts: query.filter, from: null, to: null }}
          whose="the accounts of this list, as of today"
          onClose={() => setExporting(null)}
        />
      ) : null}
      {focused ? (
        <FocusMode list={list} cursor={cursor} run={run} onTick={setTicked} onLeave={leaveFocus} />
      ) : (
        <SplitPanes
          id="worklist"
          initial={0.55}
          opened={opened}
          listAlone={cursor.accountId === null && list.rows?.length === 0}
          list={
            <WorklistPane
              kind={kind}
              state={state}
              list={list}
              active={cursor.key}
              selection={selection}
              selected={selected}
              onSelect={setSelection}
              onOpen={open}
              onExport={() => setExporting('list')}
            />
          }
          detail={
            cursor.accountId ? (
              <AccountPage
                accountId={cursor.accountId}
                currency={cursor.currency}
                opened={opened}
                onTick={setTicked}
                onClose={close}
                onOpen={() => cursor.item && open(cursor.item)}
              />
            ) : (
              <LoadingAccount />
            )
          }
        />
      )}
    </AccountActions>
  );
}
