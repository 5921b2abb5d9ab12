// @vitest-environment happy-dom
import { screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import type { PickOptions } from '../../../../renderer/api/host.ts';
import { LogDetail } from '../../../../renderer/features/log/log-detail.tsx';
import { useVerification } from '../../../../renderer/features/log/use-verification.ts';
import { Verification } from '../../../../renderer/features/log/verification.tsx';
import type { LogEntry } from '../../../../shared/contract/log.ts';
import { cleanPageAfterEach, givePageSizes } from '../support/page.ts';
import { createSampleEngine } from '../support/sample-engine.ts';
import { showPart } from '../support/show-part.tsx';
import { click, inputsOf } from '../support/show-window.tsx';

givePageSizes();
cleanPageAfterEach();
afterEach(() => {
  Object.defineProperty(window, 'duebook', { configurable: true, value: undefined });
});

const HASH = 'ab'.repeat(32);

function Checked() {
  const { verified, verifyFile, close } = useVerification();
  return (
    <>
      <button type="button" onClick={verifyFile}>
        Verify a file
      </button>
      {verified ? <Verification verified={verified} onShow={() => {}} onClose={close} /> : null}
    </>
  );
}

/** Verifies the file that the person picks; null: they think better of it. */
async function verifyPicked(name: string | null, answer: () => unknown) {
  const asked: PickOptions[] = [];
  const pickFile = async (options: PickOptions) => {
    asked.push(options);
    return name === null ? null : { grant: 'g-1', name };
  };
  Object.defineProperty(window, 'duebook', { configurable: true, value: { pickFile } });
  const sample = createSampleEngine();
  sample.answer('log.verifyFile', answer);
  await showPart(<Checked />, sample);
  await click(screen.getByRole('button', { name: 'Verify a file' }));
  return { asked, sample };
}

describe('verifying an exported file', () => {
  it('asks for a JSONL file and names it in the answer', async () => {
    const { asked, sample } = await verifyPicked('log.jsonl', () => ({
      ok: true,
      entries: 12,
      head: { seq: 12, hash: HASH },
      complete: true,
    }));
    expect(asked.map(({ endings }) => endings)).toEqual([['.jsonl']]);
    expect(inputsOf(sample, 'log.verifyFile')).toEqual([{ grant: 'g-1' }]);
    expect((await screen.findByRole('status')).textContent).toContain('The file log.jsonl holds: 12 entries');
    await click(screen.getByRole('button', { name: 'Close' }));
    expect(screen.queryByRole('status')).toBeNull();
  });

  it('does nothing when no file is picked', async () => {
    const { sample } = await verifyPicked(null, () => ({}));
    expect(inputsOf(sample, 'log.verifyFile')).toEqual([]);
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('says that the check was not possible, which is not the same as a bad log', async () => {
    await verifyPicked('log.jsonl', () => {
      throw new Error('lost');
    });
    await waitFor(() => expect(screen.getByRole('alert').textContent).not.toContain('does not hold'));
  });
});

describe('an entry in full', () => {
  const entry = (summary: string, text: string | null) =>
    ({
      seq: 7,
      id: 'tp-7',
      at: '2026-11-20T09:00:00.000Z',
      actor: 'Mara Lindt',
      kind: 'note',
      account: null,
      summary,
      text,
      hash: HASH,
    }) as unknown as LogEntry;
  const words = async (summary: string, text: string | null) => {
    await showPart(<LogDetail entry={entry(summary, text)} onOpenAccount={() => {}} />);
    return document.body.textContent?.split('Payment run is Fridays').length ?? 0;
  };

  it('does not say its text twice', async () => {
    expect(await words('Note: Payment run is Fridays', 'Payment run is Fridays')).toBe(2);
  });

  it('says its text when the summary does not', async () => {
    expect(await words('Note', 'Payment run is Fridays')).toBe(2);
    expect(document.querySelector('blockquote')?.textContent).toBe('Payment run is Fridays');
  });

  it('shows who did it, its number and its hash', async () => {
    await words('Note', null);
    for (const text of ['Mara Lindt', '7', HASH]) expect(screen.getByText(text)).toBeDefined();
  });
});
