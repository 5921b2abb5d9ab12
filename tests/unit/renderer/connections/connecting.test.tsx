// @vitest-environment happy-dom
import { ORPCError } from '@orpc/client';
import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { cleanPageAfterEach, givePageSizes } from '../support/page.ts';
import { click, inputsOf, type } from '../support/show-window.tsx';
import { engineWith, section, show, write } from './connections-window.tsx';
import { KEY_FORM } from './sample-connections.ts';

givePageSizes();
cleanPageAfterEach();

describe('connecting a system', () => {
  it('begins with what it is good for, when there is none', async () => {
    await show(engineWith([]));
    expect(await screen.findByText(/Duebook never changes the books/)).toBeDefined();
    await click(screen.getByRole('button', { name: 'Connect a system' }));
    expect(await screen.findByLabelText('Address')).toBeDefined();
  });

  it('says what is asked for, and how to give no more rights than it needs', async () => {
    await show(engineWith([]), '#/connections/new');
    expect(await screen.findByText('The web address of the server.')).toBeDefined();
    const guide = within(screen.getByRole('complementary', { name: 'How to set Tryton up' }));
    expect(guide.getByText('Add a group that may only read.')).toBeDefined();
    expect(guide.getByText('Deactivate the user.')).toBeDefined();
  });

  it('is tried without being saved, each step with what was found', async () => {
    const sample = await show(engineWith([]), '#/connections/new');
    await screen.findByLabelText('Address');
    await write('Address', 'https://erp.halden.example');
    await write('User', 'duebook');
    await write('Password', 'secret');
    await type('Control+Shift+Enter');
    const tested = await section('Connection test');
    expect(tested.getByText('erp.halden.example was found.')).toBeDefined();
    expect(tested.getByText(/did not accept the name duebook/)).toBeDefined();
    expect(inputsOf(sample, 'connections.tryOut')).toEqual([
      {
        id: null,
        kind: 'tryton',
        settings: { url: 'https://erp.halden.example', user: 'duebook' },
        secrets: { password: 'secret' },
      },
    ]);
    expect(inputsOf(sample, 'connections.add')).toEqual([]);
  });

  it('names what is missing and asks the engine nothing', async () => {
    const sample = await show(engineWith([]), '#/connections/new');
    await screen.findByLabelText('Address');
    await type('Control+Enter');
    expect(screen.getByText('Enter the address.')).toBeDefined();
    expect(screen.getByText('Enter the password.')).toBeDefined();
    expect(inputsOf(sample, 'connections.add')).toEqual([]);
  });

  it('ends with the first read, which begins by itself', async () => {
    const sample = await show(engineWith([]), '#/connections/new');
    await screen.findByLabelText('Address');
    await write('Name', 'Head office');
    await write('Address', 'https://erp.halden.example');
    await write('User', 'duebook');
    await write('Password', 'secret');
    await type('Control+Enter');
    await waitFor(() =>
      expect(inputsOf(sample, 'connections.sync')).toEqual([{ id: 'con-1', mode: 'changes' }]),
    );
    expect(await screen.findByRole('heading', { name: 'Head office' })).toBeDefined();
  });

  it('does not wait for a test that takes its time', async () => {
    const sample = engineWith([]);
    sample.answer('connections.tryOut', () => new Promise(() => {}));
    await show(sample, '#/connections/new');
    await screen.findByLabelText('Address');
    await write('Address', 'https://erp.halden.example');
    await write('User', 'duebook');
    await write('Password', 'secret');
    await type('Control+Shift+Enter');
    expect(screen.getByText(/Testing step by step/)).toBeDefined();
    await type('Control+Enter');
    await waitFor(() => expect(inputsOf(sample, 'connections.add')).toHaveLength(1));
  });

  it('keeps what was typed when the engine refuses', async () => {
    const sample = engineWith([]);
    sample.answer('connections.add', () => {
      throw new Error('no');
    });
    await show(sample, '#/connections/new');
    await screen.findByLabelText('Address');
    await write('Address', 'https://erp.halden.example');
    await write('User', 'duebook');
    await write('Password', 'secret');
    await type('Control+Enter');
    expect(await screen.findByText(/Something went wrong/)).toBeDefined();
    expect((screen.getByLabelText('Address') as HTMLInputElement).value).toBe('https://erp.halden.example');
  });
});

describe('a system with a key file', () => {
  const KEY = '-----BEGIN PRIVATE KEY-----\nMIIEvQ\n-----END PRIVATE KEY-----\n';
  const open = async () => {
    const sample = engineWith([]);
    sample.answer('connections.forms', () => [KEY_FORM]);
    await show(sample, '#/connections/new');
    await write('Account id', '1234567');
    return sample;
  };

  it('takes its lines as they are, and does without what is optional', async () => {
    const sample = await open();
    const field = screen.getByLabelText('Private key');
    expect(field.tagName).toBe('TEXTAREA');
    await write('Private key', KEY);
    await type('Control+Enter');
    await waitFor(() =>
      expect(inputsOf(sample, 'connections.add')).toMatchObject([
        { settings: { accountId: '1234567', company: '' }, secrets: { key: KEY } },
      ]),
    );
  });

  it('has what the engine does not accept told beside the field, until it is changed', async () => {
    const sample = await open();
    sample.answer('connections.add', () => {
      throw new ORPCError('validation', {
        message: 'The account id is not one of NetSuite’s.',
        data: { details: { field: 'accountId' } },
      });
    });
    await write('Private key', KEY);
    await type('Control+Enter');
    const reason = 'The account id is not one of NetSuite’s.';
    const hint = await screen.findByText(reason);
    expect(hint.parentElement?.contains(screen.getByLabelText('Account id'))).toBe(true);
    expect(screen.queryByText(/That could not be accepted/)).toBeNull();
    await write('Account id', '1234568');
    expect(screen.queryByText(reason)).toBeNull();
  });
});
