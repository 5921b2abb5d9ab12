// @vitest-environment happy-dom
import { screen } from '@testing-library/react';
import { describe, it } from 'vitest';
import { createToldEngine, openWindow } from '../start/open-window.tsx';
import { cleanPageAfterEach, givePageSizes, press, quietFocusTraps } from '../support/page.ts';
import { cleanToastsAfterEach } from '../support/show-part.tsx';
import { type } from '../support/show-window.tsx';

givePageSizes();
cleanPageAfterEach();
cleanToastsAfterEach();
quietFocusTraps();

describe('people without a workspace', () => {
  it('are on the start screen: who takes over for the first time makes a card, and goes back', async () => {
    const told = createToldEngine({ state: 'no_workspace' });
    told.sample.answer('people.list', () => ({ own: null, keys: 'none', trusted: [] }));
    told.sample.answer('handoffs.sharedFolder.get', () => ({ path: null, packs: [], problem: null }));
    told.sample.answer('workspaces.end.certificates.list', () => []);
    await openWindow(told.sample);
    await screen.findByText('Your card and the people you trust');
    await type('5');
    await screen.findByRole('heading', { name: 'You and the people you trust', level: 1 });
    await screen.findByRole('form', { name: 'Your person' });
    await screen.findByRole('form', { name: 'Add somebody' });
    await press('Escape');
    await screen.findByText('Take over a handoff');
  });
});
