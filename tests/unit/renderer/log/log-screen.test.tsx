// @vitest-environment happy-dom
import { MantineProvider } from '@mantine/core';
import { render, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { fileOf, type Verified } from '../../../../renderer/features/log/use-verification.ts';
import { resultText, resultTitle, Verification } from '../../../../renderer/features/log/verification.tsx';
import type { LogEntry } from '../../../../shared/contract/log.ts';
import { cleanPageAfterEach, givePageSizes, quietFocusTraps } from '../support/page.ts';
import { createSampleEngine, type SampleEngine } from '../support/sample-engine.ts';
import { click, inputsOf, showWindow, type } from '../support/show-window.tsx';

givePageSizes();
cleanPageAfterEach();
quietFocusTraps();

const LENGTH = 450;
const HASH = 'ab'.repeat(32);

interface PageInput {
  readonly filter: { readonly kinds?: readonly string[]; readonly actor?: string | null };
  readonly limit: number;
  readonly cursor: string | null;
}

const entryOf = (seq: number): LogEntry =>
  ({
    seq,
    id: `tp-${seq}`,
    at: '2026-11-20T09:00:00.000Z',
    actor: seq % 2 === 0 ? 'Mara Lindt' : 'Jonas Reuter',
    kind: seq % 3 === 0 ? 'call' : 'note',
    account: seq % 5 === 0 ? null : { id: 'acc-1', name: 'Northwind Traders', number: 'C-0141' },
    summary: `Entry number ${seq}`,
    text: seq === LENGTH ? 'Payment run is Fridays.' : null,
    hash: HASH,
  }) as LogEntry;

function engineWithLog(): SampleEngine {
  const sample = createSampleEngine();
  const all = Array.from({ length: LENGTH }, (_, index) => entryOf(LENGTH - index));
  sample.answer('log.page', ({ filter, limit, cursor }: PageInput) => {
    const fit = all.filter(
      (entry) =>
        (!filter.kinds?.length || filter.kinds.includes(entry.kind)) &&
        (!filter.actor || entry.actor === filter.actor),
    );
    const from = Number(cursor ?? 0);
    const next = from + limit < fit.length ? String(from + limit) : null;
    return {
      entries: fit.slice(from, from + limit),
      total: fit.length,
      next,
      actors: ['Jonas Reuter', 'Mara Lindt'],
    };
  });
  return sample;
}

describe('the log', () => {
  it('shows the newest entry first, in full beside the list', async () => {
    await showWindow(engineWithLog(), '#/log');
    expect(await screen.findByText('Payment run is Fridays.')).toBeDefined();
    expect(screen.getByText(HASH)).toBeDefined();
    expect(screen.getByText('450 entries')).toBeDefined();
  });

  it('asks the engine for what the filter says, and shows how many there are', async () => {
    const sample = await showWindow(engineWithLog(), '#/log');
    await screen.findByText('450 entries');
    await click(screen.getByRole('button', { name: 'Kind' }));
    await click(await screen.findByRole('checkbox', { name: 'Call', hidden: true }));
    expect(await screen.findByText('150 entries')).toBeDefined();
    expect(inputsOf(sample, 'log.page').at(-1)).toMatchObject({ filter: { kinds: ['call'] }, cursor: null });
    await click(screen.getByRole('button', { name: 'Take away the filter Kind' }));
    expect(await screen.findByText('450 entries')).toBeDefined();
  });

  it('opens the account of an entry', async () => {
    await showWindow(engineWithLog(), '#/log');
    await screen.findByText('450 entries');
    await type('j', 'o');
    await waitFor(() => expect(window.location.hash).toContain('#/customers/acc-1'));
  });

  it('says that the log holds, with its head', async () => {
    const sample = engineWithLog();
    sample.answer('log.verify', () => ({ ok: true, entries: LENGTH, head: { seq: LENGTH, hash: HASH } }));
    await showWindow(sample, '#/log');
    await screen.findByText('450 entries');
    await type('v');
    expect(await screen.findByText('The log holds: 450 entries, each as it was written.')).toBeDefined();
    expect(screen.getByText(`Head 450: ${HASH}`)).toBeDefined();
  });

  it('leads to the first bad entry, however far back it is', async () => {
    const sample = engineWithLog();
    sample.answer('log.verify', () => ({
      ok: false,
      entries: LENGTH,
      head: { seq: 6, hash: HASH },
      firstBad: { seq: 7, reason: 'its content was changed' },
    }));
    await showWindow(sample, '#/log');
    await screen.findByText('450 entries');
    await type('v');
    expect(await screen.findByText('The log does not hold from entry 7 on.')).toBeDefined();
    await click(screen.getByRole('button', { name: 'Show entry 7' }));
    expect(await screen.findByText('entry 7')).toBeDefined();
  });

  it('exports what the filter shows, after a look at how many entries leave the house', async () => {
    const sample = engineWithLog();
    sample.answer('log.export', () => ({
      download: { downloadId: 'd', fileName: 'log.jsonl', mime: 'application/x-ndjson', size: 1 },
      entries: 225,
      head: { seq: LENGTH, hash: HASH },
    }));
    await showWindow(sample, '#/log');
    await screen.findByText('450 entries');
    await click(screen.getByRole('button', { name: 'Who' }));
    await click(await screen.findByRole('radio', { name: 'Mara Lindt', hidden: true }));
    await screen.findByText('225 entries');
    await click(screen.getByRole('button', { name: /^Export/ }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Export the log' }));
    expect(dialog.getByText('only what Mara Lindt did')).toBeDefined();
    await click(dialog.getByRole('radio', { name: /JSONL/ }));
    await click(dialog.getByRole('button', { name: 'Export 225 entries' }));
    expect(inputsOf(sample, 'log.export')).toMatchObject([
      { format: 'jsonl', filter: { actor: 'Mara Lindt' } },
    ]);
  });
});

describe('what a check of the log found', () => {
  const bad = {
    ok: false,
    entries: 9,
    head: { seq: 0, hash: HASH },
    firstBad: { seq: 1, reason: 'no JSON' },
  };

  it('does not speak of entries before the first one', () => {
    expect(resultText(bad, null)).not.toContain('Entries 1 to');
    expect(resultText({ ...bad, firstBad: { seq: 4, reason: 'x' } }, null)).toContain('Entries 1 to 3');
  });

  it('tells for a file what to do with the file', () => {
    expect(resultTitle(bad, 'the file log.jsonl')).toBe('The file log.jsonl does not hold from entry 1 on.');
    expect(resultText(bad, 'whole')).toContain('Ask for a new export');
    expect(resultText(bad, null)).toContain('compare with a backup');
  });

  it('says of a filtered file that it is a part, and what that proves and what not', () => {
    const part = { ok: true, entries: 12, head: { seq: 450, hash: HASH } };
    expect(resultTitle(part, 'the file log.jsonl', 'part')).toBe(
      'The file log.jsonl is a part of the log. What it holds is sound: 12 entries, each as it was written.',
    );
    expect(resultText(part, 'part')).toContain('does not prove that the filter left nothing out');
    expect(resultText(part, 'whole')).not.toContain('filter');
  });
});

describe('an exported file that is verified', () => {
  it.each([
    [true, 'The file log.jsonl holds: 12 entries, each as it was written.', `Head 450: ${HASH}`],
    [
      false,
      'The file log.jsonl is a part of the log. What it holds is sound: 12 entries, each as it was written.',
      `Head of the whole log, as the file states it: 450: ${HASH}`,
    ],
  ])('whole is %s: it says so, and whose head it is', async (complete, title, head) => {
    const verified: Verified = {
      state: 'done',
      what: 'the file log.jsonl',
      file: fileOf({ ok: true, entries: 12, head: { seq: 450, hash: HASH }, complete }),
      result: { ok: true, entries: 12, head: { seq: 450, hash: HASH } },
    };
    render(
      <MantineProvider>
        <Verification verified={verified} onShow={() => {}} onClose={() => {}} />
      </MantineProvider>,
    );
    expect(screen.getByText(title)).toBeDefined();
    expect(screen.getByText(head)).toBeDefined();
  });
});
