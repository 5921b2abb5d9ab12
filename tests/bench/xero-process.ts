import { startInBetween } from '../support/ledger/in-between.ts';
import type { Reply } from '../support/ledger/web-server.ts';
import { startXero } from '../support/ledger/xero/xero-dialect.ts';
import { bigLedger } from './big-ledger.ts';

/*
 * A Xero of its own process for the benchmark: node xero-process.ts INVOICES. What it once answered it answers again from
 * memory, so that its own work does not count the second time.
 */
const ledger = bigLedger(Number(process.argv[2]));
const fake = await startXero(ledger);
const between = await startInBetween(fake.server.origin);
const answers = new Map<string, Reply>();
between.meddle(async ({ method, url, headers, body }, _index, genuine) => {
  const key = [method, url.pathname, url.search, headers['if-modified-since'] ?? '', body].join(' ');
  const answer = answers.get(key) ?? (await genuine());
  if (url.pathname.startsWith('/api.xro')) answers.set(key, answer);
  return answer;
});
const told = {
  origin: between.origin,
  tenantId: fake.tenantId,
  clientId: fake.accounts.clientId,
  tokens: fake.accounts.signIn(),
};
process.stdout.write(`${JSON.stringify(told)}\n`);
process.stdin.resume().on('end', () => process.exit(0));
