import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connector, SourceNote } from '../../../../electron/engine/connectors/connector.ts';
import { failureReason } from '../../../../electron/engine/connectors/connector-failure.ts';
import { type Bookkeeper, signInBookkeeper } from '../../../support/tryton/bookkeeper.ts';
import { type ConnectionOptions, connectTryton, NO_SIGNAL } from '../../../support/tryton/reading.ts';
import { rowCounts } from '../../../support/tryton/sqlite-file.ts';
import {
  type SeededTryton,
  startSeededTryton,
  TRYTON_DATABASE,
  trytonAvailable,
} from '../../../support/tryton.ts';

const { available, reason } = trytonAvailable();
if (!available) console.log(reason);

type NoteWriter = Connector & Required<Pick<Connector, 'push' | 'findPushed'>>;

describe.skipIf(!available)('notes written into a real Tryton', () => {
  let tryton: SeededTryton;
  let keeper: Bookkeeper;
  let party = 0;
  const connectors: Connector[] = [];

  const writer = (options: Omit<ConnectionOptions, 'address'> = {}): NoteWriter => {
    const connector = connectTryton({ address: tryton.address, writes: ['note'], ...options });
    connectors.push(connector);
    const { push, findPushed } = connector;
    if (push === undefined || findPushed === undefined) throw new Error('It writes no notes.');
    return { ...connector, push, findPushed };
  };
  const note = (marker: string, sourceId = String(party)): SourceNote => ({
    onto: { entity: 'customer', sourceId },
    text: `Call, right party: 50 % on Friday,\nthe rest <later>. (Ada Lund, 2026-11-22) [Duebook ${marker}]`,
    marker,
  });
  const notes = () => keeper.rows('ir.note', [['resource', '=', `party.party,${party}`]], ['message']);
  const failureOf = (work: Promise<unknown>) => work.then(() => null, failureReason);

  beforeAll(async () => {
    tryton = await startSeededTryton();
    keeper = await signInBookkeeper(tryton.address, TRYTON_DATABASE, tryton.manifest);
    party = tryton.manifest.customers[0] ?? 0;
    // The one right that the guide names for writing notes back.
    const [group] = await keeper.rows('res.group', [['name', '=', 'Duebook (reading)']], []);
    const [model] = await keeper.rows('ir.model', [['model', '=', 'party.party']], []);
    const [known] = await keeper.rows(
      'ir.model.access',
      [
        ['group', '=', group?.id],
        ['model', '=', model?.id],
      ],
      [],
    );
    const without = writer();
    expect(await failureOf(without.push(note('000000000000'), NO_SIGNAL))).toBe('forbidden');
    await keeper.call('model.ir.model.access.write', [[known?.id], { perm_write: true }]);
  }, 300_000);
  afterAll(async () => {
    for (const connector of connectors) await connector.close?.();
    await tryton?.stop();
  });

  it('stand on the party as they were written, and are found by their marker and no other', async () => {
    const connector = writer();
    const before = await notes();
    expect(await connector.findPushed(note('4f1c09be27d5'), NO_SIGNAL)).toBe(false);
    await connector.push(note('4f1c09be27d5'), NO_SIGNAL);
    const after = await notes();
    expect(after).toHaveLength(before.length + 1);
    expect(after.map(({ message }) => message)).toContain(note('4f1c09be27d5').text);
    expect(await connector.findPushed(note('4f1c09be27d5'), NO_SIGNAL)).toBe(true);
    expect(await connector.findPushed(note('4f1c09be27d6'), NO_SIGNAL)).toBe(false);
    const other = String(tryton.manifest.customers[1]);
    expect(await connector.findPushed(note('4f1c09be27d5', other), NO_SIGNAL)).toBe(false);
  });

  it('leave nothing else in the books', async () => {
    const before = rowCounts(tryton.file);
    await writer().push(note('aaaaaaaaaaaa'), NO_SIGNAL);
    const changed = Object.entries(rowCounts(tryton.file)).filter(([table, rows]) => before[table] !== rows);
    // That its own writer has read it comes along with a note.
    expect(changed.map(([table]) => table)).toEqual(['ir_note', 'ir_note_read']);
  });

  it('need no right on invoices or the ledger: the same user is refused everything that changes figures', async () => {
    const user = await signInBookkeeper(tryton.address, TRYTON_DATABASE, tryton.manifest, 'ar_sync');
    const [invoice] = await keeper.rows('account.invoice', [['state', '=', 'posted']], []);
    const [line] = await keeper.rows('account.move.line', [], []);
    await expect(
      user.call('model.account.invoice.write', [[invoice?.id], { comment: 'changed' }]),
    ).rejects.toThrow('UserError');
    await expect(user.call('model.account.invoice.cancel', [[invoice?.id]])).rejects.toThrow('UserError');
    await expect(
      user.call('model.account.move.line.write', [[line?.id], { description: 'changed' }]),
    ).rejects.toThrow('UserError');
    await expect(user.call('model.account.move.create', [[{}]])).rejects.toThrow('UserError');
    await expect(user.pay(Number(invoice?.id), '1.00')).rejects.toThrow('UserError');
    // A note on an invoice would need the right to write invoices.
    await expect(
      user.call('model.ir.note.create', [[{ resource: `account.invoice,${invoice?.id}`, message: 'x' }]]),
    ).rejects.toThrow('UserError');
  });

  it('are the only right that the connection test lets pass, and only where they are switched on', async () => {
    const withNotes = await writer().test(NO_SIGNAL);
    expect(withNotes.checks.at(-1)).toEqual({
      step: 'read_only',
      ok: true,
      text: 'Tryton refused every attempt to change something but parties, which carry what is written back.',
    });
    const reader = connectTryton({ address: tryton.address });
    connectors.push(reader);
    expect([reader.push, reader.findPushed]).toEqual([undefined, undefined]);
    expect((await reader.test(NO_SIGNAL)).checks.at(-1)).toMatchObject({
      step: 'read_only',
      ok: false,
      text: expect.stringContaining('change parties'),
    });
  });

  it('are refused for a party that there is not', async () => {
    expect(await failureOf(writer().push(note('bbbbbbbbbbbb', '999999'), NO_SIGNAL))).not.toBeNull();
    expect(await failureOf(writer().push(note('bbbbbbbbbbbb', 'x'), NO_SIGNAL))).toBe('bad_request');
  });
});
