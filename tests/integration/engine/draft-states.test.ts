import { describe, expect, it } from 'vitest';
import { silentLogger } from '../../../electron/engine/platform/logger.ts';
import { addMailbox, removeMailbox } from '../../../electron/engine/services/mailboxes/mailboxes-service.ts';
import { deliverWaitingDrafts } from '../../../electron/engine/services/outreach/draft-queue.ts';
import {
  changeDraft,
  createDraft,
  exportDraft,
  getDraft,
  queueDraft,
} from '../../../electron/engine/services/outreach/drafts-service.ts';
import { instant } from '../../../shared/domain/dates.ts';
import type { DraftId } from '../../../shared/domain/ids.ts';
import type { EngineTest } from '../../support/engine/engine-test.ts';
import { ready, request, withMailbox } from '../../support/engine/letter-books.ts';
import { logged } from '../../support/engine/logged.ts';

interface Desk {
  readonly engine: EngineTest;
  readonly id: DraftId;
  row(columns: string): Record<string, unknown> | undefined;
}

async function desk(): Promise<Desk> {
  const engine = await ready();
  const { draft } = await createDraft(engine.workspace, await request(engine));
  const id = draft?.id as DraftId;
  return { engine, id, row: (columns) => engine.rows(`SELECT ${columns} FROM draft WHERE id = ?`, id)[0] };
}

const maintain = ({ engine }: Desk, name: 'draftAppending' | 'draftRetryNow', id: DraftId) =>
  engine.workspace.db.maintain(name, { id }, engine.workspace.context());
const fails = ({ engine, id }: Desk, retryAt: string | null) =>
  engine.workspace.db.maintain(
    'draftAppendFailed',
    { id, code: retryAt === null ? 'auth' : 'network', message: 'no', retryAt },
    engine.workspace.context(),
  );
const PLACE = { folder: 'Drafts', uid: 7, uidValidity: '1' };

/** How a draft comes into each of its states, from being kept. */
const WAYS: Readonly<Record<string, (desk: Desk) => Promise<unknown>>> = {
  draft: async () => undefined,
  queued: async ({ engine, id }) => {
    await withMailbox(engine);
    await queueDraft(engine.workspace, id);
  },
  appending: async (at) => {
    await WAYS.queued?.(at);
    await maintain(at, 'draftAppending', at.id);
  },
  failed: async (at) => {
    await WAYS.appending?.(at);
    await fails(at, null);
  },
  in_mailbox: async (at) => {
    await WAYS.appending?.(at);
    await logged(at.engine, 'recordDraftSaved', { id: at.id, ...PLACE });
  },
  discarded: async ({ engine, id }) => logged(engine, 'discardDraft', { id }),
};

describe('what a draft allows rests on its state:', () => {
  const may: Readonly<Record<string, readonly string[]>> = {
    draft: ['change', 'discard', 'queue'],
    queued: ['discard', 'queue unchanged', 'take', 'saved'],
    appending: ['queue unchanged', 'take', 'saved'],
    failed: ['change', 'discard', 'queue', 'take'],
    in_mailbox: ['saved unchanged'],
    discarded: ['discard unchanged', 'restore'],
  };
  const tries: Readonly<Record<string, (desk: Desk) => Promise<{ readonly entries: readonly unknown[] }>>> = {
    change: async (at) => {
      const before = at.engine.value('SELECT MAX(seq) FROM touchpoint');
      await changeDraft(at.engine.workspace, at.id, { subject: 'Another' });
      return { entries: at.engine.rows('SELECT 1 FROM touchpoint WHERE seq > ?', before) };
    },
    discard: ({ engine, id }) => logged(engine, 'discardDraft', { id }),
    restore: ({ engine, id }) => logged(engine, 'restoreDraft', { id }),
    queue: async ({ engine, id }) =>
      logged(engine, 'queueDraft', {
        id,
        mailboxId: engine.value('SELECT id FROM mailbox') as never,
        senderAddress: 'ines@halden.example',
        messageId: 'm@x.example',
        bytes: Buffer.from('b'),
        sha256: 's',
      }),
    saved: ({ engine, id }) => logged(engine, 'recordDraftSaved', { id, ...PLACE }),
  };

  it.each(Object.keys(may))('%s', async (state) => {
    for (const [name, attempt] of Object.entries(tries)) {
      const at = await desk();
      await WAYS[state]?.(at);
      if (at.engine.value('SELECT id FROM mailbox') === undefined) await withMailbox(at.engine);
      expect(at.row('state')).toEqual({ state });
      const before = at.row('*');
      if (may[state]?.includes(name)) expect((await attempt(at)).entries).toHaveLength(1);
      else if (may[state]?.includes(`${name} unchanged`)) {
        expect((await attempt(at)).entries).toEqual([]);
        expect(at.row('*')).toEqual(before);
      } else {
        await expect(attempt(at)).rejects.toMatchObject({
          code: 'conflict',
          message: expect.stringContaining(`The draft is ${state.replace('_', ' ')}: it is too late to `),
        });
        expect(at.row('*')).toEqual(before);
      }
    }
    const at = await desk();
    await WAYS[state]?.(at);
    expect(await maintain(at, 'draftAppending', at.id)).toEqual({ taken: may[state]?.includes('take') });
  });
});

describe('a draft on its way', () => {
  it('counts its attempts and is tried again only when its time has come, or a person asks', async () => {
    const at = await desk();
    await WAYS.appending?.(at);
    const later = instant('2026-06-01T13:00:00.000Z');
    await fails(at, later);
    expect(at.row('state, attempts, run_at')).toEqual({ state: 'queued', attempts: 1, run_at: later });
    expect((await getDraft(at.engine.workspace, at.id)).lastError).toMatchObject({
      code: 'network',
      message: 'no',
    });
    const waiting = async (now: string) =>
      (await at.engine.workspace.db.read('waitingDrafts', { now: instant(now), limit: 5 })).map(
        ({ id }) => id,
      );
    expect(await waiting('2026-06-01T12:59:59.999Z')).toEqual([]);
    expect(await waiting(later)).toEqual([at.id]);
    expect(await at.engine.workspace.db.read('draftQueue', null)).toEqual({ waiting: 1, nextAt: later });
    await maintain(at, 'draftRetryNow', at.id);
    expect(await waiting('2026-06-01T12:59:59.999Z')).toEqual([at.id]);
    await maintain(at, 'draftAppending', at.id);
    expect(at.row('attempts')).toEqual({ attempts: 2 });
  });

  it('waits longer after each failure of the network, and says why', async () => {
    const at = await desk();
    await WAYS.queued?.(at);
    const waits: number[] = [];
    for (let attempt = 0; attempt < 5; attempt += 1) {
      await maintain(at, 'draftRetryNow', at.id);
      const report = await deliverWaitingDrafts(at.engine.workspace, { logger: silentLogger });
      expect(report).toEqual({ saved: [], waiting: [at.id], failed: [] });
      const { run_at, updated_at } = at.row('run_at, updated_at') as Record<string, string>;
      waits.push(Math.round((Date.parse(`${run_at}`) - Date.parse(`${updated_at}`)) / 15_000) * 15);
    }
    expect(waits).toEqual([15, 60, 300, 900, 900]);
    expect((await getDraft(at.engine.workspace, at.id)).lastError?.message).toBe(
      'Mail server 127.0.0.1:1: no connection could be made. Check the port and your network; a firewall may block it.',
    );
  });

  it('that was cut off by the end of the program waits; one without its password has to be mended', async () => {
    const at = await desk();
    await WAYS.queued?.(at);
    const stop = new AbortController();
    const whileSaving = deliverWaitingDrafts(at.engine.workspace, {
      logger: silentLogger,
      signal: stop.signal,
    });
    stop.abort();
    const cut = await whileSaving;
    expect([cut.saved, cut.failed]).toEqual([[], []]);
    expect(at.row('state')).toEqual({ state: 'queued' });
    await maintain(at, 'draftRetryNow', at.id);
    await at.engine.workspace.secrets.delete(at.engine.value('SELECT secret_name FROM mailbox') as string);
    const report = await deliverWaitingDrafts(at.engine.workspace, { logger: silentLogger });
    expect(report.failed).toEqual([at.id]);
    expect(await getDraft(at.engine.workspace, at.id)).toMatchObject({
      state: 'failed',
      lastError: { code: 'auth' },
    });
    await queueDraft(at.engine.workspace, at.id);
    expect(await getDraft(at.engine.workspace, at.id)).toMatchObject({ state: 'queued', lastError: null });
  });

  it('is only a draft again, without bytes, when its mailbox is removed or it is changed', async () => {
    const at = await desk();
    await WAYS.failed?.(at);
    expect(at.row('bytes IS NULL AS gone')).toEqual({ gone: 0 });
    const changed = await changeDraft(at.engine.workspace, at.id, { subject: 'Another subject' });
    expect(changed).toMatchObject({ state: 'draft', lastError: null, subject: 'Another subject' });
    expect(at.row('bytes IS NULL AS gone')).toEqual({ gone: 1 });
    await queueDraft(at.engine.workspace, at.id);
    await removeMailbox(at.engine.workspace, at.row('mailbox_id')?.mailbox_id as never);
    expect(at.row('state, sender_address, bytes')).toEqual({
      state: 'draft',
      sender_address: 'ines@halden.example',
      bytes: null,
    });
    const logSize = at.engine.value('SELECT COUNT(*) FROM touchpoint');
    expect(await removeMailbox(at.engine.workspace, 'nobody' as never)).toBe(false);
    expect(at.engine.value('SELECT COUNT(*) FROM touchpoint')).toBe(logSize);
    await withMailbox(at.engine);
    await expect(withMailbox(at.engine)).rejects.toMatchObject({ code: 'conflict' });
  });

  it('goes by the mailbox that was asked for, else by the first', async () => {
    const at = await desk();
    const { workspace } = at.engine;
    const first = await withMailbox(at.engine);
    const second = await addMailbox(workspace, {
      address: 'tom@halden.example',
      displayName: 'Tom',
      imapUrl: 'imaps://127.0.0.1:1',
      smtpUrl: null,
      user: 'tom',
      password: 'x',
      certificateAuthority: null,
      draftsFolder: null,
    });
    expect((await getDraft(workspace, at.id)).from).toEqual({ name: 'Ines Okafor', address: first.address });
    await queueDraft(workspace, at.id, second.id);
    expect(await getDraft(workspace, at.id)).toMatchObject({
      from: { name: 'Tom', address: second.address },
      mailboxId: second.id,
    });
    await logged(at.engine, 'discardDraft', { id: at.id });
    await logged(at.engine, 'restoreDraft', { id: at.id });
    await queueDraft(workspace, at.id, first.id);
    expect((await getDraft(workspace, at.id)).from?.address).toBe(first.address);
    const shouting = { address: first.address.toUpperCase(), password: 'x' };
    await expect(
      addMailbox(workspace, {
        ...shouting,
        displayName: null,
        imapUrl: 'imaps://127.0.0.1:1',
        smtpUrl: null,
        user: 'x',
        certificateAuthority: null,
        draftsFolder: null,
      }),
    ).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('is set up already') });
    await expect(queueDraft(workspace, at.id, 'none' as never)).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('the log of a letter', () => {
  it('has its wording before and after, what it asked for, and where it went', async () => {
    const at = await desk();
    const { engine, id } = at;
    const account = await engine.account('A');
    const stored = at.row('text, to_json, cc_json, subject, invoices_json, amount_minor, message_id');
    const cc = [{ name: null, address: 'boss@aurora.example' }];
    await changeDraft(engine.workspace, id, { cc, text: 'Pay now.' });
    const payloads = () =>
      engine
        .rows<{ kind: string; payload: string }>(
          'SELECT kind, payload FROM touchpoint JOIN touchpoint_payload USING (seq) WHERE account_id = ? ORDER BY seq DESC',
          account,
        )
        .map(({ kind, payload }) => ({ kind, ...(JSON.parse(payload) as object) }));
    expect(payloads()[0]).toEqual({
      kind: 'draft_changed',
      summary: `Draft changed: ${stored?.subject}`,
      draft: id,
      before: { to: stored?.to_json, cc: '[]', subject: stored?.subject, text: stored?.text },
      after: { to: stored?.to_json, cc: JSON.stringify(cc), subject: stored?.subject, text: 'Pay now.' },
    });
    const asked = {
      draft: id,
      stage: 'friendly',
      currency: 'USD',
      amount: stored?.amount_minor,
      invoices: JSON.parse(stored?.invoices_json as string) as unknown,
    };
    await exportDraft(engine.workspace, id);
    const handedOver = at.row('handed_over_at')?.handed_over_at;
    expect(payloads()[0]).toEqual({
      kind: 'draft_exported',
      summary: `Draft exported as a mail file: ${stored?.subject}`,
      as: 'eml',
      ...asked,
    });
    await logged(engine, 'recordDraftExported', { id, as: 'copy' });
    expect(payloads()[0]).toMatchObject({ as: 'copy', summary: `Draft copied: ${stored?.subject}` });
    await WAYS.appending?.(at);
    await logged(engine, 'recordDraftSaved', { id, ...PLACE });
    expect(payloads()[0]).toEqual({
      kind: 'draft_saved_to_mailbox',
      summary: `Draft saved to Drafts: ${stored?.subject}`,
      ...asked,
      messageId: at.row('message_id')?.message_id,
      folder: 'Drafts',
      uid: 7,
    });
    expect(at.row('handed_over_at')).toEqual({ handed_over_at: handedOver });
    expect(payloads().at(-1)).toMatchObject({
      kind: 'draft_created',
      ...asked,
      to: [{ address: 'ap@aurora.example' }],
    });
  });
});
