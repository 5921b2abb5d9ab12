import type { ConnectionId } from '../../../../shared/domain/ids.ts';
import type { Connection } from '../connection.ts';

/** Under which name the sign-in of a connection is kept, beside what the connection itself keeps. */
export function signInSecretName(id: ConnectionId): string {
  return `connection:${id}:sign-in`;
}

/** Names under which this workspace keeps secrets: of mailboxes, connections with their sign-ins, and the webhook. */
export function secretNames(db: Connection): readonly string[] {
  const kept = db
    .prepare<[], string>(
      'SELECT secret_name FROM mailbox UNION SELECT secret_name FROM connection UNION SELECT secret_name FROM webhook',
    )
    .pluck()
    .all();
  const connections = db.prepare<[], ConnectionId>('SELECT id FROM connection ORDER BY id').pluck().all();
  return [...new Set([...kept, ...connections.map(signInSecretName)])];
}
