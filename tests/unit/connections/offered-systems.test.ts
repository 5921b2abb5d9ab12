import { describe, expect, it } from 'vitest';
import { createRateLimiters } from '../../../electron/engine/connectors/http/rate-limiter.ts';
import { NETSUITE_REDIRECT } from '../../../electron/engine/connectors/netsuite/netsuite-sign-in.ts';
import { REDIRECT_AT } from '../../../electron/engine/connectors/system-sign-in.ts';
import {
  CONNECTORS,
  type ConnectionAccess,
  NO_TOKENS,
  refuseMalformed,
} from '../../../electron/engine/services/connections/open-connector.ts';
import {
  booksField,
  CONNECTION_FORMS,
  connectionForm,
  signsInByBrowser,
} from '../../../shared/domain/connections/connection-fields.ts';
import { connectionGuide } from '../../../shared/domain/connections/connection-guides.ts';
import { CONNECTOR_KINDS } from '../../../shared/domain/connections/connector-kinds.ts';
import { fakeTiming } from '../../support/ledger/fake-timing.ts';

/** Values that can be right, for every field that is asked for. */
const GOOD: Readonly<Record<string, string>> = {
  url: 'https://erp.halden.example',
  address: 'https://erp.halden.example',
  database: 'halden',
  user: 'duebook',
  password: 'secret',
  key: 'rk_live_51',
  accountId: '1234567_SB1',
  clientId: 'client',
  certificateId: 'certificate',
  apiKey: 'key',
  apiSecret: 'secret',
  clientSecret: 'secret',
  redirect: 'https://www.halden.example/duebook',
};

/** Optional fields that are needed unless another says that they are not. */
const NEEDED: Readonly<Record<string, Readonly<Record<string, true>>>> = { quickbooks: { redirect: true } };

function accessFor(kind: string, changes: Readonly<Record<string, string>> = {}): ConnectionAccess {
  const fields = connectionForm(kind)?.fields ?? [];
  const values = (secret: boolean) =>
    Object.fromEntries(
      fields
        .filter(
          (field) =>
            field.secret === secret && (!field.optional || field.name in { ...changes, ...NEEDED[kind] }),
        )
        .map(({ name }) => [name, changes[name] ?? GOOD[name] ?? '']),
    );
  return { settings: values(false), secrets: values(true), tokens: NO_TOKENS };
}

/** Systems that want to know who asks. */
const SIGNED_IN = CONNECTION_FORMS.filter(({ kind }) => kind !== 'folder');

it('offers every system that a connector reads', () => {
  expect(CONNECTION_FORMS.map(({ kind }) => kind).toSorted()).toEqual([...CONNECTOR_KINDS].toSorted());
});

it('lets a person sign in in the browser where the system knows no other way, and to NetSuite if wished', () => {
  const kinds = CONNECTION_FORMS.map(({ kind }) => kind);
  const byBrowser = (settings: Readonly<Record<string, string>>) =>
    kinds.filter((kind) => signsInByBrowser(kind, settings)).toSorted();
  expect(byBrowser({})).toEqual(['quickbooks', 'xero']);
  expect(byBrowser({ signIn: 'certificate' })).toEqual(['quickbooks', 'xero']);
  expect(byBrowser({ signIn: 'browser' })).toEqual(['netsuite', 'quickbooks', 'xero']);
  for (const kind of byBrowser({ signIn: 'browser' }))
    expect(connectionForm(kind)?.fields.map(({ name }) => name)).toContain(booksField(kind));
});

it('guides to register the very addresses at which it waits for the browser', () => {
  const { host, ports, path } = REDIRECT_AT;
  const addresses = ports.map((port) => `http://${host}:${port}${path}`);
  expect(connectionGuide('xero').addresses).toEqual(addresses);
  expect(connectionGuide('quickbooks').addresses).toEqual(addresses);
  expect(connectionGuide('netsuite').addresses).toEqual([NETSUITE_REDIRECT]);
});

describe.each(SIGNED_IN.map((form) => [form.system, form] as const))('%s', (_system, form) => {
  it('can be connected with what its form asks for, by the connector of its name', () => {
    const timing = fakeTiming();
    const platform = { timing, limiters: createRateLimiters(timing), onCost: () => undefined };
    expect(CONNECTORS[form.kind](accessFor(form.kind), platform).kind).toBe(form.kind);
  });

  it('says where to find each thing, and how to give and take the right', () => {
    expect(new Set(form.fields.map(({ name }) => name)).size).toBe(form.fields.length);
    for (const { help } of form.fields) expect(help).toMatch(/\.$/);
    const { steps, revoke } = connectionGuide(form.kind);
    expect(steps.length).toBeGreaterThanOrEqual(4);
    expect(revoke).toMatch(/^To take it back, /);
  });
});

describe('a value that cannot be right', () => {
  it.each([
    ['tryton', 'url', 'erp.halden.example'],
    ['odoo', 'address', 'northwind.odoo.com'],
    ['erpnext', 'address', 'not an address'],
    ['netsuite', 'accountId', 'https://1234567.app.netsuite.com'],
    ['stripe', 'timeZone', 'Berlin'],
    ['xero', 'clientId', 'https://developer.xero.com/app/1'],
    ['quickbooks', 'clientId', 'two words'],
    ['quickbooks', 'environment', 'testing'],
    ['quickbooks', 'redirect', 'http://localhost:8888/callback'],
    ['quickbooks', 'redirect', 'https://www.halden.example/duebook?company=1'],
    ['quickbooks', 'redirect', ''],
  ] as const)('of %s is refused as its field %s', (kind, field, value) => {
    expect(() => refuseMalformed(kind, accessFor(kind, { [field]: value }))).toThrow(
      expect.objectContaining({ code: 'validation', details: { field } }),
    );
    expect(() => refuseMalformed(kind, accessFor(kind))).not.toThrow();
  });

  it('of a sandbox is none: without a redirect address the browser comes back to this computer', () => {
    const sandbox = accessFor('quickbooks', { environment: 'sandbox', redirect: '' });
    expect(() => refuseMalformed('quickbooks', sandbox)).not.toThrow();
  });
});
