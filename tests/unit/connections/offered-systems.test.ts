import { describe, expect, it } from 'vitest';
import { createRateLimiters } from '../../../electron/engine/connectors/http/rate-limiter.ts';
import {
  CONNECTORS,
  type ConnectionAccess,
  refuseMalformed,
} from '../../../electron/engine/services/connections/open-connector.ts';
import { CONNECTION_FORMS, connectionForm } from '../../../shared/domain/connections/connection-fields.ts';
import { connectionGuide } from '../../../shared/domain/connections/connection-guides.ts';
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
};

function accessFor(kind: string, changes: Readonly<Record<string, string>> = {}): ConnectionAccess {
  const fields = connectionForm(kind)?.fields ?? [];
  const values = (secret: boolean) =>
    Object.fromEntries(
      fields
        .filter((field) => field.secret === secret && (!field.optional || field.name in changes))
        .map(({ name }) => [name, changes[name] ?? GOOD[name] ?? '']),
    );
  return { settings: values(false), secrets: values(true) };
}

/** Systems that want to know who asks. */
const SIGNED_IN = CONNECTION_FORMS.filter(({ fields }) => fields.some(({ secret }) => secret));

it('offers the systems whose connectors need no sign-in in a browser', () => {
  const kinds = SIGNED_IN.map(({ kind }) => kind);
  expect(kinds.toSorted()).toEqual(['erpnext', 'netsuite', 'odoo', 'stripe', 'tryton']);
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
  ] as const)('of %s is refused as its field %s', (kind, field, value) => {
    expect(() => refuseMalformed(kind, accessFor(kind, { [field]: value }))).toThrow(
      expect.objectContaining({ code: 'validation', details: { field } }),
    );
    expect(() => refuseMalformed(kind, accessFor(kind))).not.toThrow();
  });
});
