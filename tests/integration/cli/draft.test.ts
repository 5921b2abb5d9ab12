import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type CliDesk, csv, day, type Json, ledgerDesk, madeDesk, OPEN_ITEMS } from './command-line.ts';

const draft = (desk: CliDesk, account: string, template: string, ...more: readonly string[]) =>
  desk.done('draft', 'create', '--account', account, '--template', template, ...more);
const codes = (result: Json) => result.gate.map((entry: Json) => `${entry.decision} ${entry.code}`);

describe('draft create', () => {
  it('asks for what is overdue in one letter to the address in the books', async () => {
    const desk = await ledgerDesk();
    const { draft: letter, gate } = await draft(desk, '0007', 'friendly');
    expect(letter).toMatchObject({
      ...{ id: expect.any(String), to: ['ap@northwind.example'], cc: [], attachments: [] },
      ...{
        subject: 'Halden: €600.50 past due',
        invoices: ['N-1', 'N-2'],
        unresolved: [],
        template: 'friendly',
      },
    });
    expect(letter.messageId).not.toMatch(/[<>]/);
    expect(letter.text).toContain('€400.50');
    expect(letter.text).not.toContain('N-3');
    expect(letter.html).toContain('<!doctype html>');
    expect(gate.filter((entry: Json) => entry.decision === 'block')).toEqual([]);
    const { entries } = await desk.done('log', 'list', '--account', '0007');
    expect(entries.map((entry: Json) => entry.kind)).toEqual(['draft_created']);
  });

  it('speaks of what each stage speaks of', async () => {
    const desk = await ledgerDesk();
    const early = await draft(desk, '0008', 'before_due');
    expect(early.draft.invoices).toEqual(['C-1']);
    const statement = await draft(desk, '0007', 'statement');
    expect(statement.draft.invoices).toEqual(['N-1', 'N-2', 'N-3']);
    const nothing = await draft(desk, '0008', 'final');
    expect(nothing).toEqual({ draft: null, gate: expect.any(Array) });
  });

  it('leaves out what is paid, and writes nothing when that is all', async () => {
    const desk = await ledgerDesk();
    const paid = csv(OPEN_ITEMS, ['0008', 'Contoso', 'C-1', day(-20), day(-10), '55.25', '0.00', '']);
    await desk.done('import', desk.file('paid.csv', paid));
    const result = await draft(desk, '0008', 'friendly');
    expect(result.draft).toBeNull();
    expect(result.gate).toEqual([
      { code: 'paid', decision: 'block', text: expect.any(String), invoices: ['C-1'] },
    ]);
    const { status, stdout } = await desk.show(
      'draft',
      'create',
      '--account',
      '0008',
      '--template',
      'friendly',
    );
    expect(status).toBe(0);
    expect(stdout).toContain('BLOCK paid');
  });

  it('blocks what credits cover', async () => {
    const desk = await ledgerDesk();
    const result = await draft(desk, '0009', 'friendly');
    expect(result.draft).toBeNull();
    expect(result.gate).toContainEqual(
      expect.objectContaining({ code: 'credit_covers', decision: 'block', invoices: ['F-1'] }),
    );
  });

  it('warns of a recent contact and of an account without an address', async () => {
    const desk = await ledgerDesk();
    expect(codes(await draft(desk, '0007', 'friendly'))).toEqual([]);
    await desk.done('touch', 'add', '--account', '0007', '--kind', 'mail', '--text', 'Wrote.');
    expect(codes(await draft(desk, '0007', 'friendly'))).toEqual(['warn recent_contact']);
    const rows = csv(OPEN_ITEMS, ['0010', 'Adatum', 'A-1', day(-40), day(-10), '5.00', '5.00', '']);
    await desk.done('import', desk.file('more.csv', rows));
    const result = await draft(desk, '0010', 'friendly');
    expect(codes(result)).toEqual(['warn no_address']);
    expect(result.draft.to).toEqual([]);
  });

  it('does not ask by figures that are too old', async () => {
    const desk = await madeDesk();
    const rows = csv(OPEN_ITEMS, [
      '1',
      'Adatum',
      'A-1',
      day(-200),
      day(-150),
      '5.00',
      '5.00',
      'a@adatum.example',
    ]);
    await desk.done('import', desk.file('old.csv', rows), '--as-of', day(-100));
    const late = await draft(desk, '1', 'friendly');
    expect(late.draft).toBeNull();
    expect(codes(late)).toEqual(['block stale_data']);
    const then = await draft(desk, '1', 'friendly', '--as-of', day(-99));
    expect(then.draft.invoices).toEqual(['A-1']);
  });

  it('writes a mail file whole, and logs that the letter left by it', async () => {
    const desk = await ledgerDesk();
    const out = join(desk.folder, 'letter.eml');
    const result = await draft(desk, '0007', 'firm', '--out', 'letter.eml');
    expect(result.file).toBe(out);
    const eml = readFileSync(out, 'utf8');
    expect(eml).toMatch(/^To: .*ap@northwind\.example/m);
    expect(eml).toContain(`Message-ID: <${result.draft.messageId}>`);
    expect(readdirSync(desk.folder).filter((name) => name.includes('part'))).toEqual([]);
    const { entries } = await desk.done('log', 'list', '--account', '0007');
    expect(entries.map((entry: Json) => entry.kind)).toEqual(['draft_created', 'draft_exported']);
  });

  it('keeps nothing when the file has no place to go, or the mailbox is not there', async () => {
    const desk = await ledgerDesk();
    const nowhere = join(desk.folder, 'no', 'letter.eml');
    const create = ['draft', 'create', '--account', '0007', '--template', 'firm'];
    expect(await desk.refused(...create, '--out', nowhere)).toMatchObject({ code: 'bad_file' });
    expect(await desk.refused(...create, '--save-to-mailbox')).toMatchObject({ code: 'not_found' });
    expect((await desk.done('log', 'list')).total).toBe(2);
    expect(existsSync(nowhere)).toBe(false);
  });

  it('needs a currency where an account has several, and says which', async () => {
    const desk = await madeDesk();
    const header = [...OPEN_ITEMS, 'Currency'];
    const rows = csv(
      header,
      ['1', 'Adatum', 'A-1', day(-40), day(-10), '5.00', '5.00', 'a@adatum.example', 'EUR'],
      ['1', 'Adatum', 'A-2', day(-40), day(-10), '700', '700', 'a@adatum.example', 'JPY'],
    );
    await desk.done('import', desk.file('two.csv', rows));
    const error = await desk.refused('draft', 'create', '--account', '1', '--template', 'friendly');
    expect(error).toMatchObject({ code: 'validation', currencies: ['EUR', 'JPY'] });
    expect(error.message).toContain('--currency');
    const result = await draft(desk, '1', 'friendly', '--currency', 'jpy');
    expect(result.draft).toMatchObject({ invoices: ['A-2'], currency: 'JPY' });
    const unknown = await desk.refused(
      ...['draft', 'create', '--account', '1', '--template', 'friendly', '--currency', 'GBP'],
    );
    expect(unknown).toMatchObject({ code: 'validation', currencies: ['EUR', 'JPY'] });
  });

  it('says why there is nothing to write', async () => {
    const desk = await ledgerDesk();
    const create = ['draft', 'create', '--account', '0008', '--template', 'friendly'];
    const { status, stdout } = await desk.show(...create);
    expect(status).toBe(0);
    expect(stdout).toBe(`There is nothing to write: nothing in EUR is overdue on ${day()}.\n`);
    expect((await desk.done(...create)).draft).toBeNull();
  });

  it.each([
    ['a template', ['--template', 'rude'], 'validation'],
    ['a language', ['--template', 'firm', '--language', 'tlh'], 'not_found'],
    ['a currency', ['--template', 'firm', '--currency', 'GOLD'], 'validation'],
    ['a date', ['--template', 'firm', '--as-of', '31.12.2026'], 'validation'],
  ])('refuses %s that there is not', async (_what, args, code) => {
    const desk = await ledgerDesk();
    expect(await desk.refused('draft', 'create', '--account', '0007', ...args)).toMatchObject({ code });
  });
});
