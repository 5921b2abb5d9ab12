import { describe, expect, it } from 'vitest';
import { type EngineTest, engineTest } from '../../support/engine/engine-test.ts';
import { importRows } from '../../support/engine/ledger-files.ts';

const contacts = (engine: EngineTest) => engine.rows('SELECT name, email, phone FROM contact ORDER BY rowid');

const withAddress = (email: string, rest = {}) => ({
  customerNumber: 'A',
  customerName: 'Acme',
  invoiceNumber: '1',
  invoiceDate: '2026-05-01',
  dueDate: '2026-05-31',
  openAmount: '1.00',
  amount: '1.00',
  email,
  ...rest,
});

describe('the e-mail addresses of a file', () => {
  it.each([
    'ap@acme.example; owner@acme.example',
    'ap@acme.example,owner@acme.example',
    'ap@acme.example owner@acme.example',
  ])('become one contact each where a cell holds several: %s', async (cell) => {
    const engine = await engineTest();
    const { warnings } = await importRows(engine.workspace, [
      withAddress(cell, { contactName: 'Ada', phone: '0191' }),
    ]);
    expect(contacts(engine)).toEqual([
      { name: 'Ada', email: 'ap@acme.example', phone: '0191' },
      { name: null, email: 'owner@acme.example', phone: null },
    ]);
    expect(warnings).toEqual([
      { code: 'email_several', count: 1, message: expect.stringContaining('ap@acme.example') },
    ]);
    const again = await importRows(engine.workspace, [withAddress(cell, { invoiceNumber: '2' })]);
    expect(again.rows.imported).toBe(1);
    expect(contacts(engine)).toHaveLength(2);
  });

  it('are one where a comma belongs to the name', async () => {
    const engine = await engineTest();
    const { warnings } = await importRows(engine.workspace, [withAddress('"Acme, Ltd" <ap@acme.example>')]);
    expect(contacts(engine)).toMatchObject([{ email: '"Acme, Ltd" <ap@acme.example>' }]);
    expect(warnings).toEqual([]);
  });

  it('that nobody can write to are kept, counted and named', async () => {
    const engine = await engineTest();
    const { warnings } = await importRows(engine.workspace, [
      withAddress('grün@acme.example'),
      withAddress('see file', { customerNumber: 'B', customerName: 'Boreal', invoiceNumber: '2' }),
      withAddress('ok@münchen.example', { customerNumber: 'C', customerName: 'Cirrus', invoiceNumber: '3' }),
    ]);
    expect(contacts(engine).map(({ email }) => email)).toEqual([
      'grün@acme.example',
      'see file',
      'ok@münchen.example',
    ]);
    expect(warnings).toEqual([
      {
        code: 'email_unusable',
        count: 2,
        message: expect.stringMatching(/"grün@acme\.example", "see file"/),
      },
    ]);
  });
});
