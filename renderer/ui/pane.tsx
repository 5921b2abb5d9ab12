import type { ReactNode } from 'react';
import classes from './pane.module.css';

/** A pane with a title bar that stays, a body that scrolls, and an optional footer. */
export function Pane(props: {
  readonly title: ReactNode;
  /** Beside the title: a count, a state. */
  readonly subtitle?: ReactNode;
  readonly actions?: ReactNode;
  /** A second line under the title bar: filters, a search field. */
  readonly toolbar?: ReactNode;
  readonly footer?: ReactNode;
  /** The accessible name of the region; needed when `title` is more than text. */
  readonly label?: string;
  /** The body scrolls by itself (a table, split panes). */
  readonly ownScroll?: boolean;
  readonly children: ReactNode;
}) {
  const label = props.label ?? (typeof props.title === 'string' ? props.title : undefined);
  return (
    <section className={classes.pane} aria-label={label}>
      <header className={classes.header}>
        <h1 className={classes.title}>{props.title}</h1>
        {props.subtitle ? <span className={classes.subtitle}>{props.subtitle}</span> : null}
        <div className={classes.actions}>{props.actions}</div>
      </header>
      {props.toolbar ? <div className={classes.toolbar}>{props.toolbar}</div> : null}
      <div className={classes.body} data-own-scroll={props.ownScroll || undefined}>
        {props.children}
      </div>
      {props.footer ? <footer className={classes.footer}>{props.footer}</footer> : null}
    </section>
  );
}

/** A part of a pane under a small heading. */
export function Section(props: {
  readonly title: string;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <section className={classes.section} aria-label={props.title}>
      <div className={classes.sectionHeader}>
        <h2 className={classes.sectionTitle}>{props.title}</h2>
        {props.aside ? <div className={classes.aside}>{props.aside}</div> : null}
      </div>
      {props.children}
    </section>
  );
}
