import { describe, expect, it } from 'vitest';
import {
  changeSettings,
  readSettings,
  withDefaults,
} from '../../../electron/engine/services/settings/settings-service.ts';
import { saveTemplate } from '../../../electron/engine/services/templates/templates-service.ts';
import { worklistFilterSchema } from '../../../shared/contract/worklist.ts';
import type { ViewId } from '../../../shared/domain/ids.ts';
import type { MinorUnits } from '../../../shared/domain/money.ts';
import { type EngineTest, engineTest } from '../../support/engine/engine-test.ts';
import { importRows } from '../../support/engine/ledger-files.ts';
import { logged } from '../../support/engine/logged.ts';

const filterJson = JSON.stringify(worklistFilterSchema.parse({}));
const sortJson = JSON.stringify({ key: 'overdue', descending: true });
const view = (name: string, more: object = {}) => ({ id: null, name, filterJson, sortJson, ...more });
const views = async ({ workspace }: EngineTest) =>
  workspace.db.read('savedViews', { today: workspace.today() });

async function withBooks(): Promise<EngineTest> {
  const engine = await engineTest();
  const row = (customerNumber: string, dueDate: string, amount: string) => ({
    customerNumber,
    invoiceNumber: '1',
    invoiceDate: '2026-04-01',
    dueDate,
    amount,
  });
  await importRows(engine.workspace, [
    row('A', '2026-05-02', '100.00'),
    row('B', '2026-05-01', '50.00'),
    row('C', '2026-06-30', '70.00'),
  ]);
  return engine;
}

describe('a saved view', () => {
  it('is listed by name, whatever the case, with its number of rows', async () => {
    const engine = await withBooks();
    const large = { ...worklistFilterSchema.parse({}), minOverdue: 6_000 as MinorUnits };
    const all = { ...worklistFilterSchema.parse({}), scope: 'open' };
    await logged(engine, 'saveView', view('beta'));
    const { entries } = await logged(
      engine,
      'saveView',
      view('Alpha', { filterJson: JSON.stringify(large) }),
    );
    await logged(engine, 'saveView', view('Gamma', { filterJson: JSON.stringify(all) }));
    expect((await views(engine)).map(({ name, count }) => [name, count])).toEqual([
      ['Alpha', 1],
      ['beta', 2],
      ['Gamma', 3],
    ]);
    expect(entries[0]).toMatchObject({
      kind: 'view_saved',
      account: null,
      payload: { summary: 'View saved: Alpha', filter: large },
    });
  });

  it('counts what is overdue on the day, also before anybody aged the figures for it', async () => {
    const engine = await withBooks();
    await logged(engine, 'saveView', view('Mine'));
    engine.clock.forward(30);
    expect(await views(engine)).toMatchObject([{ count: 3 }]);
  });

  it('is replaced by its id, keeps its name for itself, and comes back under its id when it was removed', async () => {
    const engine = await withBooks();
    const { output } = await logged(engine, 'saveView', view('Mine'));
    const { id } = output as { id: ViewId };
    const before = engine.rows('SELECT id, name, filter_json, sort_json FROM saved_view');
    await expect(logged(engine, 'saveView', view('Mine'))).rejects.toMatchObject({
      code: 'conflict',
      message: 'There is a view called "Mine" already. Choose another name.',
    });
    const other = { id, name: 'Ours', sortJson: JSON.stringify({ key: 'name', descending: false }) };
    await logged(engine, 'saveView', view('', other));
    expect(await views(engine)).toMatchObject([other]);
    expect((await logged(engine, 'saveView', view('', other))).entries).toEqual([]);
    await logged(engine, 'saveView', view('Mine', { id }));
    const { entries } = await logged(engine, 'removeView', { id });
    expect(entries[0]).toMatchObject({
      kind: 'view_removed',
      payload: { summary: 'View removed: Mine', view: id },
    });
    expect(await views(engine)).toEqual([]);
    expect((await logged(engine, 'removeView', { id })).entries).toEqual([]);
    await logged(engine, 'saveView', view('Mine', { id }));
    expect(engine.rows('SELECT id, name, filter_json, sort_json FROM saved_view')).toEqual(before);
  });
});

describe('settings', () => {
  it('are logged group by group with what stood there, and not when nothing changes', async () => {
    const engine = await engineTest();
    const first = await logged(engine, 'changeSettings', { groups: { idleLockMinutes: 5 } });
    expect(first.entries).toEqual([
      {
        kind: 'settings_changed',
        account: null,
        payload: {
          summary: 'Settings changed: idleLockMinutes',
          changed: { idleLockMinutes: { before: null, after: 5 } },
        },
      },
    ]);
    const gate = { recentContactDays: 1, staleWarnDays: 2, staleBlockDays: 3 };
    const second = await logged(engine, 'changeSettings', { groups: { idleLockMinutes: 5, gate } });
    expect(second.entries[0]?.payload.changed).toEqual({ gate: { before: null, after: gate } });
    const third = await logged(engine, 'changeSettings', {
      groups: { gate: { ...gate, staleWarnDays: 9 }, idleLockMinutes: 0 },
    });
    expect(third.entries[0]?.payload).toEqual({
      summary: 'Settings changed: gate, idleLockMinutes',
      changed: {
        gate: { before: gate, after: { ...gate, staleWarnDays: 9 } },
        idleLockMinutes: { before: 5, after: 0 },
      },
    });
    expect((await logged(engine, 'changeSettings', { groups: {} })).entries).toEqual([]);
  });

  it('fall back to their defaults, group by group, where a group cannot be read', () => {
    const known = withDefaults({}, 'Halden');
    expect(known.company.name).toBe('Halden');
    expect(withDefaults({ gate: 'none', agingEdges: [30, 20, 10], idleLockMinutes: 7 }, 'Halden')).toEqual({
      ...known,
      idleLockMinutes: 7,
    });
  });

  it('of aging and priority are in force in the worklist at once, and gone when they are set back', async () => {
    const engine = await withBooks();
    const rows = () =>
      engine.rows<{ score: number; d1_30_minor: number }>(
        'SELECT * FROM account_summary ORDER BY account_id, currency',
      );
    const before = rows();
    const settings = await readSettings(engine.workspace);
    const changed = await changeSettings(engine.workspace, { agingEdges: [10, 20, 30] });
    expect(changed).toEqual({ ...settings, agingEdges: [10, 20, 30] });
    expect(rows().map((row) => row.d1_30_minor)).toEqual([0, 0, 0]);
    await changeSettings(engine.workspace, { agingEdges: settings.agingEdges });
    expect(rows()).toEqual(before);
    await changeSettings(engine.workspace, {
      priorityWeights: { never_contacted: 0, no_contact: 0, amount: 0 },
    });
    const weights = Object.fromEntries(
      engine
        .rows<{ reasons_json: string }>('SELECT reasons_json FROM account_summary')
        .flatMap((row) => JSON.parse(row.reasons_json) as { code: string }[])
        .map(({ code }) => [code, 0]),
    );
    await changeSettings(engine.workspace, { priorityWeights: weights });
    expect(rows().map((row) => row.score)).toEqual([0, 0, 0]);
    await changeSettings(engine.workspace, { priorityWeights: {} });
    expect(rows()).toEqual(before);
  });
});

describe('a wording', () => {
  const wording = { stage: 'firm', language: 'en', subject: 'Late', body: 'Please pay.' } as const;
  const inUse = async ({ workspace }: EngineTest) =>
    (await workspace.db.read('templatesInUse', null)).find(({ stage }) => stage === 'firm');

  it('is a new version, not approved until a person does, who then stands for it alone', async () => {
    const engine = await engineTest();
    const shipped = await inUse(engine);
    expect(shipped).toMatchObject({ version: 1, shipped: true, approved: true });
    const { entries, output } = await logged(engine, 'saveTemplate', wording);
    expect(entries[0]).toEqual({
      kind: 'template_changed',
      account: null,
      payload: { summary: 'Template firm (en) changed: version 2, not yet approved', ...wording, version: 2 },
    });
    const { id } = output as { id: never };
    expect(await inUse(engine)).toMatchObject({
      ...wording,
      id,
      version: 2,
      shipped: false,
      approved: false,
    });
    expect((await logged(engine, 'saveTemplate', wording)).entries).toEqual([]);
    const approval = await logged(engine, 'approveTemplate', { id });
    expect(approval.entries[0]?.payload).toEqual({
      summary: 'Template firm (en) version 2 approved',
      template: id,
    });
    const approved = engine.rows('SELECT approved_by, approved_at FROM template WHERE id = ?', id);
    const other = { ...engine.workspace.context(), actor: 'Tom' };
    expect((await engine.workspace.db.write('approveTemplate', { id }, other)).entries).toEqual([]);
    expect(engine.rows('SELECT approved_by, approved_at FROM template WHERE id = ?', id)).toEqual(approved);
    await logged(engine, 'saveTemplate', {
      ...wording,
      subject: shipped?.subject ?? '',
      body: shipped?.body ?? '',
    });
    const versions = await engine.workspace.db.read('templateVersions', { stage: 'firm', language: 'en' });
    expect(versions.map(({ version, approved: isApproved }) => [version, isApproved])).toEqual([
      [3, false],
      [2, true],
      [1, true],
    ]);
    expect((await engine.workspace.db.read('templatesInUse', null)).length).toBe(5);
    for (const refused of [
      engine.workspace.db.read('templateById', { id: 'none' as never }),
      logged(engine, 'approveTemplate', { id: 'none' as never }),
    ]) {
      await expect(refused).rejects.toMatchObject({
        code: 'not_found',
        message: 'There is no such template.',
      });
    }
  });

  it('that cannot be used is not kept', async () => {
    const engine = await engineTest();
    for (const body of ['{{ nobody.knows }}', '{% for %}', '{% for i in (1..99999999) %}x{% endfor %}']) {
      await expect(saveTemplate(engine.workspace, { ...wording, body })).rejects.toMatchObject({
        code: 'bad_template',
      });
    }
    expect(await inUse(engine)).toMatchObject({ version: 1 });
  });
});
