import { z } from 'zod';
import { EngineError } from '../../platform/engine-error.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';

/** The secrets of a connection by the names of their fields. */
export type ConnectionSecrets = Readonly<Record<string, string>>;

const secretsSchema = z.record(z.string(), z.string());

/** Reads them; throws `connector_auth` when they are not on this computer. */
export async function readConnectionSecrets(
  workspace: OpenWorkspace,
  { name, secretName }: { readonly name: string; readonly secretName: string },
): Promise<ConnectionSecrets> {
  const text = await workspace.secrets.get(secretName);
  const parsed = text === null ? null : secretsSchema.safeParse(JSON.parse(text));
  if (parsed?.success) return parsed.data;
  throw new EngineError(
    'connector_auth',
    `The password of the connection "${name}" is not on this computer. Enter it again under Connections.`,
    { reason: 'auth_revoked' },
  );
}

export function writeConnectionSecrets(
  workspace: OpenWorkspace,
  secretName: string,
  secrets: ConnectionSecrets,
): Promise<void> {
  return workspace.secrets.set(secretName, JSON.stringify(secrets));
}
