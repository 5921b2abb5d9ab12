// @vitest-environment happy-dom
import { fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { HandoffsScreen } from '../../../../renderer/features/handoffs/handoffs-screen.tsx';
import { TakeoverProvider } from '../../../../renderer/features/takeover/takeover-context.tsx';
import type { HandoffCheck } from '../../../../shared/contract/handoffs.ts';
import type { PeopleView } from '../../../../shared/contract/people.ts';
import { plainDate } from '../../../../shared/domain/dates.ts';
import { cleanPageAfterEach, givePageSizes, quietFocusTraps } from '../support/page.ts';
import { createSampleEngine } from '../support/sample-engine.ts';
import { cleanToastsAfterEach, showPart } from '../support/show-part.tsx';
import { click, inputsOf } from '../support/show-window.tsx';
import { BEN, check, NOBODY, PEOPLE, toHand } from './sample-handoffs.ts';

givePageSizes();
cleanPageAfterEach();
cleanToastsAfterEach();
quietFocusTraps();

async function shown(people: PeopleView, found: HandoffCheck = check(), hash = '#/handoffs/new') {
  window.history.replaceState(null, '', hash);
  const sample = createSampleEngine();
  sample.answer('people.list', () => people);
  sample.answer('handoffs.check', () => found);
  sample.answer('handoffs.sharedFolder.get', () => ({ path: null, packs: [], problem: null }));
  sample.answer('handoffs.create', () => ({ jobId: 'job-1' }));
  await showPart(
    <TakeoverProvider>
      <HandoffsScreen />
    </TakeoverProvider>,
    sample,
  );
  return sample;
}

const button = (name: string | RegExp) => screen.findByRole('button', { name });

describe('before anything was handed over', () => {
  it('leads to People when there is no person, and says what a handoff is', async () => {
    await shown(NOBODY, check(), '#/handoffs');
    await screen.findByText(/gives accounts to somebody for the days you are away/u);
    await click(await button('Open People'));
    expect(window.location.hash).toBe('#/settings/people');
  });

  it('leads to People when nobody is trusted yet', async () => {
    await shown({ ...PEOPLE, trusted: [] }, check(), '#/handoffs');
    await screen.findByText(/Trust the card of whoever covers for you/u);
    expect(await button('Open People')).toBeDefined();
  });

  it('begins one when all is there', async () => {
    await shown(PEOPLE, check(), '#/handoffs');
    await click(await button('Hand over accounts'));
    expect(window.location.hash).toBe('#/handoffs/new');
  });
});

describe('handing over', () => {
  it('explains that a person is needed, and cannot be pressed without one', async () => {
    await shown(NOBODY);
    await screen.findByText(/A handoff is signed, so that nobody can pass one off as yours/u);
    expect((await button('Hand over')).hasAttribute('disabled')).toBe(true);
  });

  it('asks for the passphrase of locked keys first', async () => {
    await shown({ ...PEOPLE, keys: 'locked' });
    await screen.findByText(/open them with your passphrase first/u);
    await screen.findByRole('form', { name: 'Your keys' });
  });

  it('says what will happen before it does, and hands over to whom was chosen', async () => {
    const sample = await shown(PEOPLE);
    expect((await button('Hand over')).hasAttribute('disabled')).toBe(true);
    await click(await screen.findByRole('radio', { name: /Ben Okafor/u }));
    await screen.findByText(/2 accounts are held here .*; nothing goes out from this desk to them/u);
    fireEvent.change(screen.getByLabelText('For all of it'), { target: { value: ' Call first. ' } });
    fireEvent.change(screen.getByLabelText(/^Boreal/u), { target: { value: 'New contact' } });
    await click(await button('Hand over to Ben Okafor'));
    expect(inputsOf(sample, 'handoffs.create')).toMatchObject([
      {
        recipient: { person: BEN.id },
        words: 'Call first.',
        wordsOf: [{ accountId: 'acc-Boreal', words: 'New contact' }],
        target: 'download',
      },
    ]);
  });

  it('wants a name and a passphrase that is long enough where there is no card', async () => {
    const sample = await shown(PEOPLE);
    await click(await screen.findByRole('radio', { name: 'Whoever knows a passphrase' }));
    fireEvent.change(await screen.findByLabelText('Their name'), { target: { value: 'Kim' } });
    const passphrase = screen.getByLabelText('Passphrase');
    fireEvent.change(passphrase, { target: { value: 'short' } });
    await screen.findByText('The passphrase needs at least 10 characters.');
    fireEvent.change(passphrase, { target: { value: 'kestrel amber violin ninety copper lantern' } });
    await screen.findByText('Strong.');
    await click(await button('Hand over to Kim'));
    expect(inputsOf(sample, 'handoffs.create')).toMatchObject([
      { recipient: { passphrase: 'kestrel amber violin ninety copper lantern', name: 'Kim' } },
    ]);
  });

  it('lists what a backup would stumble over, with the way to each account', async () => {
    const accounts = [{ id: toHand('Aurora').id, name: 'Aurora' }];
    const warning = { code: 'no_next_action', count: 1, message: '1 account overdue without one.', accounts };
    await shown(PEOPLE, check({ warnings: [warning] }));
    const list = await screen.findByRole('list', { name: 'Before you hand over' });
    await click(within(list).getByRole('link', { name: 'Aurora' }));
    expect(window.location.hash).toBe('#/customers/acc-Aurora?full=1');
  });

  it('says that all is in order when it is', async () => {
    await shown(PEOPLE);
    await screen.findByText(/Every account has a next step/u);
  });

  it('does not hand over what is with somebody else in these days', async () => {
    const taken = [toHand('Aurora', { handedTo: 'Kim', handedUntil: plainDate('2026-11-30') })];
    await shown(PEOPLE, check({ taken }));
    await click(await screen.findByRole('radio', { name: /Ben Okafor/u }));
    await screen.findByText(/1 account is with Kim until/u);
    expect((await button('Hand over to Ben Okafor')).hasAttribute('disabled')).toBe(true);
  });

  it('asks the check anew for other days', async () => {
    const sample = await shown(PEOPLE);
    fireEvent.change(await screen.findByLabelText('Last day'), { target: { value: '2027-01-08' } });
    await screen.findByText(/to 8 Jan/u);
    expect(inputsOf(sample, 'handoffs.check').at(-1)).toMatchObject({ to: '2027-01-08' });
  });
});
