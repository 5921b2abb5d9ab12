import { isEngineError } from '../../platform/engine-error.ts';
import type { ConnectionCheck, ConnectionReport } from '../connector.ts';
import { sentInvoices } from './documents.ts';
import { receivableLines } from './ledger-lines.ts';
import { modelAccess } from './model-access.ts';
import { openBooks, type TrytonBooks } from './tryton-books.ts';
import { readContext } from './tryton-reader.ts';
import { serverAddress, type TrytonAccount, type TrytonSession } from './tryton-session.ts';
import { writePowers } from './write-probes.ts';

/** Models that have to be readable. The guide lists the same. */
export const READ_MODELS = [
  'company.company',
  'currency.currency',
  'party.party',
  'party.address',
  'party.contact_mechanism',
  'account.account',
  'account.account.type',
  'account.journal',
  'account.move',
  'account.move.line',
  'account.move.reconciliation',
  'account.invoice',
  'account.invoice.payment_term',
  'account.invoice-account.move.line',
] as const;

/** What writing notes and files back needs. */
const PARTY_POWER = 'change parties';

type Step = ConnectionCheck['step'];
type Said = { readonly ok: boolean; readonly text: string };

/**
 * Tries to reach the server, to sign in, to read, and to write where that leaves no trace. Stops at the first thing that
 * keeps the books from being read and says what it is.
 */
export async function testTryton(
  account: TrytonAccount,
  session: TrytonSession,
  signal: AbortSignal,
): Promise<ConnectionReport> {
  const checks: ConnectionCheck[] = [];
  let company: ConnectionReport['company'] = null;
  const attempt = async (step: Step, work: () => Promise<Said>): Promise<boolean> => {
    const said = await work().catch((error: unknown) => failed(error, step, signal));
    checks.push({ step, ...said });
    return said.ok;
  };
  const report = (): ConnectionReport => ({ ok: checks.every(({ ok }) => ok), checks, company });

  const reached = await reach(account, session, signal);
  checks.push(...reached);
  if (reached.some(({ ok }) => !ok)) return report();
  const signedIn = await signIn(account, session, signal);
  checks.push(...signedIn);
  if (signedIn.some(({ ok }) => !ok)) return report();
  if (!(await attempt('role', () => roleCheck(session, signal)))) return report();
  let books: TrytonBooks | null = null;
  const read = await attempt('read', async () => {
    books = await openBooks(session, signal);
    const { name, baseCurrency } = books.reader.company;
    company = { name, baseCurrency };
    return { ok: true, text: await whatIsThere(books, signal) };
  });
  if (!read) return report();
  await attempt('read_only', () => readOnlyCheck(account, session, signal));
  return report();
}

async function reach(
  { address }: TrytonAccount,
  session: TrytonSession,
  signal: AbortSignal,
): Promise<readonly ConnectionCheck[]> {
  try {
    const { host, protocol } = serverAddress(address);
    const { version } = await session.greet(signal);
    const tls =
      protocol === 'https:'
        ? 'The connection is encrypted, and the certificate was accepted.'
        : 'The server is on this computer; the connection leaves it not.';
    return [
      { step: 'dns', ok: true, text: `${host} was found.` },
      { step: 'connect', ok: true, text: `A Tryton of version ${version} answers.` },
      { step: 'tls', ok: true, text: tls },
    ];
  } catch (error) {
    const { step = 'connect', ...said } = failed(error, 'connect', signal);
    return [{ step, ...said }];
  }
}

async function signIn(
  { database, user }: TrytonAccount,
  session: TrytonSession,
  signal: AbortSignal,
): Promise<readonly ConnectionCheck[]> {
  try {
    await session.signIn(signal);
    return [
      { step: 'database', ok: true, text: `The database ${database} is there.` },
      { step: 'login', ok: true, text: `${user} is signed in.` },
    ];
  } catch (error) {
    const { step = 'login', ...said } = failed(error, 'login', signal);
    return [{ step, ...said }];
  }
}

async function roleCheck(session: TrytonSession, signal: AbortSignal): Promise<Said> {
  const context = await readContext(session, signal);
  if (context.company === null) {
    return {
      ok: false,
      text: 'The user has no company. Open the user in Tryton, add the company under Companies and choose it as Current Company.',
    };
  }
  const access = await modelAccess(session, READ_MODELS, context, signal);
  const missing = READ_MODELS.filter((model) => access[model]?.read !== true);
  if (missing.length === 0) return { ok: true, text: 'The user may read all that is needed.' };
  return {
    ok: false,
    text: `The user may not read ${missing.join(', ')}. Give its group the right "Read" on each of them.`,
  };
}

async function whatIsThere({ reader, company }: TrytonBooks, signal: AbortSignal): Promise<string> {
  const one = 1;
  await reader.ids('party.party', [], one, signal);
  await reader.ids('account.move.line', receivableLines(company), one, signal);
  const invoices = await reader.count('account.invoice', sentInvoices(company), signal);
  return `The books of ${reader.company.name}, kept in ${reader.company.baseCurrency}, hold ${invoices} customer invoices and credit notes.`;
}

async function readOnlyCheck(
  { user }: TrytonAccount,
  session: TrytonSession,
  signal: AbortSignal,
): Promise<Said> {
  const { own, everybody } = await writePowers(session, signal);
  const writes = Object.keys(session.creates).length > 0;
  const powers = writes ? own.filter((power) => power !== PARTY_POWER) : own;
  const all = [...powers, ...everybody].join('; ');
  if (powers.length > 0) {
    return {
      ok: false,
      text: `${user} could change the books: ${all}. Duebook never does. To be safe, take these rights away, and give each wizard named here a group of its own; the guide to Tryton says how.`,
    };
  }
  const but = own.length === 0 ? '' : ' but parties, which carry what is written back';
  const open =
    everybody.length === 0
      ? ''
      : ` But whoever is a user of this Tryton, whatever its rights, could do this: ${all}. Duebook never does. Ask its administrator to give each wizard named here a group of its own; the guide to Tryton says how.`;
  return { ok: true, text: `Tryton refused every attempt to change something${but}.${open}` };
}

/** A failure as a line of the report. Anything that is no failure of the connection goes on. */
function failed(error: unknown, step: Step, signal: AbortSignal): Said & { readonly step?: Step } {
  if (signal.aborted || !isEngineError(error)) throw error;
  const named = error.details.step;
  const known = (['dns', 'connect', 'tls', 'database', 'login'] as const).find((one) => one === named);
  return { ok: false, text: error.message, step: known ?? step };
}
