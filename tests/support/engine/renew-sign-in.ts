import { readFileSync, renameSync, writeFileSync, writeSync } from 'node:fs';
import { failureReason } from '../../../electron/engine/connectors/connector-failure.ts';
import { createRateLimiters } from '../../../electron/engine/connectors/http/rate-limiter.ts';
import { systemTiming } from '../../../electron/engine/connectors/http/timing.ts';
import { createQuickbooksClient } from '../../../electron/engine/connectors/quickbooks/quickbooks-client.ts';
import { createXeroClient } from '../../../electron/engine/connectors/xero/xero-client.ts';
import { readHeader } from '../../../electron/engine/db/header.ts';
import type { SecretStore } from '../../../electron/engine/secrets/secret-store.ts';
import { connectionTokens } from '../../../electron/engine/services/connections/connection-tokens.ts';
import type { ConnectionId } from '../../../shared/domain/ids.ts';

/** What the process is to do; its key store is a file that several processes share, as they share a keyring. */
export interface Renewal {
  readonly folder: string;
  readonly keyStore: string;
  readonly connectionId: ConnectionId;
  readonly system: 'xero' | 'quickbooks';
  readonly origin: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** It is killed between the answer of the vendor and the key store. */
  readonly dies: boolean;
}

/** Asks the system for something with tokens that have ended: says `read` once it has seen them, then how it went. */
const task = JSON.parse(process.argv[2] ?? '{}') as Renewal;
const { folder, keyStore, connectionId, system, origin, clientId, clientSecret } = task;
const secretsIn = () => JSON.parse(readFileSync(keyStore, 'utf8')) as Record<string, string>;
let seen = false;
const secrets: SecretStore = {
  async get(name) {
    const value = secretsIn()[name] ?? null;
    if (!seen) writeSync(1, 'read\n');
    seen = true;
    return value;
  },
  async set(name, value) {
    if (task.dies) process.kill(process.pid, 'SIGKILL');
    writeFileSync(`${keyStore}.new`, JSON.stringify({ ...secretsIn(), [name]: value }));
    renameSync(`${keyStore}.new`, keyStore);
  },
  delete: async () => false,
};
const place = { folder, header: readHeader(folder), secrets, canWrite: false };
const tokens = connectionTokens(place, connectionId);
const platform = { timing: systemTiming, limiters: createRateLimiters(systemTiming), onCost: () => {} };
const servers = { api: origin, identity: origin };
const { http } =
  system === 'xero'
    ? createXeroClient({ tenantId: 't', clientId, tokens, platform, servers })
    : createQuickbooksClient({ realmId: '1', app: { clientId, clientSecret }, tokens, platform, servers });
try {
  await http.request({ url: `${origin}/books` }, new AbortController().signal);
  writeSync(1, 'answered\n');
} catch (error) {
  writeSync(1, `${failureReason(error) ?? String(error)}\n`);
}
