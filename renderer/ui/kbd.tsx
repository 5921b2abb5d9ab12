import { Fragment } from 'react';
import { type KeyBinding, printedKeys } from '../app/commands/keys.ts';
import classes from './kbd.module.css';

/** The keys of a command, as they are printed on the keyboard. */
export function Keys(props: { readonly keys: KeyBinding; readonly tone?: 'plain' | 'inverse' }) {
  return (
    <span className={classes.keys} data-tone={props.tone ?? 'plain'}>
      {printedKeys(props.keys).map((chord, step) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the steps of a key sequence never move
        <Fragment key={`${step}-${chord.join('+')}`}>
          {step > 0 ? <span className={classes.then}>then</span> : null}
          <kbd className={classes.key}>{chord.join(chord.includes('⌘') ? '' : '+')}</kbd>
        </Fragment>
      ))}
    </span>
  );
}
