import { z } from 'zod';
import type { EngineError } from '../../platform/engine-error.ts';
import { connectorFailure } from '../connector-failure.ts';
import { parseJson } from '../http/json.ts';
import type { HttpAnswer } from '../http/messages.ts';
import { redact } from '../http/redact.ts';

export const ODOO = 'Odoo';

/** What both interfaces say of a fault. `debug` holds the server's stack and is never read. */
const faultForm = z.object({ name: z.string().catch(''), message: z.string().catch('') });
const rpcForm = z.object({ error: z.object({ data: faultForm }) });

/**
 * The fault in an answer, or null. JSON-2 answers with a status and `{name, message}`; JSON-RPC answers 200 and puts the
 * same under `error.data`.
 */
export function odooFault({ status, bytes, headers }: HttpAnswer): EngineError | null {
  if (status === 429 || !(headers.get('content-type') ?? '').includes('json')) return null;
  const body = jsonIn(bytes);
  if (status >= 200 && status < 300) {
    const rpc = rpcForm.safeParse(body);
    return rpc.success ? meaning(rpc.data.error.data) : null;
  }
  const fault = faultForm.safeParse(body);
  return fault.success && fault.data.name !== '' ? meaning(fault.data) : null;
}

function meaning({ name, message }: z.infer<typeof faultForm>): EngineError {
  const kind = name.split('.').at(-1) ?? '';
  const said = redact(message);
  switch (kind) {
    case 'AccessDenied':
    case 'Unauthorized':
      return connectorFailure(
        'auth_revoked',
        'Odoo no longer accepts the API key: it has ended, was deleted, or belongs to another database. Make a new one and enter it.',
        { kind },
      );
    case 'AccessError':
    case 'Forbidden':
      return connectorFailure(
        'forbidden',
        `Odoo does not let this user read what was asked for. Check the user's groups; the guide to Odoo lists them. It says: ${said}`,
        { kind },
      );
    case 'NotFound':
    case 'MissingError':
      return connectorFailure('not_found', `Odoo does not know what was asked for. It says: ${said}`, {
        kind,
      });
    case 'UserError':
    case 'ValidationError':
    case 'ValueError':
    case 'TypeError':
    case 'KeyError':
    case 'UnprocessableEntity':
    case 'BadRequest':
      return connectorFailure('bad_request', `Odoo did not accept a request of ours. It says: ${said}`, {
        kind,
      });
  }
  return connectorFailure(
    'server_error',
    'Odoo could not do what was asked for: something failed inside the server. Its log says what.',
    { kind: 'crash' },
  );
}

function jsonIn(bytes: Uint8Array): unknown {
  try {
    return parseJson(new TextDecoder().decode(bytes));
  } catch {
    return null;
  }
}
