import { useComputedColorScheme } from '@mantine/core';
import { useMemo } from 'react';
import classes from './letter.module.css';
import { type LetterLook, letterForWindow } from './letter-html.ts';

/**
 * A letter's HTML in a frame that runs no script and loads nothing. Each text gets a frame of its own: a frame whose
 * document is replaced while it still loads stays empty.
 */
export function LetterFrame(props: { readonly html: string; readonly change: LetterLook['change'] }) {
  const scheme = useComputedColorScheme('light', { getInitialValueInEffect: false });
  const { html, change } = props;
  const page = useMemo(() => letterForWindow(html, { scheme, change }), [html, change, scheme]);
  return (
    <iframe
      key={page}
      className={classes.frame}
      sandbox=""
      srcDoc={page}
      title="Letter"
      style={{ colorScheme: scheme }}
    />
  );
}
