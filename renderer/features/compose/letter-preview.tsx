import { useMemo } from 'react';
import { writeEditedHtml } from '../../../shared/domain/letters/write-html.ts';
import { LetterFrame } from './letter-frame.tsx';

/** The letter as the customer will read it, with what a person changed marked. */
export function LetterPreview(props: {
  /** The HTML of the letter as it was proposed, and its text. */
  readonly html: string;
  readonly proposed: string;
  readonly text: string;
  readonly language: string;
}) {
  const { html, proposed, text, language } = props;
  const shown = useMemo(
    () =>
      text === proposed
        ? { html, change: null }
        : { html: writeEditedHtml(text, language), change: { text, proposed } },
    [html, proposed, text, language],
  );
  return <LetterFrame html={shown.html} change={shown.change} />;
}
