import { IconTemplate } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Template } from '../../../shared/contract/templates.ts';
import { TEMPLATE_STAGES } from '../../../shared/domain/letters/stages.ts';
import { useQueries } from '../../api/engine-context.tsx';
import { SplitPanes } from '../../app/frame/split-panes.tsx';
import { navigate, replaceLocation, useLocation } from '../../app/location/use-location.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Pane } from '../../ui/pane.tsx';
import type { Column } from '../../ui/table/column.ts';
import { DataTable } from '../../ui/table/data-table.tsx';
import { Tag } from '../../ui/tag.tsx';
import { TemplateEditor } from './template-editor.tsx';
import { STAGE_PURPOSES, STAGE_TITLES, templateState } from './template-words.ts';
import { type UnsavedWording, useUnsavedWording } from './use-unsaved-wording.ts';

/** The five letters: which wording is in use, who answers for it, and the place to change it. */
export function TemplatesScreen() {
  const location = useLocation();
  const templates = useQuery(useQueries().templates.list.queryOptions());
  const unsaved = useUnsavedWording();
  const rows = useMemo(() => templates.data && inOrder(templates.data), [templates.data]);
  const columns = useMemo(() => templateColumns(unsaved), [unsaved]);
  const keyOf = (template: Template) => `${template.stage}-${template.language}`;
  const active = rows?.find((template) => keyOf(template) === location.id) ?? rows?.[0] ?? null;
  const opened = location.params.full === '1' && active !== null;
  const table = (
    <Pane title="Templates" ownScroll>
      <DataTable
        id="templates"
        label="Templates"
        columns={columns}
        rows={rows ?? null}
        rowKey={keyOf}
        active={active && keyOf(active)}
        onActivate={(template) => replaceLocation({ id: keyOf(template) })}
        onOpen={(template) => navigate({ screen: 'templates', id: keyOf(template), params: { full: '1' } })}
        primary
        empty={
          <EmptyState icon={<IconTemplate size={24} aria-hidden="true" />} title="No templates">
            The shipped wording is missing from this workspace. Restore a backup, or create a new workspace.
          </EmptyState>
        }
        error={
          templates.error ? (
            <ErrorState error={templates.error} onRetry={() => void templates.refetch()} />
          ) : undefined
        }
      />
    </Pane>
  );
  return (
    <SplitPanes
      id="templates"
      initial={0.24}
      list={table}
      opened={opened}
      detail={
        active ? (
          <TemplateEditor
            key={keyOf(active)}
            template={active}
            unsaved={unsaved}
            opened={opened}
            onClose={() => navigate({ screen: 'templates', id: keyOf(active) })}
          />
        ) : null
      }
    />
  );
}

function inOrder(templates: readonly Template[]): readonly Template[] {
  return [...templates].sort(
    (left, right) =>
      TEMPLATE_STAGES.indexOf(left.stage) - TEMPLATE_STAGES.indexOf(right.stage) ||
      left.language.localeCompare(right.language),
  );
}

function templateColumns(unsaved: UnsavedWording): readonly Column<Template>[] {
  return [
    {
      id: 'stage',
      header: 'Letter',
      width: 96,
      fixed: true,
      cell: (template) => <span title={STAGE_PURPOSES[template.stage]}>{STAGE_TITLES[template.stage]}</span>,
      sheet: (template) => STAGE_TITLES[template.stage],
    },
    {
      id: 'version',
      header: 'Version',
      width: 62,
      align: 'right',
      cell: (template) => template.version,
      sheet: (template) => template.version,
    },
    {
      id: 'state',
      header: 'Wording',
      width: 100,
      cell: (template) => {
        const state = templateState(template, unsaved.of(template) !== null);
        return <Tag tone={state.tone}>{state.text}</Tag>;
      },
      sheet: (template) => templateState(template, false).text,
    },
  ];
}
