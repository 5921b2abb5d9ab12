import type { WorklistFilter } from '../../../shared/contract/worklist.ts';
import { worklistFilterSchema, worklistSortSchema } from '../../../shared/contract/worklist.ts';
import type { AccountId, ViewId } from '../../../shared/domain/ids.ts';
import { exportWorklist } from '../services/worklist/export-worklist.ts';
import type { OpenWorkspace } from '../services/workspace/open-workspace.ts';
import { api } from './base.ts';
import type { EngineContext } from './context.ts';
import { offerDownload } from './downloads.ts';

export const worklist = {
  page: api.worklist.page.handler(({ context, input }) => {
    const workspace = context.session.workspace();
    const today = workspace.today();
    return workspace.db.read('worklistPage', { ...input, asOf: input.asOf ?? today, today });
  }),
  aging: api.worklist.aging.handler(async ({ context, input }) => {
    const workspace = context.session.workspace();
    const today = workspace.today();
    const asOf = input.asOf ?? today;
    const { totals } = await workspace.db.read('agingReport', {
      asOf,
      today,
      basis: input.basis,
      byAccount: false,
    });
    return { asOf, totals };
  }),
  planStep: api.worklist.planStep.handler(async ({ context, input }) => {
    const workspace = context.session.workspace();
    const { output } = await workspace.db.write('planStep', input, workspace.context());
    tellAccounts(context, input.accountIds);
    return { previous: [...output] };
  }),
  setOwner: api.worklist.setOwner.handler(async ({ context, input }) => {
    const workspace = context.session.workspace();
    const { output } = await workspace.db.write('setAccountOwner', input, workspace.context());
    tellAccounts(context, input.accountIds);
    return { previous: [...output] };
  }),
  export: api.worklist.export.handler(async ({ context, input }) =>
    offerDownload(context.files, await exportWorklist(context.session.workspace(), input)),
  ),
  views: {
    list: api.worklist.views.list.handler(({ context }) => views(context.session.workspace())),
    save: api.worklist.views.save.handler(async ({ context, input }) => {
      const workspace = context.session.workspace();
      const { output } = await workspace.db.write(
        'saveView',
        {
          id: input.id ?? null,
          name: input.name,
          filterJson: JSON.stringify(input.filter),
          sortJson: JSON.stringify(input.sort),
        },
        workspace.context(),
      );
      context.hub.changed('views');
      context.hub.changed('log');
      return requireView(workspace, output.id);
    }),
    remove: api.worklist.views.remove.handler(async ({ context, input }) => {
      const workspace = context.session.workspace();
      const { entries } = await workspace.db.write('removeView', input, workspace.context());
      context.hub.changed('views');
      context.hub.changed('log');
      return { removed: entries.length > 0 };
    }),
  },
};

function tellAccounts({ hub }: EngineContext, ids: readonly AccountId[]): void {
  for (const topic of ['accounts', 'timeline', 'worklist'] as const) hub.changed(topic, [...ids]);
  hub.changed('views');
  hub.changed('log');
}

async function views(workspace: OpenWorkspace) {
  const rows = await workspace.db.read('savedViews', { today: workspace.today() });
  return rows.map(({ id, name, filterJson, sortJson, count }) => ({
    id,
    name,
    filter: worklistFilterSchema.parse(JSON.parse(filterJson)) as WorklistFilter,
    sort: worklistSortSchema.parse(JSON.parse(sortJson)),
    count,
  }));
}

async function requireView(workspace: OpenWorkspace, id: ViewId) {
  const view = (await views(workspace)).find((row) => row.id === id);
  if (view === undefined) throw new Error('A view that was just saved is missing.');
  return view;
}
