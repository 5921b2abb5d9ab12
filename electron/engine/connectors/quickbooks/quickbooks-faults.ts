import { z } from 'zod';
import type { EngineError } from '../../platform/engine-error.ts';
import { connectorFailure, type FailureReason, failureReason } from '../connector-failure.ts';
import { retryAfter, statusFailure } from '../http/failures.ts';
import { parseJson } from '../http/json.ts';
import type { HttpAnswer } from '../http/messages.ts';
import { redact } from '../http/redact.ts';
import { tidOf } from './quickbooks-tokens.ts';

const text = z.string().nullish();
// The gateway before the API writes the names in small letters.
const errorForm = z.object({ code: text, Message: text, Detail: text, message: text, detail: text });
const errors = z.array(errorForm).nullish();
const faultForm = z.object({ type: text, Error: errors, error: errors });

interface Fault {
  readonly type: string;
  readonly code: string | null;
  readonly said: string;
}

/** Asked for when Intuit does not say how long to wait: its limits count by the minute. */
const A_MINUTE = 60_000;

/**
 * What QuickBooks says went wrong, also in an answer of status 200; null when nothing did. `details.intuitTid` is the
 * number of the request at Intuit, `details.code` the code of the fault.
 *
 * @param now milliseconds since 1970 of our clock.
 */
export function quickbooksFailure(answer: HttpAnswer, now: number): EngineError | null {
  const fault = faultIn(answer);
  const said = fault?.said ?? '';
  const usual = statusFailure(answer, 'QuickBooks', said, now);
  if (usual === null && fault === null) return null;
  const meaning = missingScope(answer) ?? meaningOf(answer.status, fault);
  const details = {
    ...usual?.details,
    ...tidOf(answer.headers),
    ...(fault?.code ? { code: fault.code } : {}),
  };
  if (meaning === null && usual !== null) {
    return connectorFailure(failureReason(usual) ?? 'bad_answer', usual.message, details);
  }
  const { reason, message, extra = {} } = meaning ?? UNKNOWN_FAULT;
  const wait = reason === 'rate_limited' ? (retryAfter(answer.headers, now) ?? A_MINUTE) : null;
  const waiting = wait === null ? {} : { waitMs: wait, retryAt: new Date(now + wait).toISOString() };
  return connectorFailure(reason, said === '' ? message : `${message} It says: ${said}`, {
    ...details,
    ...waiting,
    ...extra,
  });
}

interface Meaning {
  readonly reason: FailureReason;
  readonly message: string;
  readonly extra?: Readonly<Record<string, unknown>>;
}

const UNKNOWN_FAULT: Meaning = {
  reason: 'bad_request',
  message: 'QuickBooks did not accept a request of ours.',
};

function missingScope({ headers }: HttpAnswer): Meaning | null {
  if (!(headers.get('www-authenticate') ?? '').includes('insufficient_scope')) return null;
  return {
    reason: 'forbidden',
    message: `The sign-in does not include the right to the books (${SCOPE}). Sign in again and allow it.`,
    extra: { missing: 'scope' },
  };
}

/** The only right to the books that Intuit has. */
const SCOPE = 'com.intuit.quickbooks.accounting';

/** What only Intuit's codes and words tell apart; null: the status says enough. */
function meaningOf(status: number, fault: Fault | null): Meaning | null {
  const { type, said } = fault ?? { type: '', said: '' };
  const code = Number(fault?.code ?? Number.NaN);
  if (/\bquota\b|coreplus/i.test(said)) {
    return {
      reason: 'quota_exhausted',
      message: 'The calls that Intuit allows the app for this month are used up.',
      extra: { limitName: 'month' },
    };
  }
  if (status === 429 || code === 3001 || /ThrottleExceeded/i.test(said)) {
    return {
      reason: 'rate_limited',
      message: 'QuickBooks was asked too often. It is asked again in a minute.',
    };
  }
  if (code === 6190) {
    return {
      reason: 'plan_restricted',
      message: 'The subscription of this QuickBooks company has ended or is not paid.',
    };
  }
  if (/older than fixed days/i.test(said)) {
    return {
      reason: 'cursor_too_old',
      message: 'QuickBooks tells what changed for 30 days only. Everything is read again.',
    };
  }
  if (code === 3100 || code === 5020 || (status !== 401 && type.includes('authorization'))) {
    return {
      reason: 'forbidden',
      message:
        'QuickBooks does not let the app read this company: it was disconnected there, or the role of the user does not include it.',
    };
  }
  if (code === 3200 && status !== 401) {
    return { reason: 'auth_expired', message: 'QuickBooks no longer accepts the sign-in. Sign in again.' };
  }
  if (code === 610) return { reason: 'not_found', message: 'QuickBooks does not know what was asked for.' };
  if (code === 10000 || type.includes('system')) {
    return { reason: 'server_error', message: 'QuickBooks has a problem of its own. It is tried again.' };
  }
  return null;
}

/** A fault may be the whole answer, or lie inside the answer to a query or the change feed. */
function faultIn({ bytes }: HttpAnswer): Fault | null {
  if (!Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes('ault"')) return null;
  try {
    return findFault(parseJson(new TextDecoder().decode(bytes)), 0);
  } catch {
    return null;
  }
}

const DEEPEST = 5;

function findFault(value: unknown, depth: number): Fault | null {
  if (typeof value !== 'object' || value === null || depth > DEEPEST) return null;
  for (const [name, inner] of Object.entries(value)) {
    const read = /^fault$/i.test(name) ? faultForm.safeParse(inner) : null;
    if (read?.success === true) return toldBy(read.data);
    const outer = ['QueryResponse', 'CDCResponse'].includes(name) || Array.isArray(value);
    const found = outer ? findFault(inner, depth + 1) : null;
    if (found !== null) return found;
  }
  return null;
}

function toldBy(fault: z.infer<typeof faultForm>): Fault {
  const [first] = fault.Error ?? fault.error ?? [];
  const words = [first?.Message ?? first?.message, first?.Detail ?? first?.detail];
  return {
    type: (fault.type ?? '').toLowerCase(),
    code: first?.code ? redact(first.code) : null,
    said: redact(words.filter(Boolean).join(' — ')),
  };
}
