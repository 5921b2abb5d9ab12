import { describe, expect, test } from 'vitest';
import { quickbooksFailure } from '../../../../electron/engine/connectors/quickbooks/quickbooks-faults.ts';

const NOW = Date.parse('2026-11-22T08:00:00Z');

function failure(status: number, body: unknown, headers: Record<string, string> = {}) {
  const bytes = new TextEncoder().encode(typeof body === 'string' ? body : JSON.stringify(body));
  return quickbooksFailure({ status, headers: new Headers(headers), bytes }, NOW);
}

const fault = (code: string, Message: string, type = 'ValidationFault', Detail = '') => ({
  Fault: { Error: [{ code, Message, Detail }], type },
});

describe('what QuickBooks says went wrong', () => {
  test('an answer with rows is no failure, and neither is one that is no JSON', () => {
    expect(failure(200, { QueryResponse: { Invoice: [] }, time: 'x' })).toBeNull();
    expect(failure(200, '%PDF-1.7 default" {')).toBeNull();
  });

  test.each([
    [200, fault('610', 'Object Not Found'), 'not_found'],
    [400, fault('610', 'Object Not Found'), 'not_found'],
    [200, fault('4000', 'Error parsing query'), 'bad_request'],
    [400, fault('4000', 'Error parsing query'), 'bad_request'],
    [200, fault('10000', 'An application error has occurred', 'SystemFault'), 'server_error'],
    [500, '<html>', 'server_error'],
    [503, '', 'server_error'],
    [403, fault('5020', 'Permission Denied Error', 'AuthorizationFault'), 'forbidden'],
    [403, fault('6190', 'Invalid Company Status: Subscription period has ended'), 'plan_restricted'],
    [403, fault('3001', 'message=ThrottleExceeded; errorCode=003001; statusCode=403'), 'rate_limited'],
    [429, '', 'rate_limited'],
    [
      400,
      fault('2010', 'changedSince date which is older than fixed days is not supported'),
      'cursor_too_old',
    ],
    [401, { fault: { error: [{ message: 'AuthenticationFailed', code: '3200' }] } }, 'auth_expired'],
    [403, { fault: { error: [{ message: 'ApplicationAuthorizationFailed', code: '3100' }] } }, 'forbidden'],
  ])('status %i with %j is %s', (status, body, reason) => {
    expect(failure(status, body)?.details).toMatchObject({ reason });
  });

  test('a fault deep in the answers of the change feed is found', () => {
    const inside = { CDCResponse: [{ QueryResponse: [{}, fault('610', 'Gone')] }], time: 'x' };
    expect(failure(200, inside)?.details).toMatchObject({ reason: 'not_found' });
  });

  test('a field of a record that has this name is none', () => {
    const rows = { QueryResponse: { Invoice: [{ Id: '1', CustomField: { Fault: { Error: [] } } }] } };
    expect(failure(200, rows)).toBeNull();
  });

  test('the time that Intuit asks to wait wins over our minute', () => {
    const throttled = fault('3001', 'ThrottleExceeded');
    expect(failure(403, throttled)?.details).toMatchObject({
      waitMs: 60_000,
      retryAt: '2026-11-22T08:01:00.000Z',
    });
    expect(failure(429, throttled, { 'retry-after': '7' })?.details).toMatchObject({ waitMs: 7_000 });
  });

  test('the number of the request is kept when it is one', () => {
    const tid = (intuit_tid: string) => failure(500, '', { intuit_tid })?.details.intuitTid;
    expect(tid('1-69215e3f-48c0d5f8')).toBe('1-69215e3f-48c0d5f8');
    expect(tid('Bearer abc def')).toBeUndefined();
  });

  test('Intuit’s words are told without what opens anything', () => {
    const said = failure(
      400,
      fault('4000', 'Bad', 'ValidationFault', 'see https://x.example/v3/secret?sig=abcd'),
    );
    expect(said?.message).toContain('Bad');
    expect(said?.message).not.toContain('secret');
  });
});
