import {
  CRM_ACTIVITIES,
  type CrmActivity,
  type CrmSubject,
  type CrmSystem,
} from '../../../../shared/domain/crm/crm-kinds.ts';
import {
  addDays,
  dateInZone,
  LAST_DATE,
  type PlainDate,
  startOfDay,
} from '../../../../shared/domain/dates.ts';
import type { AccountId } from '../../../../shared/domain/ids.ts';
import type { CrmScope, CrmTouchpointRow } from '../../db/queries/crm.ts';
import type { WorklistFilterInput } from '../../db/queries/worklist-filter.ts';
import { EngineError } from '../../platform/engine-error.ts';
import { CSV_MIME, toCsv } from '../exports/csv.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';
import { accountsOfFilter } from './accounts-of-filter.ts';
import { type Activity, activityOfEntry, activityOfTask, entryKindsOf } from './activity.ts';
import { CRM_LAYOUTS } from './crm-layout.ts';

export interface CrmExport {
  readonly system: CrmSystem;
  readonly subject: CrmSubject;
  /** Of touchpoints: which kinds; empty for all. A CRM that imports each kind by itself gets a file for each. */
  readonly activities: readonly CrmActivity[];
  /** Days in the workspace's time zone, both included; they narrow touchpoints, a planned step by its day. */
  readonly from: PlainDate | null;
  readonly to: PlainDate | null;
  /** Whose: ticked accounts, those of a list or view, or all. */
  readonly accounts: readonly AccountId[] | WorklistFilterInput | null;
  /** Only touchpoints behind the last export to this CRM that was narrowed to no account and no first day. */
  readonly newOnly: boolean;
}

export interface CrmFile {
  readonly name: string;
  readonly mime: string;
  readonly bytes: Uint8Array;
  readonly rows: number;
  /** What a file of touchpoints holds, where it holds one kind. */
  readonly activity: CrmActivity | null;
}

/**
 * Accounts, contacts or touchpoints as CSV in the columns that a CRM imports. Every row carries an id that stays the
 * same, so that a second import finds it again. An export that holds something stands in the log. Errors: `validation` for a period that ends
 * before it begins.
 */
export async function exportCrm(workspace: OpenWorkspace, request: CrmExport): Promise<readonly CrmFile[]> {
  const { system, subject, from, to } = request;
  if (from !== null && to !== null && to < from) {
    throw new EngineError('validation', 'The period ends before it begins. Turn the two dates around.', {
      field: 'to',
    });
  }
  const scope = await scopeOf(workspace, request.accounts);
  const { files, upTo, activities } = await filesOf(workspace, request, scope);
  const rows = files.reduce((sum, file) => sum + file.rows, 0);
  if (rows === 0) return files;
  await workspace.db.write(
    'recordCrmExport',
    { system, subject, activities, rows, from, to, upTo, files: files.map(({ name }) => name) },
    workspace.context(),
  );
  return files;
}

interface Written {
  readonly files: readonly CrmFile[];
  readonly activities: readonly CrmActivity[];
  /** Up to which entry of the log everything has left by now; null when the export was narrowed, or had none. */
  readonly upTo: number | null;
}

async function filesOf(workspace: OpenWorkspace, request: CrmExport, scope: CrmScope): Promise<Written> {
  const { system, subject } = request;
  const layout = CRM_LAYOUTS[system];
  const { mark } = layout;
  const fileOf = (what: string, bytes: Uint8Array, rows: number, activity: CrmActivity | null): CrmFile => ({
    name: `${system}-${what}-${workspace.today()}.csv`,
    mime: CSV_MIME,
    bytes,
    rows,
    activity,
  });
  if (subject === 'accounts') {
    const rows = await workspace.db.read('crmAccounts', scope);
    const bytes = toCsv(layout.accounts, rows, { mark });
    return { files: [fileOf(subject, bytes, rows.length, null)], activities: [], upTo: null };
  }
  if (subject === 'contacts') {
    const rows = await workspace.db.read('crmContacts', scope);
    const bytes = toCsv(layout.contacts, rows, { mark });
    return { files: [fileOf(subject, bytes, rows.length, null)], activities: [], upTo: null };
  }
  const chosen = request.activities.length === 0 ? CRM_ACTIVITIES : [...new Set(request.activities)];
  const { activities, upTo } = await activitiesOf(workspace, request, chosen, scope);
  const oneFile = layout.activitiesTogether || chosen.length === 1;
  const [first = 'notes'] = chosen;
  const files = oneFile
    ? [
        fileOf(
          chosen.length === 1 ? first : subject,
          toCsv(layout.activities(first), activities, { mark }),
          activities.length,
          chosen.length === 1 ? first : null,
        ),
      ]
    : chosen.flatMap((activity) => {
        const rows = activities.filter((row) => row.activity === activity);
        if (rows.length === 0) return [];
        return [fileOf(activity, toCsv(layout.activities(activity), rows, { mark }), rows.length, activity)];
      });
  return { files, activities: chosen, upTo };
}

async function activitiesOf(
  workspace: OpenWorkspace,
  request: CrmExport,
  chosen: readonly CrmActivity[],
  scope: CrmScope,
): Promise<{ readonly activities: readonly Activity[]; readonly upTo: number | null }> {
  const { from, to } = request;
  const period = {
    from: from === null ? null : startOfDay(from, workspace.timeZone),
    to: to === null || to >= LAST_DATE ? null : startOfDay(addDays(to, 1), workspace.timeZone),
  };
  const entries: CrmTouchpointRow[] = [];
  for (const activity of chosen.filter((one) => one !== 'tasks')) {
    const after = request.newOnly
      ? (await workspace.db.read('crmExportedUpTo', { system: request.system, activity })).seq
      : 0;
    const kinds = entryKindsOf([activity]);
    entries.push(...(await workspace.db.read('crmTouchpoints', { ...scope, ...period, kinds, after })));
  }
  entries.sort((left, right) => left.seq - right.seq);
  const tasks = chosen.includes('tasks') ? await workspace.db.read('crmTasks', scope) : [];
  const due = tasks.filter(({ date }) => (from === null || date >= from) && (to === null || date <= to));
  return {
    activities: [
      ...entries.map((row) => activityOfEntry(row, dateInZone(row.at, workspace.timeZone))),
      ...due.map(activityOfTask),
    ],
    upTo: scope.accounts === null && from === null ? (entries.at(-1)?.seq ?? null) : null,
  };
}

async function scopeOf(workspace: OpenWorkspace, accounts: CrmExport['accounts']): Promise<CrmScope> {
  if (accounts === null) return { accounts: null };
  return { accounts: 'scope' in accounts ? await accountsOfFilter(workspace, accounts) : accounts };
}
