// @vitest-environment happy-dom
import { ORPCError } from '@orpc/client';
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ConnectionSignInEnded } from '../../../../shared/contract/connection-sign-in.ts';
import type { ConnectionFormView, ConnectionView } from '../../../../shared/contract/connections.ts';
import { plainDate } from '../../../../shared/domain/dates.ts';
import { cleanPageAfterEach, givePageSizes } from '../support/page.ts';
import { createSampleEngine, type SampleEngine } from '../support/sample-engine.ts';
import { click, inputsOf, showWindow, type } from '../support/show-window.tsx';
import { FORM, sampleConnection } from './sample-connections.ts';

givePageSizes();
cleanPageAfterEach();

const PAGE = 'https://login.xero.com/identity/connect/authorize?state=s';
const REDIRECT = 'https://www.halden.example/duebook';

const XERO_FORM: ConnectionFormView = {
  ...FORM,
  kind: 'xero',
  system: 'Xero',
  browserSignIn: true,
  fields: FORM.fields.slice(0, 1).map((field) => ({ ...field, name: 'clientId', label: 'Client id' })),
  guide: { ...FORM.guide, addresses: ['http://localhost:8888/callback', 'http://localhost:8889/callback'] },
};

const xero = (changes: Partial<ConnectionView> = {}) =>
  sampleConnection({
    kind: 'xero',
    system: 'Xero',
    settings: { clientId: 'F00D' },
    status: 'reconnect',
    company: null,
    signedIn: false,
    ...changes,
  });

let opened: string[];
let realOpen: typeof window.open;
beforeEach(() => {
  opened = [];
  realOpen = window.open;
  window.open = (url) => {
    opened.push(String(url));
    return null;
  };
});
afterEach(() => {
  window.open = realOpen;
});

/** An engine with one connection to Xero; `end` says how the sign-in under way ended. */
function engineWith(
  given: ConnectionView,
  { back = 'here' }: { readonly back?: 'here' | 'opens' | 'pasted' } = {},
) {
  const sample = createSampleEngine();
  let connection = given;
  let end: (ended: ConnectionSignInEnded) => void = () => {};
  sample.answer('connections.list', () => [connection]);
  sample.answer('connections.forms', () => [XERO_FORM]);
  sample.answer('connections.runs', () => ({ runs: [], next: null }));
  for (const path of ['differences', 'problems', 'usage']) sample.answer(`connections.${path}`, () => []);
  sample.answer('connections.startSignIn', () => ({
    id: 'sign-in-1',
    url: PAGE,
    host: 'login.xero.com',
    until: '2026-11-21T08:17:00.000Z',
    back,
    redirectUri: REDIRECT,
  }));
  sample.answer(
    'connections.awaitSignIn',
    () =>
      new Promise((resolve) => {
        end = (ended) => {
          if (ended.state === 'done') connection = { ...connection, signedIn: true, status: 'ready' };
          resolve(ended);
        };
      }),
  );
  sample.answer('connections.cancelSignIn', () => ({ cancelled: true }));
  sample.answer('connections.sync', () => ({ jobId: 'job-1' }));
  return { sample, end: (ended: ConnectionSignInEnded) => act(async () => end(ended)) };
}

const show = (sample: SampleEngine, hash = '#/connections') => showWindow(sample, hash);
const section = async (name: string) => within(await screen.findByRole('region', { name }));
const begin = async () =>
  click((await screen.findAllByRole('button', { name: /^Sign in/ }))[0] as HTMLElement);

describe('setting up a system that is signed in to in the browser', () => {
  it('shows the addresses to register, and leaves out a test that nothing could pass yet', async () => {
    await show(engineWith(xero()).sample, '#/connections/new');
    const guide = within(await screen.findByRole('complementary', { name: 'How to set Xero up' }));
    expect(guide.getByText('http://localhost:8889/callback')).toBeDefined();
    expect(guide.getByRole('button', { name: 'Copy all' })).toBeDefined();
    expect(screen.queryByRole('button', { name: /Test connection/ })).toBeNull();
  });

  it('is saved, not read, and leads to the sign-in', async () => {
    const { sample } = engineWith(xero());
    sample.answer('connections.add', () => xero());
    await show(sample, '#/connections/new');
    await act(async () => {
      fireEvent.change(await screen.findByLabelText('Client id'), { target: { value: 'F00D' } });
    });
    await click(screen.getByRole('button', { name: /Save and sign in/ }));
    const signIn = await section('Sign-in');
    expect(signIn.getByText(/Sign in to Xero once in your browser/)).toBeDefined();
    expect(inputsOf(sample, 'connections.sync')).toEqual([]);
  });
});

describe('a sign-in', () => {
  it('opens the page in the person’s own browser, and reads the books once it is done', async () => {
    const { sample, end } = engineWith(xero());
    await show(sample);
    await screen.findAllByText('not signed in');
    await type('s');
    const signIn = await section('Sign-in');
    expect(await signIn.findByText(/Waiting for you to sign in at login.xero.com/)).toBeDefined();
    expect(opened).toEqual([PAGE]);
    expect(signIn.getByRole('link', { name: 'Open the sign-in page' }).getAttribute('href')).toBe(PAGE);
    await end({ state: 'done', text: 'Signed in: the books of Halden.', books: [] });
    await waitFor(() =>
      expect(inputsOf(sample, 'connections.sync')).toEqual([{ id: 'con-1', mode: 'changes' }]),
    );
    expect(await screen.findByText('Signed in: the books of Halden.')).toBeDefined();
  });

  it('can be cancelled, and begun again', async () => {
    const { sample } = engineWith(xero());
    await show(sample);
    await begin();
    await click(await screen.findByRole('button', { name: 'Cancel the sign-in' }));
    expect(await screen.findByText('The sign-in was cancelled.')).toBeDefined();
    expect(inputsOf(sample, 'connections.cancelSignIn')).toEqual([{ signIn: 'sign-in-1' }]);
    await begin();
    expect(inputsOf(sample, 'connections.startSignIn')).toHaveLength(2);
  });

  it('says how it ended when it did not go well', async () => {
    const { sample, end } = engineWith(xero());
    await show(sample);
    await begin();
    await end({
      state: 'failed',
      text: 'The sign-in was refused in the browser. Nothing was changed.',
      books: [],
    });
    expect(await screen.findByText(/refused in the browser/)).toBeDefined();
    expect(inputsOf(sample, 'connections.sync')).toEqual([]);
  });

  it('lets the person choose between several organisations', async () => {
    const { sample, end } = engineWith(xero());
    sample.answer('connections.chooseBooks', () => xero({ company: 'Halden Holding AS', signedIn: true }));
    await show(sample);
    await begin();
    const books = [
      { id: 't-1', name: 'Halden Instruments A/S' },
      { id: 't-2', name: 'Halden Holding AS' },
    ];
    await end({ state: 'choose', text: 'Choose.', books });
    const choice = within(await screen.findByRole('group', { name: /Which of them are read here/ }));
    await click(choice.getByRole('button', { name: 'Halden Holding AS' }));
    expect(inputsOf(sample, 'connections.chooseBooks')).toEqual([{ signIn: 'sign-in-1', books: 't-2' }]);
    await waitFor(() => expect(inputsOf(sample, 'connections.sync')).toHaveLength(1));
  });

  it('that ends on a page of the company takes its address, and says when it is another one', async () => {
    const { sample } = engineWith(xero(), { back: 'pasted' });
    let refused = true;
    sample.answer('connections.pasteSignIn', () => {
      if (!refused) return { taken: true };
      refused = false;
      throw new ORPCError('validation', {
        status: 400,
        message: 'This address belongs to another sign-in.',
        data: { details: { field: 'address' } },
      });
    });
    await show(sample);
    await begin();
    const field = await screen.findByLabelText('Address at the end');
    expect(screen.getByText(new RegExp(REDIRECT))).toBeDefined();
    const write = (value: string) => act(async () => fireEvent.change(field, { target: { value } }));
    await write(`${REDIRECT}?code=1&state=x`);
    await click(screen.getByRole('button', { name: 'Finish the sign-in' }));
    expect(await screen.findByText('This address belongs to another sign-in.')).toBeDefined();
    await write(`${REDIRECT}?code=1&state=s`);
    await click(screen.getByRole('button', { name: 'Finish the sign-in' }));
    expect(inputsOf(sample, 'connections.pasteSignIn')).toHaveLength(2);
    expect(screen.queryByText('This address belongs to another sign-in.')).toBeNull();
  });
});

it('a sign-in that opens Duebook from the browser takes the address by hand, too', async () => {
  const { sample, end } = engineWith(xero(), { back: 'opens' });
  await show(sample);
  await begin();
  expect(await screen.findByLabelText('Address at the end')).toBeDefined();
  expect(screen.getByText(/let the browser open Duebook/)).toBeDefined();
  await end({ state: 'done', text: 'Signed in.', books: [] });
  expect(screen.queryByLabelText('Address at the end')).toBeNull();
});

describe('signing in again', () => {
  const lasting = {
    what: 'sign-in',
    endsOn: plainDate('2027-01-20'),
    state: 'lasting',
    warning: null,
  } as const;

  it('is asked for when the system refuses the sign-in', async () => {
    await show(engineWith(xero({ signedIn: true, status: 'reconnect', company: 'Halden' })).sample);
    const signIn = await section('Sign-in');
    expect(signIn.getByText(/Xero no longer accepts the sign-in/)).toBeDefined();
    expect(signIn.getByRole('button', { name: /Sign in again/ })).toBeDefined();
  });

  it('is asked for before it ends, and only then', async () => {
    const warning = 'The sign-in ends on 2027-01-20 unless the books are read before.';
    const ending = { ...lasting, state: 'ending', warning } as const;
    await show(engineWith(xero({ signedIn: true, status: 'ready', signIn: ending })).sample);
    expect((await section('Sign-in')).getByText(warning)).toBeDefined();
    expect(screen.getAllByText('sign-in ending').length).toBeGreaterThan(0);
  });

  it('is possible at any time, and out of the way until then', async () => {
    const { sample } = engineWith(
      xero({ signedIn: true, status: 'ready', signIn: { ...lasting, unlessUsed: true } }),
    );
    await show(sample);
    const setUp = await section('Set-up');
    expect(setUp.getByText('2027-01-20 (sign-in, unless it is read before)')).toBeDefined();
    expect(screen.queryByRole('region', { name: 'Sign-in' })).toBeNull();
    await click(setUp.getByRole('button', { name: /Sign in again/ }));
    expect(await screen.findByRole('region', { name: 'Sign-in' })).toBeDefined();
    expect(opened).toEqual([PAGE]);
  });
});
