import { MAILBOX, withMailbox } from './cases-of-letters.ts';
import { type CommandCases, unknown } from './command-case.ts';

const REGISTRATION = JSON.stringify({ service: 'google', clientId: 'client-1' });

export const CASES_OF_MAILBOXES = {
  acceptCertificate: {
    prepare: async (engine) => ({
      id: await withMailbox(engine),
      server: 'imap',
      pem: '-----BEGIN CERTIFICATE-----',
      fingerprint: 'AB:CD',
    }),
    kind: 'mailbox_changed',
    onAccount: false,
    again: 'unchanged',
    refused: unknown,
  },
  requireReconnect: {
    prepare: async (engine) => ({
      id: await withMailbox(engine),
      reason: 'The permission is no longer good.',
    }),
    kind: 'mailbox_paused',
    onAccount: false,
    again: 'unchanged',
    refused: unknown,
  },
  reconnectMailbox: {
    prepare: async (engine) => ({
      id: await withMailbox(engine),
      secretName: `mailbox:${MAILBOX.id}:2`,
      oauthJson: REGISTRATION,
    }),
    kind: 'mailbox_changed',
    onAccount: false,
    again: 'another',
    refused: unknown,
  },
} satisfies Partial<CommandCases>;
