import { z } from 'zod';
import { connectionForm } from '../../../../shared/domain/connections/connection-fields.ts';
import type { ConnectionRow } from '../../db/queries/connections.ts';
import { EngineError } from '../../platform/engine-error.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';

/** The secrets of a connection by the names of their fields. */
export type ConnectionSecrets = Readonly<Record<string, string>>;

const secretsSchema = z.record(z.string(), z.string());

/** Reads them; throws `connector_auth` when they are not on this computer. A system that asks for none has none. */
export async function readConnectionSecrets(
  workspace: OpenWorkspace,
  { name, kind, secretName }: Pick<ConnectionRow, 'name' | 'kind' | 'secretName'>,
): Promise<ConnectionSecrets> {
  if (!hasSecretFields(kind)) return {};
  const text = await workspace.secrets.get(secretName);
  const parsed = text === null ? null : secretsSchema.safeParse(JSON.parse(text));
  if (parsed?.success) return parsed.data;
  throw new EngineError(
    'connector_auth',
    `The password of the connection "${name}" is not on this computer. Enter it again under Connections.`,
    { reason: 'auth_revoked' },
  );
}

/** Whether a person enters something secret for this system. */
export function hasSecretFields(kind: string): boolean {
  return connectionForm(kind)?.fields.some(({ secret }) => secret) === true;
}

export function writeConnectionSecrets(
  workspace: OpenWorkspace,
  secretName: string,
  secrets: ConnectionSecrets,
): Promise<void> {
  return workspace.secrets.set(secretName, JSON.stringify(secrets));
}
