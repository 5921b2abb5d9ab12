import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { type CrmExport, exportCrm } from '../../../electron/engine/services/crm/export-crm.ts';
import { worklistFilterSchema } from '../../../shared/contract/worklist.ts';
import { type EngineTest, engineTest } from '../../support/engine/engine-test.ts';
import { importRows } from '../../support/engine/ledger-files.ts';

const ALL: Omit<CrmExport, 'system' | 'subject'> = {
  activities: [],
  from: null,
  to: null,
  accounts: null,
  newOnly: false,
};

/** Anker is late, Contoso is not due; today is the 1st of June. */
async function books() {
  const engine = await engineTest({ timeZone: 'Pacific/Auckland' });
  await importRows(engine.workspace, [
    {
      customerNumber: '0007',
      customerName: '=Anker "AG", Köln',
      invoiceNumber: '1',
      amount: '10.00',
      invoiceDate: '2026-03-01',
      dueDate: '2026-04-01',
      country: 'DE',
    },
    {
      customerNumber: '0008',
      customerName: 'Contoso',
      invoiceNumber: '2',
      amount: '10.00',
      invoiceDate: '2026-05-31',
      dueDate: '2026-07-01',
    },
  ]);
  return engine;
}

async function touch(
  engine: EngineTest,
  key: string,
  kind: 'note' | 'call' | 'letter' | 'mail' | 'meeting',
  text: string,
) {
  const { workspace } = engine;
  const outcome = kind === 'call' ? 'voicemail' : null;
  const accountId = await engine.account(key);
  await workspace.db.write('addTouchpoint', { accountId, kind, outcome, text }, workspace.context());
}

const records = (bytes: Uint8Array | undefined): Record<string, string>[] =>
  parse(Buffer.from(bytes ?? []), { bom: true, columns: true });

async function rowsOf(
  engine: EngineTest,
  request: Partial<CrmExport> & Pick<CrmExport, 'system' | 'subject'>,
) {
  const [file] = await exportCrm(engine.workspace, { ...ALL, ...request });
  return records(file?.bytes);
}

const exported = (engine: EngineTest) =>
  engine
    .rows<{ payload: string }>(
      "SELECT payload FROM touchpoint JOIN touchpoint_payload USING (seq) WHERE kind = 'crm_exported' ORDER BY seq",
    )
    .map(({ payload }) => JSON.parse(payload) as Record<string, unknown>);

describe('accounts for a CRM', () => {
  it('stand in the columns of its import, each with the id that a second import finds again', async () => {
    const engine = await books();
    const id = await engine.account('0007');
    expect((await rowsOf(engine, { system: 'hubspot', subject: 'accounts' }))[0]).toEqual({
      'Duebook ID': id,
      'Company name': `'=Anker "AG", Köln`,
      'Customer number': '0007',
      'Country/Region': 'DE',
      'Payment terms': '',
    });
    const first = await rowsOf(engine, { system: 'salesforce', subject: 'accounts' });
    expect(first[0]).toEqual({
      Duebook_ID__c: id,
      Name: `'=Anker "AG", Köln`,
      AccountNumber: '0007',
      BillingCountry: 'DE',
    });
    expect(await rowsOf(engine, { system: 'salesforce', subject: 'accounts' })).toEqual(first);
  });

  it('carry the UTF-8 mark for HubSpot and none for Salesforce', async () => {
    const engine = await books();
    const start = async (system: CrmExport['system']) =>
      (await exportCrm(engine.workspace, { ...ALL, system, subject: 'accounts' }))[0]?.bytes.slice(0, 3);
    expect(Buffer.from((await start('hubspot')) ?? []).toString('hex')).toBe('efbbbf');
    expect(Buffer.from((await start('salesforce')) ?? []).toString('utf8')).toBe('Due');
  });

  it('are those of a list, or those that are named', async () => {
    const engine = await books();
    const overdue = worklistFilterSchema.parse({});
    const late = await rowsOf(engine, { system: 'salesforce', subject: 'accounts', accounts: overdue });
    expect(late.map((row) => row.AccountNumber)).toEqual(['0007']);
    const accounts = [await engine.account('0008')];
    const named = await rowsOf(engine, { system: 'salesforce', subject: 'accounts', accounts });
    expect(named.map((row) => row.AccountNumber)).toEqual(['0008']);
    expect(await rowsOf(engine, { system: 'salesforce', subject: 'accounts', accounts: [] })).toEqual([]);
  });
});

describe('contacts for a CRM', () => {
  it('keep a phone number as it is dialled, and defuse what only begins like one', async () => {
    const engine = await books();
    const { workspace } = engine;
    const accountId = await engine.account('0007');
    const add = (name: string | null, email: string | null, phone: string) =>
      workspace.db.write(
        'addContact',
        { accountId, contact: { name, role: 'Accounts payable', email, phone, billing: true } },
        workspace.context(),
      );
    await add('Ana María Ruiz', 'ana@anker.example', '+49 (221) 555-0100');
    await add(null, 'ap@anker.example', '+1+cmd|calc');
    const rows = await rowsOf(engine, { system: 'salesforce', subject: 'contacts' });
    expect(
      rows.map((row) => [row.FirstName, row.LastName, row.Phone, row['Account.Duebook_ID__c']]).sort(),
    ).toEqual([
      ['', 'ap@anker.example', "'+1+cmd|calc", accountId],
      ['Ana María', 'Ruiz', '+49 (221) 555-0100', accountId],
    ]);
    const hubspot = await rowsOf(engine, { system: 'hubspot', subject: 'contacts' });
    expect(hubspot.map((row) => row.Email).sort()).toEqual(['ana@anker.example', 'ap@anker.example']);
    expect(new Set(hubspot.map((row) => row['Duebook contact ID'])).size).toBe(2);
  });
});

describe('touchpoints for a CRM', () => {
  const text = `-Long\n"quoted", and whole: ${'x'.repeat(5_000)}`;

  it('are tasks of Salesforce in one file, whole and dated in the time zone of the workspace', async () => {
    const engine = await books();
    await touch(engine, '0007', 'call', 'Left word');
    await touch(engine, '0007', 'note', text);
    const rows = await rowsOf(engine, { system: 'salesforce', subject: 'touchpoints' });
    expect(rows[0]).toMatchObject({
      'Account:What.Duebook_ID__c': await engine.account('0007'),
      Subject: 'Call · voicemail: Left word',
      ActivityDate: '2026-06-02',
      Status: 'Completed',
      TaskSubtype: 'Call',
      CallType: 'Outbound',
      CallDisposition: 'voicemail',
    });
    expect(rows[1]?.Description).toBe(`'${text}`);
    expect(rows[1]?.Subject?.length).toBeLessThanOrEqual(255);
    const ids = engine.rows<{ id: string }>(
      "SELECT id FROM touchpoint WHERE kind IN ('call', 'note') ORDER BY seq",
    );
    expect(rows.map((row) => row.Duebook_ID__c)).toEqual(ids.map(({ id }) => id));
  });

  it('come for HubSpot in a file for each kind of activity that there is', async () => {
    const engine = await books();
    const { workspace } = engine;
    for (const kind of ['call', 'note', 'letter', 'mail', 'meeting'] as const)
      await touch(engine, '0007', kind, kind);
    const action = { kind: 'call', date: '2026-06-09' as never, note: 'again' };
    await workspace.db.write(
      'setNextAction',
      { accountIds: [await engine.account('0008')], action },
      workspace.context(),
    );
    const files = await exportCrm(workspace, { ...ALL, system: 'hubspot', subject: 'touchpoints' });
    expect(files.map((file) => [file.activity, file.rows])).toEqual([
      ['calls', 1],
      ['emails', 1],
      ['meetings', 1],
      ['notes', 2],
      ['tasks', 1],
    ]);
    expect(records(files[0]?.bytes)[0]).toMatchObject({
      'Call outcome': 'Left voicemail',
      'Call title': 'Call · voicemail: call',
      'Activity date': expect.stringMatching(/^2026-06-01T12:\d\d:\d\d\.\d{3}Z$/),
    });
    expect(records(files[4]?.bytes)[0]).toMatchObject({
      'Due date': '2026-06-09',
      'Task title': 'Call: Contoso',
      'Task notes': 'again',
      'Duebook activity ID': `next-action:${await engine.account('0008')}`,
    });
  });

  it('leave out what a person took back, and what is outside the period', async () => {
    const engine = await books();
    const { workspace } = engine;
    await touch(engine, '0007', 'note', 'First');
    engine.clock.goTo('2026-06-10' as never);
    await touch(engine, '0007', 'note', 'Second');
    await touch(engine, '0007', 'note', 'Wrong');
    const id = engine.value("SELECT id FROM touchpoint WHERE kind = 'note' ORDER BY seq DESC") as never;
    await workspace.db.write('retractTouchpoint', { id, reason: 'x' }, workspace.context());
    const notes = async (from: string | null, to: string | null) =>
      (
        await rowsOf(engine, {
          system: 'hubspot',
          subject: 'touchpoints',
          activities: ['notes'],
          from: from as never,
          to: to as never,
        })
      ).map((row) => row['Note body']);
    expect(await notes(null, null)).toEqual(['Note: First\n\nFirst', 'Note: Second\n\nSecond']);
    expect(await notes('2026-06-11', '2026-06-11')).toEqual(['Note: Second\n\nSecond']);
    expect(await notes(null, '2026-06-10')).toEqual(['Note: First\n\nFirst']);
    await expect(notes('2026-06-11', '2026-06-10')).rejects.toMatchObject({ code: 'validation' });
  });

  it('go out once when only new ones are asked for, and a narrowed export forgets none', async () => {
    const engine = await books();
    const newNotes = async (more: Partial<CrmExport> = {}) =>
      (
        await rowsOf(engine, {
          system: 'hubspot',
          subject: 'touchpoints',
          activities: ['notes'],
          newOnly: true,
          ...more,
        })
      ).length;
    await touch(engine, '0007', 'note', 'One');
    await touch(engine, '0008', 'note', 'Two');
    expect(await newNotes({ accounts: [await engine.account('0008')] })).toBe(1);
    expect(await newNotes()).toBe(2);
    expect(await newNotes()).toBe(0);
    await touch(engine, '0007', 'call', 'Three');
    await touch(engine, '0007', 'note', 'Four');
    expect(await newNotes({ system: 'salesforce' })).toBe(3);
    expect(await newNotes()).toBe(1);
    expect(await newNotes({ activities: ['calls'] })).toBe(1);
  });

  it('stand in the log with what, for whom and how many, and nothing of the texts', async () => {
    const engine = await books();
    await touch(engine, '0007', 'note', 'Confidential');
    await exportCrm(engine.workspace, {
      ...ALL,
      system: 'hubspot',
      subject: 'touchpoints',
      activities: ['notes'],
    });
    expect(exported(engine)).toEqual([
      expect.objectContaining({
        summary: 'Exported for HubSpot: 1 row of touchpoints',
        system: 'hubspot',
        subject: 'touchpoints',
        activities: ['notes'],
        rows: 1,
        files: ['hubspot-notes-2026-06-02.csv'],
      }),
    ]);
    expect(JSON.stringify(exported(engine))).not.toContain('Confidential');
  });
});
