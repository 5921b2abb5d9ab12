import { z } from 'zod';
import { type OAuthServiceView, oauthServiceSchema } from '../../../../shared/contract/mailbox-sign-in.ts';
import type { MailboxRow } from '../../db/queries/mailboxes.ts';
import { EngineError } from '../../platform/engine-error.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';

/** What the key store holds for a mailbox that was connected by OAuth. Access tokens live in memory only. */
export interface OAuthSecret {
  readonly refreshToken: string;
  /** Only where the service gave the client one. */
  readonly clientSecret: string | null;
}

const secretSchema = z.object({ refreshToken: z.string().min(1), clientSecret: z.string().nullable() });

/** The service that a mailbox was connected with; null for a mailbox with a password. */
export function registrationOf({ login, oauthJson }: MailboxRow): OAuthServiceView | null {
  if (login !== 'oauth' || oauthJson === null) return null;
  const parsed = oauthServiceSchema.safeParse(JSON.parse(oauthJson));
  return parsed.success ? parsed.data : null;
}

/** Reads the secret of a mailbox; throws `auth` when it is not on this computer. */
export async function readOAuthSecret(workspace: OpenWorkspace, row: MailboxRow): Promise<OAuthSecret> {
  const text = await workspace.secrets.get(row.secretName);
  const parsed = text === null ? null : secretSchema.safeParse(parsedJson(text));
  if (parsed?.success) return parsed.data;
  throw new EngineError(
    'auth',
    `The permission for ${row.address} is not on this computer. Connect the mailbox again.`,
    { step: 'reconnect' },
  );
}

/** Keeps it under the given name. */
export function writeOAuthSecret(workspace: OpenWorkspace, name: string, secret: OAuthSecret): Promise<void> {
  return workspace.secrets.set(name, JSON.stringify(secret));
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
