import { type ReactNode, useId, useLayoutEffect } from 'react';
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
  const words = props.error ?? props.hint ?? null;
  useDescription(id, words === null ? null : describedBy);
  return (
    <div className={classes.row}>
      <label className={classes.label} htmlFor={id}>
        {props.label}
      </label>
      <div className={classes.control}>
        {props.children({ id, describedBy })}
        <div id={describedBy} className={classes.hint} data-error={props.error ? true : undefined}>
          {words}
        </div>
      </div>
    </div>
  );
}

/** Mantine's fields know no description but their own and drop `aria-describedby`: the row ties its hint to them. */
function useDescription(id: string, describedBy: string | null): void {
  useLayoutEffect(() => {
    const field = document.getElementById(id);
    if (describedBy === null) field?.removeAttribute('aria-describedby');
    else field?.setAttribute('aria-describedby', describedBy);
  });
}
