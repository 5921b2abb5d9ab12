import { describe, expect, it } from 'vitest';
import type { ContactId, ImportBatchId } from '../../../shared/domain/ids.ts';
import { type EngineTest, engineTest } from '../../support/engine/engine-test.ts';
import { type FileRow, importRows } from '../../support/engine/ledger-files.ts';

let line = 0;
/** An invoice of this customer, another one each time. */
const of = (customer: FileRow): FileRow => {
  line += 1;
  return { invoiceNumber: `N${line}`, invoiceDate: '2026-05-01', amount: '1.00', ...customer };
};

const accounts = (engine: EngineTest) =>
  engine.rows(
    'SELECT number, name, (SELECT group_concat(name) FROM account_alias WHERE account_id = account.id) AS aliases FROM account ORDER BY name',
  );

async function found(engine: EngineTest, text: string): Promise<readonly string[]> {
  const rows = await engine.workspace.db.read('searchAccounts', { text, limit: 20 });
  return rows.map((row) => row.name);
}

describe('a customer', () => {
  it('is its number, whatever the spelling of its name, and keeps the other spellings', async () => {
    const engine = await engineTest();
    await importRows(engine.workspace, [
      of({ customerNumber: '0042', customerName: 'Müller GmbH' }),
      of({ customerNumber: '0042', customerName: 'Mueller GmbH' }),
    ]);
    await importRows(engine.workspace, [of({ customerNumber: '0042', customerName: 'MÜLLER GMBH' })]);
    expect(accounts(engine)).toEqual([
      { number: '0042', name: 'Müller GmbH', aliases: 'Mueller GmbH,MÜLLER GMBH' },
    ]);
    expect(await found(engine, 'mueller')).toEqual(['Müller GmbH']);
    expect(await found(engine, '0042')).toEqual(['Müller GmbH']);
  });

  it('without a number is its name in any spelling of case, accents and punctuation', async () => {
    const engine = await engineTest();
    await importRows(engine.workspace, [of({ customerName: 'Café Ñandú, S.A.' })]);
    await importRows(engine.workspace, [
      of({ customerName: 'CAFE NANDU S A' }),
      of({ customerName: 'Cafe Nandu SL' }),
    ]);
    expect(accounts(engine)).toMatchObject([
      { name: 'Cafe Nandu SL' },
      { name: 'Café Ñandú, S.A.', aliases: 'CAFE NANDU S A' },
    ]);
  });

  it('known by its name only takes the number of a later file, and is found by both from then on', async () => {
    const engine = await engineTest();
    await importRows(engine.workspace, [of({ customerName: 'Zenit AB' })]);
    await importRows(engine.workspace, [of({ customerNumber: 'Z-1', customerName: 'Zenit AB' })]);
    await importRows(engine.workspace, [of({ customerName: 'Zenit AB' })]);
    expect(accounts(engine)).toEqual([{ number: 'Z-1', name: 'Zenit AB', aliases: null }]);
  });

  it('with another number is another customer, even of the same name', async () => {
    const engine = await engineTest();
    await importRows(engine.workspace, [
      of({ customerNumber: '1', customerName: 'Smith' }),
      of({ customerNumber: '2', customerName: 'Smith' }),
    ]);
    await importRows(engine.workspace, [of({ customerName: 'Smith' })]);
    expect(accounts(engine)).toMatchObject([{ number: '1' }, { number: '2' }, { number: null }]);
  });

  it('first called by its number is called by its name as soon as a file has one', async () => {
    const engine = await engineTest();
    await importRows(engine.workspace, [of({ customerNumber: '77' })]);
    await importRows(engine.workspace, [of({ customerNumber: '77', customerName: 'Osmo Oy' })]);
    expect(accounts(engine)).toEqual([{ number: '77', name: 'Osmo Oy', aliases: null }]);
  });

  it('may have the same invoice number as another one, and a credit note that of its invoice', async () => {
    const engine = await engineTest();
    const rows = [
      { customerNumber: '1', invoiceNumber: 'X', amount: '10.00', invoiceDate: '2026-01-01' },
      { customerNumber: '2', invoiceNumber: 'X', amount: '20.00', invoiceDate: '2026-01-01' },
      { customerNumber: '1', invoiceNumber: 'X', amount: '-3.00', invoiceDate: '2026-01-02' },
    ];
    expect((await importRows(engine.workspace, rows)).rows.imported).toBe(3);
    expect(engine.value('SELECT COUNT(*) FROM document')).toBe(3);
  });
});

describe('the contact of a customer', () => {
  const customer = { customerNumber: 'A', customerName: 'Aurora' };
  const contacts = (engine: EngineTest) =>
    engine.rows<{ id: ContactId; email: string; name: string; phone: string }>(
      'SELECT id, name, email, phone FROM contact WHERE removed_at IS NULL ORDER BY email',
    );
  const only = (engine: EngineTest) => {
    const [contact] = contacts(engine);
    if (contact === undefined) throw new Error('There is no contact.');
    return contact;
  };
  const values = { name: 'Mia', role: null, email: 'mia@aurora.example', phone: null, billing: true };

  it('follows the file while nobody touches it', async () => {
    const engine = await engineTest();
    await importRows(engine.workspace, [
      of({ ...customer, email: 'ap@aurora.example', contactName: 'AP', phone: '1' }),
    ]);
    await importRows(engine.workspace, [
      of({ ...customer, email: 'AP@aurora.example', contactName: 'Accounts', phone: '2' }),
    ]);
    expect(contacts(engine)).toMatchObject([{ email: 'ap@aurora.example', name: 'Accounts', phone: '2' }]);
  });

  it('that a person changed stays changed, and the address it had does not come back', async () => {
    const engine = await engineTest();
    const { workspace } = engine;
    await importRows(workspace, [of({ ...customer, email: 'ap@aurora.example' })]);
    await workspace.db.write('changeContact', { id: only(engine).id, contact: values }, workspace.context());
    await importRows(workspace, [of({ ...customer, email: 'ap@aurora.example', contactName: 'AP' })]);
    expect(contacts(engine)).toMatchObject([{ email: 'mia@aurora.example', name: 'Mia' }]);
    expect(await found(engine, 'ap@aurora')).toEqual([]);
    expect(await found(engine, 'mia@aur')).toEqual(['Aurora']);
  });

  it('that a person removed does not come back, and is not found any more', async () => {
    const engine = await engineTest();
    const { workspace } = engine;
    await importRows(workspace, [of({ ...customer, email: 'ap@aurora.example' })]);
    await workspace.db.write('removeContact', { id: only(engine).id }, workspace.context());
    await importRows(workspace, [of({ ...customer, email: 'ap@aurora.example', phone: '3' })]);
    expect(contacts(engine)).toEqual([]);
    expect(await found(engine, 'aurora.example')).toEqual([]);
  });

  it('that a person changed, removed or added survives the undo of the file it came with', async () => {
    const engine = await engineTest();
    const { workspace } = engine;
    await importRows(workspace, [of({ ...customer })]);
    const file = await importRows(workspace, [of({ ...customer, email: 'ap@aurora.example' })]);
    const accountId = await engine.account('A');
    await workspace.db.write('changeContact', { id: only(engine).id, contact: values }, workspace.context());
    await workspace.db.write(
      'addContact',
      { accountId, contact: { ...values, email: 'own@aurora.example' } },
      workspace.context(),
    );
    await workspace.db.write('undoImport', { batchId: file.batch as ImportBatchId }, workspace.context());
    expect(contacts(engine)).toMatchObject([
      { email: 'mia@aurora.example' },
      { email: 'own@aurora.example' },
    ]);
  });

  it('is neither found nor there after the undo of the file that brought it', async () => {
    const engine = await engineTest();
    const row = of({ ...customer });
    await importRows(engine.workspace, [row]);
    const file = await importRows(engine.workspace, [{ ...row, email: 'ap@aurora.example' }]);
    expect(await found(engine, 'ap@aurora.example')).toEqual(['Aurora']);
    await engine.workspace.db.write(
      'undoImport',
      { batchId: file.batch as ImportBatchId },
      engine.workspace.context(),
    );
    expect(contacts(engine)).toEqual([]);
    expect(await found(engine, 'ap@aurora.example')).toEqual([]);
  });
});
