import { WEBHOOK_KINDS, type WebhookKind } from '../../../../shared/domain/webhook/webhook-kinds.ts';
import { EngineError } from '../../platform/engine-error.ts';
import type { Connection } from '../connection.ts';
import type { WriteCommand } from './command.ts';

export interface WebhookSettings {
  /** A whole address; its path may be a secret of its own and stands in no log. */
  readonly url: string;
  readonly kinds: readonly WebhookKind[];
  readonly withText: boolean;
  readonly privateAllowed: boolean;
  /** The name of the signing secret in the key store. */
  readonly secretName: string;
}

/** Turns the webhook on, or changes it. It tells of what happens from now on; what waited before goes on waiting. */
export const setWebhook: WriteCommand<WebhookSettings, { readonly secretBefore: string | null }> = (
  db,
  input,
  context,
) => {
  const kinds = WEBHOOK_KINDS.filter((kind) => input.kinds.includes(kind));
  if (kinds.length === 0) {
    throw new EngineError('validation', 'Choose at least one kind of event to tell of.', { field: 'kinds' });
  }
  const before = found(db);
  const values = {
    url: input.url,
    kindsJson: JSON.stringify(kinds),
    withText: Number(input.withText),
    privateAllowed: Number(input.privateAllowed),
    secretName: input.secretName,
  };
  const same =
    before !== undefined &&
    before.state === 'on' &&
    Object.entries(values).every(([name, value]) => before[name as keyof typeof values] === value);
  if (same) return { output: { secretBefore: null }, unchanged: true };
  db.prepare(
    `INSERT INTO webhook (id, url, kinds_json, with_text, private_allowed, secret_name, state, after_seq, attempts,
       delivered, created_at)
     VALUES ('webhook', @url, @kindsJson, @withText, @privateAllowed, @secretName, 'on', @afterSeq, 0, 0, @now)
     ON CONFLICT (id) DO UPDATE SET url = @url, kinds_json = @kindsJson, with_text = @withText,
       private_allowed = @privateAllowed, secret_name = @secretName, state = 'on', after_seq = @afterSeq, attempts = 0,
       next_at = NULL, problem = NULL`,
  ).run({ ...values, now: context.now, afterSeq: waitsFrom(db, before) });
  const payload = {
    summary: `Webhook to ${hostOf(input.url)} ${before === undefined ? 'turned on' : 'changed'}`,
    host: hostOf(input.url),
    kinds,
    withText: input.withText,
    privateAllowed: input.privateAllowed,
  };
  const secretBefore =
    before === undefined || before.secretName === input.secretName ? null : before.secretName;
  return { output: { secretBefore }, entries: [{ kind: 'webhook_set', account: null, payload }] };
};

/** Turns it off; what waited is not told any more. Hands back the name of its secret, for the caller to remove. */
export const turnOffWebhook: WriteCommand<null, { readonly secretName: string | null }> = (db) => {
  const before = found(db);
  if (before === undefined) return { output: { secretName: null }, unchanged: true };
  db.prepare('DELETE FROM webhook').run();
  const host = hostOf(before.url);
  const payload = { summary: `Webhook to ${host} turned off`, host };
  return {
    output: { secretName: before.secretName },
    entries: [{ kind: 'webhook_off', account: null, payload }],
  };
};

/** Stops telling until a person says otherwise. Errors: `not_found` when it is off. */
export const pauseWebhook: WriteCommand<{ readonly reason: string }, null> = (db, { reason }) => {
  const { url, state } = requireWebhook(db);
  if (state === 'paused') return { output: null, unchanged: true };
  db.prepare("UPDATE webhook SET state = 'paused', problem = ?, next_at = NULL").run(reason);
  const host = hostOf(url);
  const payload = { summary: `Webhook to ${host} paused: ${reason}`, host, reason };
  return { output: null, entries: [{ kind: 'webhook_paused', account: null, payload }] };
};

/** Goes on after a pause; `skip` leaves the event out that is next. Errors: `not_found` when it is off. */
export const resumeWebhook: WriteCommand<{ readonly skip: boolean }, null> = (db, { skip }) => {
  const { url, state, kindsJson, afterSeq } = requireWebhook(db);
  if (state === 'on') return { output: null, unchanged: true };
  const next = skip ? firstWaiting(db, kindsJson, afterSeq) : null;
  db.prepare(
    "UPDATE webhook SET state = 'on', problem = NULL, next_at = NULL, attempts = 0, after_seq = COALESCE(?, after_seq)",
  ).run(next);
  const host = hostOf(url);
  const left = next === null ? '' : `, entry ${next} left out`;
  const payload = { summary: `Webhook to ${host} goes on${left}`, host, skipped: next };
  return { output: null, entries: [{ kind: 'webhook_resumed', account: null, payload }] };
};

interface KnownWebhook {
  readonly url: string;
  readonly kindsJson: string;
  readonly withText: number;
  readonly privateAllowed: number;
  readonly secretName: string;
  readonly state: 'on' | 'paused';
  readonly afterSeq: number;
}

function found(db: Connection): KnownWebhook | undefined {
  return db
    .prepare<[], KnownWebhook>(
      `SELECT url, kinds_json AS kindsJson, with_text AS withText, private_allowed AS privateAllowed,
         secret_name AS secretName, state, after_seq AS afterSeq FROM webhook`,
    )
    .get();
}

function requireWebhook(db: Connection): KnownWebhook {
  const row = found(db);
  if (row !== undefined) return row;
  throw new EngineError('not_found', 'The webhook is off. Set it up first.');
}

function firstWaiting(db: Connection, kindsJson: string, afterSeq: number): number | null {
  return db
    .prepare<unknown[], number | null>(
      'SELECT MIN(seq) FROM touchpoint WHERE seq > ? AND kind IN (SELECT value FROM json_each(?))',
    )
    .pluck()
    .get(afterSeq, kindsJson) as number | null;
}

/** Where the waiting begins: behind all that there is, unless something waits already. */
function waitsFrom(db: Connection, before: KnownWebhook | undefined): number {
  const end = db.prepare<[], number>('SELECT COALESCE(MAX(seq), 0) FROM touchpoint').pluck().get() ?? 0;
  if (before === undefined) return end;
  return firstWaiting(db, before.kindsJson, before.afterSeq) === null ? end : before.afterSeq;
}

function hostOf(url: string): string {
  return URL.parse(url)?.host ?? 'an unknown host';
}
