import { Button, Loader, Modal } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { CertificateProbe, ServerCertificate } from '../../../shared/contract/mailbox-certificates.ts';
import type { MailboxView } from '../../../shared/contract/mailboxes.ts';
import { useClient } from '../../api/engine-context.tsx';
import { InstantText } from '../../ui/date-text.tsx';
import { ErrorLine } from '../../ui/error-state.tsx';
import { useAction } from '../../ui/use-action.ts';
import classes from './mailboxes.module.css';

/** Shows the certificates of a mailbox's servers and lets a person trust one that no authority vouches for. */
export function CertificateDialog(props: {
  readonly mailbox: MailboxView;
  readonly onClose: () => void;
  readonly onAccepted: () => void;
}) {
  const { mailbox } = props;
  const client = useClient();
  const [probes, setProbes] = useState<readonly CertificateProbe[] | null>(null);
  const look = useAction(async () => setProbes(await client.mailboxes.certificates({ id: mailbox.id })));
  const accept = useAction(async ({ server, fingerprint }: ServerCertificate) => {
    await client.mailboxes.acceptCertificate({ id: mailbox.id, server, fingerprint });
    props.onAccepted();
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when it opens
  useEffect(() => look.run(), []);
  return (
    <Modal opened onClose={props.onClose} title={`Certificates of ${mailbox.address}`} size="lg">
      {look.busy ? (
        <p className={classes.testing} role="status">
          <Loader size={14} aria-hidden="true" /> Asking the servers. No password is sent.
        </p>
      ) : null}
      {look.error ? <ErrorLine error={look.error} onRetry={() => look.run()} /> : null}
      {probes?.map((probe) => (
        <section key={probe.server} aria-label={SERVERS[probe.server]}>
          <h3>{SERVERS[probe.server]}</h3>
          {probe.certificate ? (
            <Certificate
              shown={probe.certificate}
              busy={accept.busy}
              onAccept={() => probe.certificate && accept.run(probe.certificate)}
            />
          ) : (
            <p>{probe.problem}</p>
          )}
        </section>
      ))}
      {accept.error ? <ErrorLine error={accept.error} /> : null}
    </Modal>
  );
}

const SERVERS = { imap: 'Incoming server', smtp: 'Sending server' } as const;

function Certificate(props: {
  readonly shown: ServerCertificate;
  readonly busy: boolean;
  readonly onAccept: () => void;
}) {
  const { shown } = props;
  const isAccepted = shown.accepted === shown.fingerprint;
  return (
    <>
      <p>{verdictOf(shown)}</p>
      <dl className={classes.facts}>
        <dt>SHA-256</dt>
        <dd className={classes.fingerprint}>{shown.fingerprint}</dd>
        <dt>Issued to</dt>
        <dd>{shown.subject || '—'}</dd>
        <dt>Issued by</dt>
        <dd>{shown.issuer || '—'}</dd>
        <dt>Valid</dt>
        <dd>
          <InstantText at={shown.validFrom} /> to <InstantText at={shown.validTo} />
        </dd>
      </dl>
      {shown.trusted || isAccepted ? null : (
        <>
          <p className={classes.second}>
            Compare the fingerprint with the one that whoever runs the server gives you, by telephone or on
            paper. From then on only this certificate will do for this mailbox; another one is blocked.
          </p>
          <Button loading={props.busy} onClick={props.onAccept}>
            Trust this certificate
          </Button>
        </>
      )}
    </>
  );
}

function verdictOf({ trusted, problem, accepted, fingerprint }: ServerCertificate): string {
  if (accepted === fingerprint) return 'You accepted this certificate.';
  if (accepted !== null) {
    return 'This is another certificate than the one that you accepted. It may have been renewed, or someone is in between.';
  }
  return trusted ? 'Trusted: a known authority vouches for it.' : `Not trusted (${problem}).`;
}
