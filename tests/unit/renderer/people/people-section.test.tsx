// @vitest-environment happy-dom
import { ORPCError } from '@orpc/client';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PeopleSection } from '../../../../renderer/features/people/people-section.tsx';
import type { PeopleView } from '../../../../shared/contract/people.ts';
import { instant } from '../../../../shared/domain/dates.ts';
import type { PersonId } from '../../../../shared/domain/ids.ts';
import { cleanPageAfterEach } from '../support/page.ts';
import { createSampleEngine, type SampleEngine } from '../support/sample-engine.ts';
import { cleanToastsAfterEach, showPart } from '../support/show-part.tsx';
import { click, inputsOf } from '../support/show-window.tsx';

cleanPageAfterEach();
cleanToastsAfterEach();

type Person = PeopleView['trusted'][number];

const person = (name: string, change: Partial<Person> = {}): Person => ({
  id: `p-${name}` as PersonId,
  name,
  role: 'backup',
  signingKey: 'k',
  ageRecipient: 'age1x',
  createdAt: instant('2026-11-01T08:00:00.000Z'),
  own: false,
  fingerprint: '4f2a 91c0 aa55 de01 237b c9f0 e1d2 c3b4 a596 8778',
  trustedAt: instant('2026-11-02T08:00:00.000Z'),
  ...change,
});
const ADA = person('Ada Brandt', { own: true, role: 'specialist' });
const WIM = person('Wim Aalders');
const NOBODY: PeopleView = { own: null, keys: 'none', trusted: [] };

let saved: string[] = [];
let picked: { readonly grant: string; readonly name: string } | null = null;
beforeEach(() => {
  saved = [];
  picked = null;
  const saveDownload = async (id: string) => saved.push(id) > 0;
  const pickFile = async () => picked;
  Object.defineProperty(window, 'duebook', { configurable: true, value: { saveDownload, pickFile } });
});
afterEach(() => {
  Object.defineProperty(window, 'duebook', { configurable: true, value: undefined });
});

async function shown(people: PeopleView, keyring = true): Promise<SampleEngine> {
  const sample = createSampleEngine();
  sample.answer('people.list', () => people);
  sample.answer('app.info', () => ({
    version: '0.0.0',
    host: 'browser',
    platform: 'linux',
    keyring: { available: keyring, text: 'No session bus.' },
    recents: [],
  }));
  await showPart(<PeopleSection />, sample);
  await screen.findByRole('form', { name: people.own === null ? 'Your person' : 'Add somebody' });
  return sample;
}

const button = (name: string) => screen.getByRole('button', { name }) as HTMLButtonElement;
const type = (label: string, value: string) =>
  fireEvent.change(screen.getByLabelText(label), { target: { value } });

describe('a profile without a person', () => {
  it('makes one with name, role and the key store', async () => {
    const sample = await shown(NOBODY);
    sample.answer('people.create', () => ADA);
    type('Your name', 'Ada Brandt');
    type('Role', 'supervisor');
    expect(screen.getByText(/May do what a specialist may/)).toBeDefined();
    sample.answer('people.list', () => ({ own: ADA, keys: 'keyring', trusted: [] }));
    await click(button('Make my person'));
    expect(inputsOf(sample, 'people.create')).toEqual([
      { name: 'Ada Brandt', role: 'supervisor', protection: { kind: 'keyring' } },
    ]);
    expect(await screen.findByRole('region', { name: 'Your card' })).toBeDefined();
  });

  it('asks for a name, and for a passphrase where there is no key store, before anything is made', async () => {
    const sample = await shown(NOBODY, false);
    await click(button('Make my person'));
    expect(await screen.findByText('Enter your name, on one line.')).toBeDefined();
    expect(screen.getByText('Use at least 10 characters.')).toBeDefined();
    expect(inputsOf(sample, 'people.create')).toEqual([]);
  });

  it('says what the engine has against it, and keeps what was typed', async () => {
    const sample = await shown(NOBODY);
    sample.answer('people.create', () => {
      throw new ORPCError('no_key', { message: 'The system keyring is not available.' });
    });
    type('Your name', 'Ada Brandt');
    await click(button('Make my person'));
    expect((await screen.findByRole('alert')).textContent).toContain('keyring is not available');
    expect((screen.getByLabelText('Your name') as HTMLInputElement).value).toBe('Ada Brandt');
  });
});

describe('the own card', () => {
  const own: PeopleView = { own: ADA, keys: 'keyring', trusted: [] };

  it('shows name, role and the fingerprint in ten groups', async () => {
    await shown(own);
    const card = within(screen.getByRole('region', { name: 'Your card' }));
    expect(card.getByText('Ada Brandt')).toBeDefined();
    expect(card.getByText('Specialist')).toBeDefined();
    expect(card.getByLabelText('Your fingerprint').children).toHaveLength(10);
    expect(screen.queryByRole('form', { name: 'Your person' })).toBeNull();
  });

  it('is saved as a file', async () => {
    const sample = await shown(own);
    const download = { downloadId: 'd-7', fileName: 'Ada-Brandt.duebook-card', mime: 'x', size: 1 };
    sample.answer('people.card', () => ({ text: '{}', download }));
    await click(button('Save as a file'));
    await waitFor(() => expect(saved).toEqual(['d-7']));
  });

  it('locked keys are unlocked by their passphrase, which is not kept', async () => {
    const sample = await shown({ ...own, keys: 'locked' });
    sample.answer('people.unlock', () => ({ unlocked: true }));
    expect(button('Unlock').disabled).toBe(true);
    type('Passphrase of your keys', 'rain on the old harbour wall');
    sample.answer('people.list', () => ({ ...own, keys: 'open' }));
    await click(button('Unlock'));
    expect(inputsOf(sample, 'people.unlock')).toEqual([{ passphrase: 'rain on the old harbour wall' }]);
    await waitFor(() => expect(screen.queryByRole('form', { name: 'Your keys' })).toBeNull());
  });
});

describe('somebody is added', () => {
  const CARD = '{"duebook":"card"}';

  async function looked(known: Person | null, seen: Person = WIM) {
    const sample = await shown({ own: ADA, keys: 'keyring', trusted: known === null ? [] : [known] });
    sample.answer('people.look', () => ({ person: seen, known, text: CARD }));
    sample.answer('people.trust', () => seen);
    type('Text of a card', CARD);
    await click(button('Look at the card'));
    return { sample, dialog: within(await screen.findByRole('dialog')) };
  }

  it('only after the fingerprint was shown and compared', async () => {
    const { sample, dialog } = await looked(null);
    expect(dialog.getByLabelText('Fingerprint of Wim Aalders').textContent).toContain('4f2a');
    const trust = dialog.getByRole('button', { name: 'Trust Wim Aalders' }) as HTMLButtonElement;
    expect(trust.disabled).toBe(true);
    await click(trust);
    expect(inputsOf(sample, 'people.trust')).toEqual([]);
    fireEvent.click(dialog.getByRole('checkbox', { name: /compared all ten groups/ }));
    await click(trust);
    expect(inputsOf(sample, 'people.trust')).toEqual([{ text: CARD }]);
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect((screen.getByLabelText('Text of a card') as HTMLTextAreaElement).value).toBe('');
  });

  it('closing the comparison trusts nobody', async () => {
    const { sample, dialog } = await looked(null);
    await click(dialog.getByRole('button', { name: 'Cancel' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(inputsOf(sample, 'people.trust')).toEqual([]);
  });

  it('a known person’s new card says what changed', async () => {
    const { dialog } = await looked(WIM, { ...WIM, name: 'Wim de Boer', role: 'supervisor' });
    expect(dialog.getByText(/the name was Wim Aalders and the role was backup/)).toBeDefined();
    expect(dialog.getByRole('button', { name: 'Take over what changed' })).toHaveProperty('disabled', false);
  });

  it('the own card is not trusted', async () => {
    const { dialog } = await looked(null, ADA);
    expect(dialog.getByText(/It is for others/)).toBeDefined();
    expect(dialog.getByRole('button', { name: 'Trust Ada Brandt' })).toHaveProperty('disabled', true);
  });

  it('from a file, and a damaged card says so', async () => {
    const sample = await shown({ own: ADA, keys: 'keyring', trusted: [] });
    sample.answer('people.look', () => {
      throw new ORPCError('bad_file', { message: 'This card was changed after it was made.' });
    });
    picked = { grant: 'g-1', name: 'wim.duebook-card' };
    await click(button('From a file…'));
    expect((await screen.findByRole('alert')).textContent).toContain('was changed after it was made');
    expect(inputsOf(sample, 'people.look')).toEqual([{ grant: 'g-1' }]);
  });
});

describe('people who are trusted', () => {
  it('are listed with their fingerprints; removing one can be undone', async () => {
    const sample = await shown({ own: ADA, keys: 'keyring', trusted: [WIM] });
    expect(screen.getByLabelText('Fingerprint of Wim Aalders').children).toHaveLength(10);
    sample.answer('people.forget', () => ({ forgotten: true, card: 'the card' }));
    sample.answer('people.trust', () => WIM);
    await click(button('Remove Wim Aalders'));
    expect(inputsOf(sample, 'people.forget')).toEqual([{ id: WIM.id }]);
    await click(await screen.findByRole('button', { name: /^Undo/ }));
    await waitFor(() => expect(inputsOf(sample, 'people.trust')).toEqual([{ text: 'the card' }]));
  });

  it('nobody yet: says whom to add', async () => {
    await shown({ own: ADA, keys: 'keyring', trusted: [] });
    expect(screen.getByText(/^Nobody yet/)).toBeDefined();
  });
});
