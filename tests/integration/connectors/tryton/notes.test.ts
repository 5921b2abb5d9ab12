import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type {
  Connector,
  SourceAttachment,
  SourceNote,
  Writing,
} from '../../../../electron/engine/connectors/connector.ts';
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

type Writer = Connector & Required<Pick<Connector, 'push' | 'findPushed' | 'attach' | 'findAttached'>>;

/** With bytes that are no text in any encoding that JSON knows. */
const LETTER = Buffer.concat([
  Buffer.from('Subject: Reminder\r\n\r\n'),
  Buffer.from([0, 0xff, 0xe6, 0x0d, 0x0a]),
]);

describe.skipIf(!available)('notes and letters written into a real Tryton', () => {
  let tryton: SeededTryton;
  let keeper: Bookkeeper;
  let party = 0;
  const connectors: Connector[] = [];

  const writer = (options: Omit<ConnectionOptions, 'address'> = {}): Writer => {
    const connector = connectTryton({ address: tryton.address, writes: ['note', 'attachment'], ...options });
    connectors.push(connector);
    const { push, findPushed, attach, findAttached } = connector;
    if (
      push === undefined ||
      findPushed === undefined ||
      attach === undefined ||
      findAttached === undefined
    ) {
      throw new Error('It writes nothing.');
    }
    return { ...connector, push, findPushed, attach, findAttached };
  };
  const note = (marker: string, sourceId = String(party)): SourceNote => ({
    onto: { entity: 'customer', sourceId },
    text: `Call, right party: 50 % on Friday,\nthe rest <later>. (Ada Lund, 2026-11-22) [Duebook ${marker}]`,
    marker,
  });
  const notes = () => keeper.rows('ir.note', [['resource', '=', `party.party,${party}`]], ['message']);
  const letter = (marker: string, sourceId = String(party)): SourceAttachment => ({
    onto: { entity: 'customer', sourceId },
    file: {
      name: `2026-11-22 friendly reminder INV-1, INV-2 [Duebook ${marker}].eml`,
      mime: 'message/rfc822',
      bytes: LETTER,
    },
    marker,
  });
  const files = () =>
    keeper.rows(
      'ir.attachment',
      [['resource', '=', `party.party,${party}`]],
      ['name', 'type', 'data', 'description', 'link'],
    );
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
    const refused = await without.attach(letter('000000000000'), NO_SIGNAL).catch((error: Error) => error);
    expect(failureReason(refused)).toBe('forbidden');
    expect(String(refused)).toMatch(
      /Tryton refused what was asked for\. It says: .*access.*Check the rights/s,
    );
    expect(await files()).toEqual([]);
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

  it('as letters stand on the party byte for byte, and are found by their marker and no other', async () => {
    const connector = writer();
    expect(await connector.findAttached(letter('5f1c09be27d5'), NO_SIGNAL)).toBe(false);
    await connector.attach(letter('5f1c09be27d5'), NO_SIGNAL);
    const { name } = letter('5f1c09be27d5').file;
    const [file, ...others] = await files();
    expect(others).toEqual([]);
    expect(file).toMatchObject({ name, type: 'data', description: null, link: null });
    const { base64 } = (file?.data ?? { base64: '' }) as { readonly base64: string };
    expect(Buffer.from(base64, 'base64')).toEqual(LETTER);
    expect(await connector.findAttached(letter('5f1c09be27d5'), NO_SIGNAL)).toBe(true);
    expect(await connector.findAttached(letter('5f1c09be27d6'), NO_SIGNAL)).toBe(false);
    const other = String(tryton.manifest.customers[1]);
    expect(await connector.findAttached(letter('5f1c09be27d5', other), NO_SIGNAL)).toBe(false);
    expect(await connector.findPushed(note('5f1c09be27d5'), NO_SIGNAL)).toBe(false);
  });

  it('as letters leave nothing else in the books', async () => {
    const before = rowCounts(tryton.file);
    await writer().attach(letter('cccccccccccc'), NO_SIGNAL);
    const changed = Object.entries(rowCounts(tryton.file)).filter(([table, rows]) => before[table] !== rows);
    expect(changed.map(([table]) => table)).toEqual(['ir_attachment']);
  });

  it('are each sent only by a connector that was opened for them', () => {
    const only = (writes: readonly Writing[]) => {
      const connector = connectTryton({ address: tryton.address, writes });
      const { push, findPushed, attach, findAttached } = connector;
      return [push, findPushed, attach, findAttached].map((one) => one !== undefined);
    };
    expect(only(['note'])).toEqual([true, true, false, false]);
    expect(only(['attachment'])).toEqual([false, false, true, true]);
    expect(only([])).toEqual([false, false, false, false]);
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
    // So would a file; and neither a file nor a note can be put on the ledger.
    for (const resource of [`account.invoice,${invoice?.id}`, `account.move.line,${line?.id}`]) {
      await expect(
        user.call('model.ir.attachment.create', [[{ resource, name: 'x', type: 'data' }]]),
      ).rejects.toThrow('UserError');
    }
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
    expect([reader.push, reader.findPushed, reader.attach, reader.findAttached]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
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
