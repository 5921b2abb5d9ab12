import { type Settings, settingsSchema } from '../../../../shared/contract/settings.ts';
import { DEFAULT_EDGES } from '../../../../shared/domain/aging/buckets.ts';
import { DEFAULT_CALL_GUIDE } from '../../../../shared/domain/calls/guide.ts';
import { DEFAULT_CONTACT_SETTINGS } from '../../../../shared/domain/contact-rules/settings.ts';
import { DEFAULT_GATE_SETTINGS } from '../../../../shared/domain/gate/settings.ts';
import { DEFAULT_GRACE_DAYS } from '../../../../shared/domain/promises/decide-promise.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';

/** Settings of a workspace with the defaults where nothing was set. `company.name` defaults to the workspace's name. */
export async function readSettings(workspace: OpenWorkspace): Promise<Settings> {
  return withDefaults(await workspace.db.read('settings', null), workspace.name);
}

/** Replaces whole groups, then works out again what rests on them. Returns the settings as they are now. */
export async function changeSettings(workspace: OpenWorkspace, groups: Partial<Settings>): Promise<Settings> {
  const { entries } = await workspace.db.write('changeSettings', { groups }, workspace.context());
  const ageAgain = [groups.agingEdges, groups.priorityWeights, groups.gate].some(
    (group) => group !== undefined,
  );
  if (entries.length > 0 && ageAgain)
    await workspace.db.maintain('ageSummaries', { force: true }, workspace.context());
  return readSettings(workspace);
}

/** A stored group that this version cannot read counts as not set: a default is better than no screen. */
export function withDefaults(stored: Readonly<Record<string, unknown>>, workspaceName: string): Settings {
  const defaults: Settings = {
    company: {
      name: workspaceName,
      address: '',
      phone: '',
      email: '',
      paymentInstructions: '',
      portalUrl: '',
    },
    sender: { name: '', title: '', email: '', phone: '' },
    stageSenders: {},
    agingEdges: [...DEFAULT_EDGES],
    priorityWeights: {},
    gate: {
      recentContactDays: DEFAULT_GATE_SETTINGS.recentContactDays,
      staleWarnDays: DEFAULT_GATE_SETTINGS.staleWarnDays,
      staleBlockDays: DEFAULT_GATE_SETTINGS.staleBlockDays,
      syncWarnHours: DEFAULT_GATE_SETTINGS.syncWarnHours,
      syncBlockHours: DEFAULT_GATE_SETTINGS.syncBlockHours,
    },
    promises: { graceDays: DEFAULT_GRACE_DAYS },
    contact: DEFAULT_CONTACT_SETTINGS,
    callGuide: { script: DEFAULT_CALL_GUIDE.script, checklist: [...DEFAULT_CALL_GUIDE.checklist] },
    idleLockMinutes: 15,
  };
  const groups = Object.entries(settingsSchema.shape).flatMap(([name, schema]) => {
    const parsed = schema.safeParse(stored[name]);
    return parsed.success ? [[name, parsed.data] as const] : [];
  });
  return { ...defaults, ...Object.fromEntries(groups) };
}
