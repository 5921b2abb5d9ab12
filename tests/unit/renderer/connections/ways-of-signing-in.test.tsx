// @vitest-environment happy-dom
import { act, fireEvent, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { ConnectionFormView } from '../../../../shared/contract/connections.ts';
import { cleanPageAfterEach, givePageSizes } from '../support/page.ts';
import { createSampleEngine } from '../support/sample-engine.ts';
import { click, inputsOf, showWindow } from '../support/show-window.tsx';
import { sampleConnection } from './sample-connections.ts';

givePageSizes();
cleanPageAfterEach();

const field = { help: 'Where to find it.', secret: false, optional: false, multiline: false };

const FORM: ConnectionFormView = {
  kind: 'netsuite',
  system: 'NetSuite',
  everyMinutes: 60,
  browserSignIn: { field: 'signIn', value: 'browser' },
  fields: [
    { ...field, name: 'accountId', label: 'Account id' },
    {
      ...field,
      name: 'signIn',
      label: 'Sign-in',
      optional: true,
      choices: [
        { value: 'certificate', label: 'With a certificate' },
        { value: 'browser', label: 'In the browser' },
      ],
    },
    {
      ...field,
      name: 'key',
      label: 'Private key',
      secret: true,
      onlyWith: { field: 'signIn', value: 'certificate' },
    },
    {
      ...field,
      name: 'redirect',
      label: 'Redirect address',
      optional: true,
      onlyWith: { field: 'signIn', value: 'browser' },
    },
  ],
  guide: { reads: 'Invoices.', steps: ['Make a role.'], revoke: 'Revoke it.' },
};

const connection = (settings: Readonly<Record<string, string>>) =>
  sampleConnection({ name: 'Head office', kind: 'netsuite', system: 'NetSuite', settings: { ...settings } });

async function show(hash: string, settings: Readonly<Record<string, string>> = { accountId: '1' }) {
  const sample = createSampleEngine();
  sample.answer('connections.list', () => (hash.endsWith('new') ? [] : [connection(settings)]));
  sample.answer('connections.forms', () => [FORM]);
  sample.answer('connections.runs', () => ({ runs: [], next: null }));
  for (const nothing of ['differences', 'problems', 'usage'])
    sample.answer(`connections.${nothing}`, () => []);
  sample.answer('connections.add', () => connection({}));
  sample.answer('connections.change', () => connection({}));
  await showWindow(sample, hash);
  return sample;
}

const write = (label: string, value: string) =>
  act(async () => {
    fireEvent.change(await screen.findByLabelText(label), { target: { value } });
  });

describe('a system with two ways of signing in', () => {
  it('asks for what belongs to the first way until another is chosen', async () => {
    await show('#/connections/new');
    expect(await screen.findByLabelText('Private key')).toBeDefined();
    expect(screen.queryByLabelText(/Redirect address/)).toBeNull();
    expect(screen.getByRole('button', { name: /Test connection/ })).toBeDefined();
    await write('Sign-in', 'browser');
    expect(screen.queryByLabelText('Private key')).toBeNull();
    expect(screen.getByLabelText(/Redirect address/)).toBeDefined();
    expect(screen.queryByRole('button', { name: /Test connection/ })).toBeNull();
  });

  it('sends nothing of the way that was not chosen, and misses nothing of it', async () => {
    const sample = await show('#/connections/new');
    await write('Account id', '1234567');
    await write('Private key', 'PEM');
    await write('Sign-in', 'browser');
    await click(screen.getByRole('button', { name: /Save and sign in/ }));
    expect(inputsOf(sample, 'connections.add')).toMatchObject([
      { settings: { accountId: '1234567', signIn: 'browser' }, secrets: {} },
    ]);
  });

  it('misses the key when the certificate is chosen', async () => {
    const sample = await show('#/connections/new');
    await write('Account id', '1234567');
    await click(screen.getByRole('button', { name: /Save and read/ }));
    expect(await screen.findByText('Enter the private key.')).toBeDefined();
    expect(inputsOf(sample, 'connections.add')).toEqual([]);
  });

  it('shows of a connection only what belongs to its way', async () => {
    await show('#/connections', { accountId: '1234567', signIn: 'browser' });
    expect(await screen.findByText('In the browser')).toBeDefined();
    expect(screen.queryByText('Private key')).toBeNull();
  });
});
