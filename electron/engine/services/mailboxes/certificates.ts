import { X509Certificate } from 'node:crypto';
import type {
  CertificateChoice,
  CertificateProbe,
  ServerCertificate,
} from '../../../../shared/contract/mailbox-certificates.ts';
import type { MailboxView } from '../../../../shared/contract/mailboxes.ts';
import { instant } from '../../../../shared/domain/dates.ts';
import type { MailboxId } from '../../../../shared/domain/ids.ts';
import type { MailboxRow } from '../../db/queries/mailboxes.ts';
import type { MailEndpoint, MailProtocol } from '../../mail/account/mail-endpoint.ts';
import { probeCertificate, type ShownCertificate } from '../../mail/account/probe-certificate.ts';
import { EngineError, isEngineError } from '../../platform/engine-error.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';
import { requireMailbox } from './find-mailbox.ts';
import { viewOf } from './mailbox-view.ts';
import { mailAccountOf } from './open-mailbox.ts';

/** Looks at the certificates of a mailbox's servers, without a login. Errors: `not_found`, `cancelled`. */
export async function lookAtCertificates(
  workspace: OpenWorkspace,
  id: MailboxId,
  signal?: AbortSignal,
): Promise<CertificateProbe[]> {
  const row = await requireMailbox(workspace, id);
  const servers = (['imap', 'smtp'] as const).filter((server) => endpointOf(row, server) !== null);
  return Promise.all(servers.map((server) => lookAt(row, server, signal)));
}

/**
 * Trusts exactly the certificate that the person saw, for this server of this mailbox only; the server is asked once more,
 * and one that shows another certificate by now is refused (`conflict`). Without a fingerprint the accepted one is taken
 * away. Errors: also `network`, `not_found`, `validation` (no such server).
 */
export async function acceptCertificate(
  workspace: OpenWorkspace,
  { id, server, fingerprint }: CertificateChoice,
  signal?: AbortSignal,
): Promise<MailboxView> {
  const row = await requireMailbox(workspace, id);
  const pem = fingerprint === null ? null : await seenCertificate(row, server, fingerprint, signal);
  await workspace.db.write(
    'acceptCertificate',
    { id: row.id, server, pem, fingerprint },
    workspace.context(),
  );
  return viewOf(workspace, await requireMailbox(workspace, row.id));
}

async function seenCertificate(
  row: MailboxRow,
  server: MailProtocol,
  fingerprint: string,
  signal: AbortSignal | undefined,
): Promise<string> {
  const shown = await probe(row, server, signal);
  if (shown.fingerprint !== fingerprint) {
    throw new EngineError(
      'conflict',
      'The server shows another certificate now than the one you looked at. Nothing was accepted. Look at it again.',
      { server },
    );
  }
  return shown.pem;
}

async function lookAt(
  row: MailboxRow,
  server: MailProtocol,
  signal: AbortSignal | undefined,
): Promise<CertificateProbe> {
  try {
    return {
      server,
      certificate: certificateView(row, server, await probe(row, server, signal)),
      problem: null,
    };
  } catch (error) {
    if (!isEngineError(error) || error.code !== 'network') throw error;
    return { server, certificate: null, problem: error.message };
  }
}

function probe(
  row: MailboxRow,
  server: MailProtocol,
  signal: AbortSignal | undefined,
): Promise<ShownCertificate> {
  const endpoint = endpointOf(row, server);
  if (endpoint === null) throw new EngineError('validation', `${row.address} has no server for sending.`);
  return probeCertificate({ caPem: row.caPem }, endpoint, signal === undefined ? {} : { signal });
}

function endpointOf(row: MailboxRow, server: MailProtocol): MailEndpoint | null {
  return mailAccountOf(row)[server];
}

function certificateView(row: MailboxRow, server: MailProtocol, shown: ShownCertificate): ServerCertificate {
  const { host, port } = endpointOf(row, server) ?? { host: '', port: 0 };
  const pin = server === 'imap' ? row.imapPin : row.smtpPin;
  return {
    server,
    host,
    port,
    fingerprint: shown.fingerprint,
    subject: shown.subject,
    issuer: shown.issuer,
    validFrom: instant(shown.validFrom.toISOString()),
    validTo: instant(shown.validTo.toISOString()),
    trusted: shown.problem === null,
    problem: shown.problem === null ? null : shown.problem.toLowerCase().replaceAll('_', ' '),
    accepted: pin === null ? null : new X509Certificate(pin).fingerprint256,
  };
}
