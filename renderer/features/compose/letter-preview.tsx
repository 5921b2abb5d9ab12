import { useComputedColorScheme } from '@mantine/core';
import { useMemo } from 'react';
import { writeEditedHtml } from '../../../shared/domain/letters/write-html.ts';
import classes from './letter.module.css';
import { letterForWindow } from './letter-html.ts';

/** The letter as the customer will read it, in a frame that runs no script and loads nothing. */
export function LetterPreview(props: {
  /** The HTML of the letter as it was proposed, and its text. */
  readonly html: string;
  readonly proposed: string;
  readonly text: string;
  readonly language: string;
}) {
  const scheme = useComputedColorScheme('light');
  const { html, proposed, text, language } = props;
  const page = useMemo(() => {
    const changed = text !== proposed;
    const shown = changed ? writeEditedHtml(text, language) : html;
    return letterForWindow(shown, { scheme, change: changed ? { text, proposed } : null });
  }, [html, proposed, text, language, scheme]);
  return (
    <iframe
      className={classes.frame}
      sandbox=""
      srcDoc={page}
      title="Letter"
      style={{ colorScheme: scheme }}
    />
  );
}
