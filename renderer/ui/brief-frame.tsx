import { useComputedColorScheme } from '@mantine/core';
import { useMemo } from 'react';
import { styleNonce } from '../app/style-nonce.ts';
import classes from './brief-frame.module.css';

/**
 * The brief of a handoff in a frame that runs no script and loads nothing. It brings its own style, which the window's
 * policy lets pass by the nonce of the page; it follows the colours of the window.
 */
export function BriefFrame(props: { readonly html: string; readonly title: string }) {
  const scheme = useComputedColorScheme('light', { getInitialValueInEffect: false });
  const page = useMemo(
    () => props.html.replace('<style>', `<style nonce="${styleNonce(document)}">`),
    [props.html],
  );
  return (
    <iframe
      key={page}
      className={classes.frame}
      sandbox=""
      srcDoc={page}
      title={props.title}
      style={{ colorScheme: scheme }}
    />
  );
}
