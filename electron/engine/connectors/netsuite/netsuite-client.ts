import { z } from 'zod';
import type { SignInLife } from '../../../../shared/domain/connections/sign-in-life.ts';
import type { Instant } from '../../../../shared/domain/dates.ts';
import type { EngineError } from '../../platform/engine-error.ts';
import { connectorFailure } from '../connector-failure.ts';
import {
  type Authorization,
  createHttpClient,
  type HttpClient,
  type HttpClientOptions,
} from '../http/http-client.ts';
import { parseJson } from '../http/json.ts';
import type { HttpAnswer } from '../http/messages.ts';
import type { ConnectorPlatform } from '../http/platform.ts';
import { redact } from '../http/redact.ts';
import { isPersonal, type NetsuitePerson, personalRefusal, personalSession } from './netsuite-person.ts';
import {
  certificateLife,
  createNetsuiteSession,
  type NetsuiteProof,
  tokenRefusal,
} from './netsuite-tokens.ts';

export interface NetsuiteOptions {
  /** As in the address of the account, such as `1234567` or, for a sandbox, `1234567_SB1`. */
  readonly accountId: string;
  readonly proof: NetsuiteProof | NetsuitePerson;
  readonly platform: ConnectorPlatform;
  /** Records on a page. */
  readonly pageSize?: number;
  /** Where the account is; tests say another place. */
  readonly server?: string;
}

/**
 * Calls at a time are counted for the whole account, whoever makes them: 5 on the smallest plan. One of ours goes at a
 * time; NetSuite publishes no limit over time.
 */
const LIMITS = { concurrent: 2 } as const;

/** The way to one account at NetSuite. */
export interface NetsuiteClient {
  readonly http: HttpClient;
  readonly server: string;
  readonly accountId: string;
  readonly pageSize: number;
  /** A person signed in to it in the browser; else a certificate speaks for Duebook. */
  readonly isPersonal: boolean;
  /** How long the certificate lasts; null where it is not known, or a person signed in. */
  certificateLife(): SignInLife | null;
  now(): Instant;
  /** Fetches an access token unless there is one. */
  signIn(signal: AbortSignal): Promise<void>;
}

/** Where an account is: `1234567_SB1` is at `1234567-sb1.…`. */
export function serverOf(accountId: string): string {
  const name = accountId.trim().toLowerCase().replaceAll('_', '-');
  if (/^[a-z0-9][a-z0-9-]*$/.test(name)) return `https://${name}.suitetalk.api.netsuite.com`;
  throw connectorFailure(
    'not_found',
    'The account id is not one of NetSuite’s. It stands in the address after signing in: 1234567.app.netsuite.com.',
  );
}

/** Where an account gives its tokens, to programs and to persons. */
export function tokenUrlOf(server: string): string {
  return `${server}/services/rest/auth/oauth2/v1/token`;
}

export function createNetsuiteClient(options: NetsuiteOptions): NetsuiteClient {
  const { accountId, proof, platform, pageSize = 500, server = serverOf(accountId) } = options;
  const { timing, limiters, onCost } = platform;
  const common = {
    system: 'NetSuite',
    hosts: [new URL(server).host],
    limiter: limiters.of('netsuite', accountId, LIMITS),
    timing,
    onCost,
  };
  const authorization = isPersonal(proof)
    ? personalSession(proof, tokenUrlOf(server), timing, createHttpClient({ ...common, ...PERSONAL }))
    : certificateSession(proof, server, common);
  return {
    http: createHttpClient({ ...common, authorization, fault: netsuiteFault }),
    server,
    accountId,
    pageSize,
    isPersonal: isPersonal(proof),
    certificateLife: () => (isPersonal(proof) ? null : certificateLife(proof.key)),
    now: () => new Date(timing.now()).toISOString() as Instant,
    async signIn(signal) {
      await authorization.headers(signal);
    },
  };
}

const PERSONAL = { authorization: null, fault: personalRefusal } as const;

function certificateSession(
  proof: NetsuiteProof,
  server: string,
  common: Omit<HttpClientOptions, 'authorization'>,
): Authorization {
  const session = createNetsuiteSession(proof, tokenUrlOf(server), common.timing, () => identity);
  const identity = createHttpClient({
    ...common,
    authorization: null,
    seen: ({ headers }) => session.seeClock(headers),
    fault: tokenRefusal,
  });
  return session.authorization;
}

const faultForm = z.object({
  'o:errorDetails': z
    .array(z.object({ detail: z.string().nullish(), 'o:errorCode': z.string().nullish() }))
    .min(1),
});

/**
 * Faults that only NetSuite's words tell apart. A type of record that the role may not see is "not found", in an answer
 * of status 400: `details.record` is its name.
 */
export function netsuiteFault({ status, bytes }: HttpAnswer): EngineError | null {
  if (status !== 400 && status !== 403) return null;
  const [fault] = faultsIn(bytes);
  const detail = fault?.detail ?? '';
  const [, record] = /Record '(\w+)' was not found/i.exec(detail) ?? [];
  if (record !== undefined) {
    return connectorFailure(
      'forbidden',
      `NetSuite does not show “${record.toLowerCase()}” to the role of this connection.`,
      { missing: 'record', record: record.toLowerCase() },
    );
  }
  if (status === 403) {
    return connectorFailure(
      'forbidden',
      'The role of this connection may not use REST web services or SuiteQL. It needs the permissions “REST Web Services”, “Log in using OAuth 2.0 Access Tokens” and “SuiteAnalytics Workbook”.',
      { missing: 'permission' },
    );
  }
  return connectorFailure(
    'bad_request',
    `NetSuite did not accept a request of ours (${redact(fault?.['o:errorCode'] ?? '400')}). It says: ${redact(detail)}`,
    { status },
  );
}

function faultsIn(bytes: Uint8Array): z.infer<typeof faultForm>['o:errorDetails'] {
  try {
    return faultForm.parse(parseJson(new TextDecoder().decode(bytes)))['o:errorDetails'];
  } catch {
    return [];
  }
}
