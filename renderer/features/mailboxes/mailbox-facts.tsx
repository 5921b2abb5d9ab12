import type { MailboxView, MailEndpointView } from '../../../shared/contract/mailboxes.ts';
import { presetOf } from '../../../shared/domain/mailboxes/provider-presets.ts';
import { aliasText } from './alias-text.ts';
import classes from './mailboxes.module.css';
import { LOGIN_WORDS } from './sign-in-fields.ts';

/** How a mailbox is set up, in words. */
export function MailboxFacts({ mailbox }: { readonly mailbox: MailboxView }) {
  const facts: readonly (readonly [string, string])[] = [
    ['Name in From', mailbox.displayName ?? '—'],
    ...(mailbox.aliases.length > 0 ? [['Other senders', aliasText(mailbox.aliases)] as const] : []),
    ['Provider', presetOf(mailbox.provider)?.name ?? 'another provider or server'],
    ['Incoming server', endpointText(mailbox.imap)],
    ['Sending server', mailbox.smtp ? endpointText(mailbox.smtp) : 'none'],
    ['User name', mailbox.user],
    [mailbox.login === 'oauth' ? 'Sign-in' : 'Password', secretText(mailbox)],
    ['Drafts folder', mailbox.draftsFolder ?? 'found by itself'],
    ['Sent folder', sentText(mailbox)],
    ['Certificate', certificateText(mailbox)],
  ];
  return (
    <dl className={classes.facts}>
      {facts.map(([name, text]) => (
        <Fact key={name} name={name} text={text} />
      ))}
    </dl>
  );
}

function Fact({ name, text }: { readonly name: string; readonly text: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{text}</dd>
    </>
  );
}

function secretText({ login, service, hasSecret }: MailboxView): string {
  if (login === 'oauth') {
    const how = LOGIN_WORDS[service?.service ?? 'own'];
    return hasSecret ? how : `${how}: not on this computer, connect the mailbox again`;
  }
  return hasSecret ? 'in the key store' : 'missing on this computer: change the mailbox and enter it';
}

function sentText({ sentFolder, savesSent }: MailboxView): string {
  const folder = sentFolder ?? 'found by itself';
  if (savesSent === null) return folder;
  return `${folder}; ${savesSent ? 'the provider keeps the copies' : 'Duebook keeps the copies'}`;
}

function certificateText({ hasCertificateAuthority, pins }: MailboxView): string {
  if (pins.imap !== null || pins.smtp !== null) return 'accepted by you';
  return hasCertificateAuthority ? 'your own authority' : 'public authorities';
}

function endpointText({ host, port, security }: MailEndpointView): string {
  return `${host}:${port}, ${security === 'tls' ? 'TLS' : 'STARTTLS'}`;
}
