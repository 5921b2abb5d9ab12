import { type ReactNode, useId } from 'react';
import classes from './form-row.module.css';

/** A labelled row of a form: label at the left, control and hint at the right. */
export function FormRow(props: {
  readonly label: string;
  readonly hint?: ReactNode;
  readonly error?: ReactNode;
  /** Gets the ids that tie label, hint and control together. */
  readonly children: (ids: { readonly id: string; readonly describedBy: string }) => ReactNode;
}) {
  const id = useId();
  const describedBy = `${id}-hint`;
  return (
    <div className={classes.row}>
      <label className={classes.label} htmlFor={id}>
        {props.label}
      </label>
      <div className={classes.control}>
        {props.children({ id, describedBy })}
        <div id={describedBy} className={classes.hint} data-error={props.error ? true : undefined}>
          {props.error ?? props.hint}
        </div>
      </div>
    </div>
  );
}
