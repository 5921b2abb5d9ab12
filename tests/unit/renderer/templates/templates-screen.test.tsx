// @vitest-environment happy-dom
import { ORPCError } from '@orpc/client';
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { TEMPLATE_STAGES } from '../../../../shared/domain/letters/stages.ts';
import { cleanPageAfterEach, givePageSizes } from '../support/page.ts';
import { createSampleEngine, type SampleEngine } from '../support/sample-engine.ts';
import { click, inputsOf, showWindow, type } from '../support/show-window.tsx';

givePageSizes();
cleanPageAfterEach();

const BODY = 'Dear {{ customer.name }},\n\nPlease pay {{ totals.overdue }} now.\n';

function engineWith(options: { readonly approved?: boolean } = {}): SampleEngine {
  const sample = createSampleEngine();
  let templates = TEMPLATE_STAGES.map((stage) => ({
    id: `t-${stage}`,
    stage,
    language: 'en',
    version: 1,
    subject: 'Overdue',
    body: BODY,
    approved: options.approved ?? true,
    approvedBy: null,
    shipped: true,
    createdAt: '2026-10-01T08:00:00.000Z',
    createdBy: 'Duebook',
  }));
  sample.answer('templates.list', () => templates);
  sample.answer('templates.fields', () => [{ name: 'sender.name', text: 'Your name' }]);
  sample.answer('templates.preview', () => ({
    subject: 'Overdue: €51,410.50',
    text: 'Dear Northwind',
    html: '<p>Dear Northwind</p>',
    unresolved: [],
    error: null,
  }));
  sample.answer('templates.save', (input: { stage: string; subject: string; body: string }) => {
    const saved = { ...input, version: 2, approved: false, shipped: false, id: 't-2', createdBy: 'Ines' };
    templates = templates.map((one) =>
      one.stage === input.stage ? { ...one, ...saved, stage: one.stage } : one,
    );
    return templates.find((one) => one.stage === input.stage);
  });
  sample.answer('templates.approve', () => templates[0]);
  return sample;
}

const body = () => screen.findByRole('textbox', { name: 'Wording' }) as Promise<HTMLTextAreaElement>;
const write = async (value: string) => {
  const field = await body();
  await act(async () => {
    fireEvent.change(field, { target: { value } });
  });
};

describe('the templates', () => {
  it('list the five letters in their order, with their state', async () => {
    await showWindow(engineWith(), '#/templates');
    const rows = within(await screen.findByRole('grid', { name: 'Templates' }))
      .getAllByRole('row')
      .slice(1);
    expect(rows.map((row) => row.textContent)).toEqual([
      'Before due1as shipped',
      'Friendly1as shipped',
      'Firm1as shipped',
      'Final1as shipped',
      'Statement1as shipped',
    ]);
  });

  it('show how the wording reads, in a frame that runs nothing', async () => {
    await showWindow(engineWith(), '#/templates');
    const letter = await screen.findByTitle('Letter');
    expect(letter.getAttribute('sandbox')).toBe('');
    expect(letter.getAttribute('srcdoc')).toContain('Dear Northwind');
  });

  it('keep what was written while the person looks at another letter', async () => {
    await showWindow(engineWith(), '#/templates');
    await write(`${BODY}Thank you.`);
    await act(async () => (await body()).blur());
    await type('j');
    await waitFor(async () => expect((await body()).value).toBe(BODY));
    expect(screen.getByRole('grid').textContent).toContain('not saved');
    await type('k');
    await waitFor(async () => expect((await body()).value).toBe(`${BODY}Thank you.`));
  });

  it('warn that new wording is not approved, and save it as a new version', async () => {
    const sample = await showWindow(engineWith(), '#/templates');
    await write(`${BODY}Thank you.`);
    expect(screen.getByText(/nobody has approved/)).toBeDefined();
    await type('Control+s');
    await waitFor(() =>
      expect(inputsOf(sample, 'templates.save')).toEqual([
        { stage: 'before_due', language: 'en', subject: 'Overdue', body: `${BODY}Thank you.` },
      ]),
    );
  });

  it('have their former wording again, as a version of its own, after undo', async () => {
    const sample = await showWindow(engineWith(), '#/templates');
    await write(`${BODY}Thank you.`);
    await type('Control+s');
    await screen.findByText('Before due: version 2 saved');
    await act(async () => (await body()).blur());
    await type('Control+z');
    await waitFor(() => expect(inputsOf(sample, 'templates.save')).toHaveLength(2));
    expect(inputsOf(sample, 'templates.save').at(-1)).toEqual({
      stage: 'before_due',
      language: 'en',
      subject: 'Overdue',
      body: BODY,
    });
  });

  it('do not lose what is written in another letter while one is being saved', async () => {
    const sample = engineWith();
    let saved = (_: unknown) => {};
    sample.answer('templates.save', () => new Promise((resolve) => (saved = resolve)));
    await showWindow(sample, '#/templates');
    await write(`${BODY}Thank you.`);
    await type('Control+s');
    await act(async () => (await body()).blur());
    await type('j');
    await waitFor(async () => expect((await body()).value).toBe(BODY));
    await write(`${BODY}Kind regards.`);
    await act(async () => saved({ version: 2 }));
    await act(async () => (await body()).blur());
    await type('k');
    await type('j');
    await waitFor(async () => expect((await body()).value).toBe(`${BODY}Kind regards.`));
  });

  it('keep the wording and mark the line when it cannot be saved', async () => {
    const sample = engineWith();
    sample.answer('templates.save', () => {
      throw new ORPCError('bad_template', {
        message: 'There is no field "nope". Choose one from the list of fields.',
        data: { details: { part: 'body', line: 3 } },
      });
    });
    await showWindow(sample, '#/templates');
    await write('Dear\n\n{{ nope }}');
    await type('Control+s');
    const region = within(await screen.findByRole('region', { name: 'Letter Before due' }));
    expect((await region.findByRole('alert')).textContent).toContain('There is no field "nope"');
    expect(document.querySelector('[data-error] span')?.textContent).toBe('3');
    expect((await body()).value).toBe('Dear\n\n{{ nope }}');
  });

  it('are approved only after a look at who answers for them', async () => {
    const sample = await showWindow(engineWith({ approved: false }), '#/templates');
    await screen.findByRole('button', { name: /Approve/ });
    await type('a');
    const dialog = within(await screen.findByRole('dialog', { name: /Approve version 1/ }));
    expect(dialog.getByText(/Mara Lindt answers for this wording/)).toBeDefined();
    expect(inputsOf(sample, 'templates.approve')).toEqual([]);
    await click(dialog.getByRole('button', { name: 'Approve' }));
    expect(inputsOf(sample, 'templates.approve')).toEqual([{ id: 't-before_due' }]);
  });
});
