import { type ReactNode, useEffect, useRef } from 'react';
import classes from './full-page.module.css';

/**
 * A page that has the whole window: before a workspace is open, or while one thing must be settled first.
 * The focus goes to the element marked `data-autofocus`, else to the title.
 */
export function FullPage(props: {
  readonly title: string;
  /** One or two sentences under the title. */
  readonly lead?: ReactNode;
  /** Where in a short sequence this page stands, e.g. "Step 1 of 2". */
  readonly step?: string;
  readonly children?: ReactNode;
  /** Buttons at the foot, the main one first. */
  readonly actions?: ReactNode;
  /** Fields want less room than lists. */
  readonly width?: 'form' | 'list';
}) {
  const page = useRef<HTMLElement>(null);
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const wanted = page.current?.querySelector<HTMLElement>('[data-autofocus]');
    (wanted ?? title.current)?.focus();
  }, []);
  return (
    <main ref={page} className={classes.page}>
      <div className={classes.sheet} data-width={props.width ?? 'form'}>
        <p className={classes.brand}>
          <span className={classes.mark} aria-hidden="true">
            D
          </span>
          Duebook
        </p>
        {props.step ? <p className={classes.step}>{props.step}</p> : null}
        <h1 ref={title} className={classes.title} tabIndex={-1}>
          {props.title}
        </h1>
        {props.lead ? <p className={classes.lead}>{props.lead}</p> : null}
        {props.children}
        {props.actions ? <div className={classes.actions}>{props.actions}</div> : null}
      </div>
    </main>
  );
}
