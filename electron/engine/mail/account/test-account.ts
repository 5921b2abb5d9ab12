import { X509Certificate } from 'node:crypto';
import type { ImapFlow } from 'imapflow';
import { type EngineError, isEngineError } from '../../platform/engine-error.ts';
import { findSpecialFolder } from '../imap/special-folder.ts';
import { withImap } from '../imap/with-imap.ts';
import { checkSmtp } from '../smtp/check-smtp.ts';
import type { MailAccount, MailOptions, MailSecret } from './mail-account.ts';
import { serverName } from './mail-failure.ts';
import { probeCertificate } from './probe-certificate.ts';

export const MAIL_CHECKS = [
  'dns',
  'connect',
  'tls',
  'login',
  'drafts_folder',
  'sent_folder',
  'quota',
  'smtp',
] as const;
export type MailCheckName = (typeof MAIL_CHECKS)[number];

/** One step of the connection test. After a failed step the later ones of that server are not tried. */
export interface MailCheck {
  readonly check: MailCheckName;
  readonly ok: boolean;
  readonly text: string;
}

const UNTIL_LOGIN = ['dns', 'connect', 'tls', 'login'] as const;

/**
 * Tries the mailbox step by step: server found, connected, encrypted, logged in, folder for drafts, folder for sent mail
 * where the mailbox sends, space left, and the sending server in one step. Saves and sends nothing.
 *
 * @throws EngineError `cancelled` only; every other failure is a check that is not ok.
 */
export async function testMailAccount(
  account: MailAccount,
  secret: MailSecret,
  options: MailOptions = {},
): Promise<readonly MailCheck[]> {
  const imap = await imapChecks(account, secret, options);
  return account.smtp === null ? imap : [...imap, await smtpCheck(account, secret, options)];
}

/**
 * The steps before the login, where there is nothing to log in with. Nothing is said inside the encryption.
 *
 * @throws EngineError `cancelled` only.
 */
export async function testReach(
  account: MailAccount,
  options: MailOptions = {},
): Promise<readonly MailCheck[]> {
  const passed = (checks: readonly (typeof UNTIL_LOGIN)[number][]) =>
    checks.map((check) => passedCheck(check, account));
  try {
    const { problem, fingerprint } = await probeCertificate(account, account.imap, options);
    const pin = account.pins.imap;
    const trusted = pin === null ? problem === null : new X509Certificate(pin).fingerprint256 === fingerprint;
    if (trusted) return passed(['dns', 'connect', 'tls']);
    const text = `${serverName(account.imap)}: its certificate cannot be trusted; no token was sent.`;
    return [...passed(['dns', 'connect']), { check: 'tls', ok: false, text }];
  } catch (error) {
    const failure = failureOf(error);
    const check = checkOf(failure);
    return [
      ...passed(UNTIL_LOGIN.slice(0, MAIL_CHECKS.indexOf(check))),
      { check, ok: false, text: failure.message },
    ];
  }
}

async function imapChecks(
  account: MailAccount,
  secret: MailSecret,
  options: MailOptions,
): Promise<readonly MailCheck[]> {
  const passed: MailCheck[] = [];
  try {
    await withImap(account, secret, options, async (client) => {
      passed.push(...UNTIL_LOGIN.map((check) => passedCheck(check, account)));
      const { path, foundBy } = await findSpecialFolder(client, 'drafts', account.draftsFolder);
      passed.push({
        check: 'drafts_folder',
        ok: true,
        text: `Drafts are saved to "${path}" (${FOUND_BY[foundBy]}).`,
      });
      if (account.smtp !== null) passed.push(await sentCheck(client, account.sentFolder));
      passed.push(await quotaCheck(client, path));
    });
    return passed;
  } catch (error) {
    const failure = failureOf(error);
    const failed = checkOf(failure);
    const before = UNTIL_LOGIN.slice(0, MAIL_CHECKS.indexOf(failed));
    return [
      ...(passed.length > 0 ? passed : before.map((check) => passedCheck(check, account))),
      { check: failed, ok: false, text: failure.message },
    ];
  }
}

const FOUND_BY = {
  choice: 'your choice',
  special_use: 'as the server says',
  name: 'known by its name',
} as const;

function passedCheck(check: (typeof UNTIL_LOGIN)[number], { imap, user }: MailAccount): MailCheck {
  const texts = {
    dns: `The name ${imap.host} was found.`,
    connect: `The server answers at ${imap.host}:${imap.port}.`,
    tls: 'The connection is encrypted and the certificate is trusted.',
    login: `Logged in as ${user}.`,
  } as const;
  return { check, ok: true, text: texts[check] };
}

/** A folder that nobody knows is the one thing here that does not end the test: drafts can be saved all the same. */
async function sentCheck(client: ImapFlow, chosen: string | null): Promise<MailCheck> {
  try {
    const { path, foundBy } = await findSpecialFolder(client, 'sent', chosen);
    return {
      check: 'sent_folder',
      ok: true,
      text: `Copies of sent mail lie in "${path}" (${FOUND_BY[foundBy]}).`,
    };
  } catch (error) {
    const failure = failureOf(error);
    if (failure.code !== 'not_found') throw failure;
    return { check: 'sent_folder', ok: false, text: failure.message };
  }
}

async function quotaCheck(client: ImapFlow, folder: string): Promise<MailCheck> {
  const quota = await client.getQuota(folder);
  const storage = quota === false ? undefined : quota.storage;
  if (storage?.limit === undefined || storage.usage === undefined) {
    return { check: 'quota', ok: true, text: 'The server reports no limit on space.' };
  }
  const left = Math.max(0, storage.limit - storage.usage);
  const megabytes = (bytes: number) => `${(bytes / 1_048_576).toFixed(1)} MB`;
  return left > 0
    ? { check: 'quota', ok: true, text: `${megabytes(left)} of ${megabytes(storage.limit)} are free.` }
    : { check: 'quota', ok: false, text: 'The mailbox is full. Free some space, or drafts cannot be saved.' };
}

async function smtpCheck(account: MailAccount, secret: MailSecret, options: MailOptions): Promise<MailCheck> {
  if (account.smtp === null) return { check: 'smtp', ok: true, text: 'No sending server is set.' };
  try {
    await checkSmtp(account, account.smtp, secret, options);
    const { host, port } = account.smtp;
    return {
      check: 'smtp',
      ok: true,
      text: `The sending server ${host}:${port} accepts the login. Nothing was sent.`,
    };
  } catch (error) {
    return { check: 'smtp', ok: false, text: failureOf(error).message };
  }
}

function failureOf(error: unknown): EngineError {
  if (!isEngineError(error) || error.code === 'cancelled') throw error;
  return error;
}

function checkOf({ details }: EngineError): MailCheckName {
  const { step } = details;
  if (step === 'folder') return 'drafts_folder';
  return MAIL_CHECKS.find((check) => check === step) ?? 'connect';
}
