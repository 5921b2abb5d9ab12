import { describe, expect, it, onTestFinished } from 'vitest';
import { runErpnext } from '../../support/ledger/erpnext/erpnext-contract.ts';
import { KEY, SECRET } from '../../support/ledger/erpnext/erpnext-dialect.ts';
import { ERPNEXT_SHAPE } from '../../support/ledger/erpnext/erpnext-shape.ts';
import { sampleBooks } from '../../support/ledger/sample-books.ts';
import { JUMPING_WAITS, preparedDesk } from './command-line.ts';

/** A desk that has read the sample books from an ERPNext. */
async function readDesk() {
  const system = await runErpnext(sampleBooks(ERPNEXT_SHAPE).ledger);
  onTestFinished(() => system.stop());
  const desk = await preparedDesk('empty', async () => {}, { ...JUMPING_WAITS, ERP_SECRET: SECRET });
  const access = ['--set', `address=${system.fake.server.origin}`, '--set', `apiKey=${KEY}`];
  const secret = ['--secret', 'apiSecret=ERP_SECRET'];
  await desk.done('connection', 'add', 'Site', '--kind', 'erpnext', ...access, ...secret);
  await desk.done('sync');
  const [{ account }] = (await desk.done('worklist')).items;
  return { desk, system, account };
}

describe('writing notes back on the command line', () => {
  it('shows what would be written before it is approved, then writes each note once', async () => {
    const { desk, system, account } = await readDesk();
    const call = ['touch', 'add', '--account', account.id, '--kind', 'note', '--text'];
    await desk.done(...call, 'Before it was switched on.');
    const asked = await desk.refused('connection', 'write-back', 'Site', '--on', '--kind', 'note');
    expect(asked).toMatchObject({ code: 'needs_approval', message: expect.stringContaining('--approve') });
    expect(asked.message).toMatch(/\[Duebook [0-9a-f]{12}\]/);
    const letters = await desk.refused('connection', 'write-back', 'Site', '--on', '--kind', 'attachment');
    expect(letters.message).toMatch(/friendly reminder INV-1, INV-2 \[Duebook [0-9a-f]{12}\]\.eml/);
    expect((await desk.done('connection', 'write-back', 'Site')).writeBack).toMatchObject({
      offered: true,
      on: false,
      notes: [],
    });
    const on = ['connection', 'write-back', 'Site', '--on', '--kind', 'note', '--approve'];
    expect((await desk.done(...on)).writeBack.on).toBe(true);
    await desk.done(...call, 'Pays on Friday.');
    const sent = await desk.done('connection', 'write-back', 'Site', '--send');
    expect(sent.writeBack.counts).toEqual({ waiting: 0, unknown: 0, failed: 0, written: 1 });
    await desk.done('connection', 'write-back', 'Site', '--send');
    const written = [...system.fake.comments.values()].flat();
    expect(written).toEqual([expect.stringMatching(/^Pays on Friday\. \(.*\) \[Duebook [0-9a-f]{12}\]$/)]);
    const list = await desk.show('connection', 'write-back', 'Site', '--list');
    expect(list.stdout).toContain('Pays on Friday.');
    expect(list.stdout).toContain('confirmed');
    const off = await desk.done('connection', 'write-back', 'Site', '--off');
    expect(off.writeBack.on).toBe(false);
    await desk.done(...call, 'After it was switched off.');
    expect((await desk.done('connection', 'write-back', 'Site', '--send')).writeBack.notes).toHaveLength(1);
  }, 120_000);

  it('refuses what does not go together, and kinds that there are not', async () => {
    const { desk } = await readDesk();
    const write = (...flags: readonly string[]) => desk.run('connection', 'write-back', 'Site', ...flags);
    for (const flags of [['--on', '--off'], ['--approve'], ['--on', '--kind', 'balance']]) {
      expect((await write(...flags)).status).toBe(2);
    }
    expect(await desk.refused('connection', 'write-back', 'Site', '--on')).toMatchObject({
      code: 'validation',
    });
  }, 120_000);
});
