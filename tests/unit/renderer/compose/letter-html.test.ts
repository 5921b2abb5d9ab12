// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { letterForWindow } from '../../../../renderer/features/compose/letter-html.ts';
import { markedRuns } from '../../../../renderer/features/compose/marked-textarea.tsx';
import { writeEditedHtml, writeLetterHtml } from '../../../../shared/domain/letters/write-html.ts';
import { GAP, TEXT } from './sample-proposals.ts';

const marksIn = (page: string) =>
  [...new DOMParser().parseFromString(page, 'text/html').querySelectorAll('mark')].map(
    (mark) => mark.textContent,
  );
const textOf = (page: string) =>
  new DOMParser().parseFromString(page, 'text/html').body.textContent?.replace(/\s+/gu, ' ').trim();

describe('a letter in the window', () => {
  it('marks the words that a person changed, and only those', () => {
    const text = TEXT.replace('now, or tell us a date', 'within five days');
    const page = letterForWindow(writeEditedHtml(text, 'en'), {
      scheme: 'light',
      change: { text, proposed: TEXT },
    });
    expect(marksIn(page).map((mark) => mark?.trim())).toEqual(['within five days.']);
  });

  it('marks a missing field in a letter that nobody changed, also behind a table', () => {
    const html = writeLetterHtml(
      [
        {
          kind: 'table',
          columns: [{ label: 'Invoice', align: 'start' }],
          rows: [['INV-1']],
          foot: ['Total'],
        },
        { kind: 'paragraph', text: 'Dear [missing: customer.contactName],' },
      ],
      'en',
    );
    expect(marksIn(letterForWindow(html, { scheme: 'light', change: null }))).toEqual([
      '[missing: customer.contactName]',
    ]);
  });

  it('marks a missing field once inside changed words', () => {
    const text = GAP.replace('Dear', 'Good morning');
    const page = letterForWindow(writeEditedHtml(text, 'en'), {
      scheme: 'dark',
      change: { text, proposed: TEXT },
    });
    expect(marksIn(page)).toContain('[missing: customer.contactName]');
  });

  it('never changes what the letter says', () => {
    const text = `${TEXT}\n\nThank you, Zoë & Søn <b>not bold</b> 🙂 always\n`;
    const html = writeEditedHtml(text, 'en');
    const page = letterForWindow(html, { scheme: 'dark', change: { text, proposed: TEXT } });
    expect(textOf(page)).toBe(textOf(html));
    expect(marksIn(page).join(' ')).toContain('🙂');
  });

  it('keeps markup that a person typed as text', () => {
    const text = '<img src=x onerror=alert(1)>\n';
    const page = letterForWindow(writeEditedHtml(text, 'en'), {
      scheme: 'light',
      change: { text, proposed: '' },
    });
    expect(new DOMParser().parseFromString(page, 'text/html').querySelector('img')).toBeNull();
  });
});

describe('the marks behind the text that is written', () => {
  it('are as long as the text, so that they stand under it', () => {
    const value = GAP.replace('Please', 'We ask you to');
    expect(
      markedRuns(value, TEXT)
        .map((run) => run.text)
        .join(''),
    ).toBe(value);
  });

  it('tell a missing field from changed words', () => {
    const marks = markedRuns(GAP.replace('Please', 'Kindly'), TEXT).filter((run) => run.mark !== null);
    expect(marks.map(({ text, mark }) => [text, mark])).toEqual([
      ['[missing: customer.contactName]', 'missing'],
      [',', 'changed'],
      ['Kindly', 'changed'],
    ]);
  });
});
