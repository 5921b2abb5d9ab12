// @vitest-environment happy-dom
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { Draft, DraftProposal } from '../../../../shared/contract/drafts.ts';
import { minorUnits } from '../../../../shared/domain/money.ts';
import { cleanPageAfterEach, givePageSizes } from '../support/page.ts';
import { createSampleEngine, type SampleEngine } from '../support/sample-engine.ts';
import { click, inputsOf, showWindow, type } from '../support/show-window.tsx';
import { block, draftOf, GAP, note, proposal } from './sample-proposals.ts';

givePageSizes();
cleanPageAfterEach();

const MAILBOX = {
  id: 'mb-1',
  address: 'ines@halden.example',
  displayName: 'Ines Okafor',
  imap: { host: 'imap.halden.example', port: 993, security: 'tls' },
  smtp: null,
  user: 'ines@halden.example',
  draftsFolder: null,
  hasCertificateAuthority: false,
  hasSecret: true,
  lastCheck: null,
  aliases: [],
};

/** The worklist's first accounts are in EUR, NOK and GBP; each gets the proposal of its place. */
function engineWith(
  proposals: readonly DraftProposal[],
  options: { readonly mailbox?: boolean } = {},
): SampleEngine {
  const sample = createSampleEngine();
  const kept = new Map<string, Draft>();
  const of = (accountId: string) => proposals.find((one) => one.accountId === accountId);
  sample.answer('mailboxes.list', () => (options.mailbox === false ? [] : [MAILBOX]));
  sample.answer(
    'drafts.propose',
    (input: { targets: { accountId: string; currency: string }[]; stage?: string }) =>
      input.targets.flatMap(({ accountId, currency }) => {
        const found = of(accountId);
        return found ? [{ ...found, currency, ...(input.stage ? { stage: input.stage } : {}) }] : [];
      }),
  );
  sample.answer('drafts.create', (input: { target: { accountId: string }; edits: Partial<Draft> }) => {
    const found = of(input.target.accountId);
    if (!found) throw new Error('No such account.');
    const draft = draftOf(found, input.edits);
    kept.set(draft.id, draft);
    return draft;
  });
  sample.answer('drafts.saveToMailbox', (input: { ids: string[] }) =>
    input.ids.flatMap((id) => kept.get(id) ?? []).map((draft) => ({ ...draft, state: 'queued' })),
  );
  return sample;
}

const review = () => screen.findByRole('dialog', { name: 'Review' });
const shownTitle = async () =>
  within(await review())
    .getAllByRole('heading', { level: 1 })
    .at(-1)?.textContent;

async function openReview(sample: SampleEngine, rows: number): Promise<void> {
  await showWindow(sample);
  await screen.findByRole('article', { name: 'Northwind Traders' });
  for (let row = 0; row < rows; row += 1) await type('x', 'j');
  await type('e');
  await screen.findByRole('heading', { name: rows > 1 ? /Message 1 of/ : 'Customer 1' });
}

describe('the review', () => {
  it('shows every message with what the gate says, and the letter of the first', async () => {
    const proposals = [
      proposal(1),
      proposal(2, { gate: [note('recent_contact')] }),
      proposal(3, { leftOut: true, gate: [block('paid', 'INV-3')] }),
    ];
    await openReview(engineWith(proposals), 3);
    const options = within(await review()).getAllByRole('option');
    const ends = ['clear', 'recent contact', 'left out: paid'];
    expect(options.map((option, index) => option.textContent?.endsWith(ends[index] ?? '-'))).toEqual([
      true,
      true,
      true,
    ]);
    expect(
      within(await review())
        .getByTitle('Letter')
        .getAttribute('srcdoc'),
    ).toContain('Please pay now');
    expect(
      within(await review())
        .getByTitle('Letter')
        .getAttribute('sandbox'),
    ).toBe('');
  });

  it('goes through the messages with j and k', async () => {
    await openReview(engineWith([proposal(1), proposal(2), proposal(3)]), 3);
    await type('j', 'j');
    expect(await shownTitle()).toBe('Message 3 of 3');
    await type('k');
    expect(await shownTitle()).toBe('Message 2 of 3');
  });

  it('saves a message with Enter and goes on to the next one that waits', async () => {
    const proposals = [proposal(1), proposal(2, { leftOut: true, gate: [block('paid')] }), proposal(3)];
    const sample = engineWith(proposals);
    await openReview(sample, 3);
    await type('Enter');
    await waitFor(async () => expect(await shownTitle()).toBe('Message 3 of 3'));
    expect(inputsOf(sample, 'drafts.saveToMailbox')).toEqual([{ ids: ['draft-acc-1'] }]);
  });

  it('ends after the last message, and the worklist goes on', async () => {
    const sample = engineWith([proposal(1)]);
    await openReview(sample, 1);
    await type('d');
    await waitFor(() => expect(screen.queryByRole('dialog', { name: 'Review' })).toBeNull());
    expect(inputsOf(sample, 'drafts.saveToMailbox')).toHaveLength(1);
  });

  it('skips with x and keeps nothing of it', async () => {
    const sample = engineWith([proposal(1), proposal(2)]);
    await openReview(sample, 2);
    await type('x');
    expect(await shownTitle()).toBe('Message 2 of 2');
    await type('x');
    await waitFor(() => expect(screen.queryByRole('dialog', { name: 'Review' })).toBeNull());
    expect(inputsOf(sample, 'drafts.create')).toEqual([]);
  });

  it('keeps the keys of the worklist underneath quiet', async () => {
    const sample = engineWith([proposal(1)]);
    await openReview(sample, 1);
    await type('s', 'c');
    expect(screen.queryByRole('dialog', { name: /Snooze|call/i })).toBeNull();
  });

  it('saves all clear messages at once, and leaves those with notes', async () => {
    const sample = engineWith([proposal(1), proposal(2, { gate: [note('stale_data')] }), proposal(3)]);
    await openReview(sample, 3);
    await click(within(await review()).getByRole('button', { name: /Save all clear \(2\)/ }));
    await waitFor(async () => expect(await shownTitle()).toBe('Message 2 of 3'));
    expect(inputsOf(sample, 'drafts.saveToMailbox')).toEqual([{ ids: ['draft-acc-1', 'draft-acc-3'] }]);
  });
});

describe('a field that is missing', () => {
  it('blocks saving, and says what to do', async () => {
    const sample = engineWith([proposal(1, { text: GAP })]);
    await openReview(sample, 1);
    await type('Enter');
    expect((await within(await review()).findByRole('alert')).textContent).toContain(
      'customer.contactName is missing. Fill it',
    );
    expect(inputsOf(sample, 'drafts.create')).toEqual([]);
  });

  it('lets the letter go once it is filled, with the wording of the person', async () => {
    const sample = engineWith([proposal(1, { text: GAP })]);
    await openReview(sample, 1);
    await type('e');
    const letter = await screen.findByRole('textbox', { name: 'Letter' });
    const filled = GAP.replace('[missing: customer.contactName]', 'Ms Whitfield');
    await act(async () => {
      fireEvent.change(letter, { target: { value: filled } });
    });
    expect(within(await review()).queryByText('Still missing')).toBeNull();
    await type('Escape', 'd');
    await waitFor(() => expect(inputsOf(sample, 'drafts.create')).toHaveLength(1));
    expect(inputsOf(sample, 'drafts.create')[0]).toMatchObject({ edits: { text: filled } });
  });
});

describe('leaving the review early', () => {
  it('keeps wording that was changed as a draft', async () => {
    const sample = engineWith([proposal(1), proposal(2)]);
    await openReview(sample, 2);
    await act(async () => {
      fireEvent.change(screen.getByRole('textbox', { name: 'Subject' }), {
        target: { value: 'Your account' },
      });
    });
    await type('Escape');
    await waitFor(() => expect(screen.queryByRole('dialog', { name: 'Review' })).toBeNull());
    expect(inputsOf(sample, 'drafts.create')).toMatchObject([{ edits: { subject: 'Your account' } }]);
    expect(inputsOf(sample, 'drafts.saveToMailbox')).toEqual([]);
  });

  it('keeps nothing when nothing was changed', async () => {
    const sample = engineWith([proposal(1)]);
    await openReview(sample, 1);
    await type('Escape');
    await waitFor(() => expect(screen.queryByRole('dialog', { name: 'Review' })).toBeNull());
    expect(inputsOf(sample, 'drafts.create')).toEqual([]);
  });
});

describe('what cannot go out', () => {
  it('says what blocks it and who can lift it', async () => {
    const sample = engineWith([proposal(1, { leftOut: true, gate: [block('no_address', 'INV-1')] })]);
    await openReview(sample, 1);
    const dialog = within(await review());
    expect(dialog.getByText(/Who can lift it/).parentElement?.textContent).toContain('add a billing contact');
    expect(dialog.queryByRole('button', { name: /Save to drafts/ })).toBeNull();
  });

  it('offers set-up, file and copy when there is no mailbox', async () => {
    const sample = engineWith([proposal(1)], { mailbox: false });
    await openReview(sample, 1);
    await type('Enter');
    const dialog = within(await screen.findByRole('dialog', { name: 'No mailbox is set up' }));
    for (const name of ['Set up a mailbox', 'Save as .eml', 'Copy the letter']) {
      expect(dialog.getByRole('button', { name })).toBeDefined();
    }
    expect(inputsOf(sample, 'drafts.create')).toEqual([]);
  });

  it('stays with the message when the engine refuses, and says why', async () => {
    const sample = engineWith([proposal(1), proposal(2)]);
    sample.answer('drafts.create', () => {
      throw new Error('no');
    });
    await openReview(sample, 2);
    await type('Enter');
    expect(await screen.findByText(/Something went wrong/)).toBeDefined();
    expect(await shownTitle()).toBe('Message 1 of 2');
  });
});

describe('the stage', () => {
  it('is changed with a key: the letter is written anew', async () => {
    const sample = engineWith([proposal(1)]);
    await openReview(sample, 1);
    await type('4');
    await waitFor(() => expect(inputsOf(sample, 'drafts.propose').at(-1)).toMatchObject({ stage: 'final' }));
    expect(await screen.findByRole('radio', { name: 'final', checked: true })).toBeDefined();
  });
});

describe('the shortcuts of the review', () => {
  const shortcuts = () => screen.queryByRole('dialog', { name: 'Shortcuts' });

  it('open with ? and list its own keys, not those of the screen underneath', async () => {
    await openReview(engineWith([proposal(1)]), 1);
    await type('?');
    const listed = within(await screen.findByRole('dialog', { name: 'Shortcuts' }));
    expect(listed.getByText('Save to the drafts folder')).toBeDefined();
    expect(listed.getByText('Find an account or a command')).toBeDefined();
    expect(listed.queryByText('Snooze')).toBeNull();
    expect(listed.queryByText('Go to drafts')).toBeNull();
  });

  it('hold the keys of the review back until they are closed again', async () => {
    const sample = engineWith([proposal(1)]);
    await openReview(sample, 1);
    await type('?');
    await type('d');
    expect(inputsOf(sample, 'drafts.saveToMailbox')).toEqual([]);
    await type('Escape');
    await waitFor(() => expect(shortcuts()).toBeNull());
    expect(await review()).toBeDefined();
    await type('d');
    await waitFor(() => expect(inputsOf(sample, 'drafts.saveToMailbox')).toHaveLength(1));
  });

  it('stay shut while a person types a question mark into the letter', async () => {
    await openReview(engineWith([proposal(1)]), 1);
    await type('e');
    const text = await screen.findByLabelText('Letter');
    act(() => text.focus());
    fireEvent.keyDown(text, { key: '?', shiftKey: true });
    expect(shortcuts()).toBeNull();
  });
});

describe('a letter for which nothing is ticked', () => {
  const unticked = async (disputed: number) => {
    const amount = minorUnits(120_000);
    const none = { ...proposal(1, { leftOut: true }) };
    const sample = engineWith([
      {
        ...none,
        overdue: {
          invoices: 2,
          amount,
          disputed: { invoices: disputed, amount: disputed === 2 ? amount : minorUnits(40_000) },
        },
      },
    ]);
    await showWindow(sample);
    await screen.findByRole('article', { name: 'Northwind Traders' });
    const items = within(screen.getByRole('grid', { name: 'Open items' }));
    for (const item of items.getAllByRole('row', { selected: true })) {
      await act(async () => {
        fireEvent.click(item, { ctrlKey: true });
      });
    }
    await type('e');
    await screen.findByRole('heading', { name: 'Nothing is ticked on Customer 1' });
    expect(inputsOf(sample, 'drafts.propose').at(-1)).toMatchObject({ targets: [{ documentIds: [] }] });
    return review();
  };

  it('says that everything overdue is disputed, how much, and what to do', async () => {
    const shown = (await unticked(2)).textContent;
    expect(shown).toContain('Everything overdue is disputed in the ledger: 2 invoices, €1,200.00');
    expect(shown).toContain('Have the dispute settled in the books');
    expect(shown).not.toContain('Nothing of this account is due');
  });

  it('says how much could be ticked otherwise, and opens the account', async () => {
    const dialog = await unticked(1);
    expect(dialog.textContent).toContain('2 invoices of this account are overdue, €1,200.00 (€400.00 of it');
    await click(within(dialog).getByRole('button', { name: 'Open the account' }));
    expect(window.location.hash).toContain('#/customers/acc-1');
  });
});
