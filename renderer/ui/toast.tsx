import { Button } from '@mantine/core';
import { Keys } from './kbd.tsx';
import classes from './toast.module.css';

/** The body of a toast: what happened, and "Undo" where there is a way back. */
export function Toast(props: {
  readonly title: string;
  readonly text?: string | undefined;
  readonly onUndo?: () => void;
}) {
  return (
    <div className={classes.toast}>
      <div className={classes.words}>
        <div className={classes.title}>{props.title}</div>
        {props.text ? <div className={classes.text}>{props.text}</div> : null}
      </div>
      {props.onUndo ? (
        <Button variant="subtle" onClick={props.onUndo} rightSection={<Keys keys="mod+z" />}>
          Undo
        </Button>
      ) : null}
    </div>
  );
}
