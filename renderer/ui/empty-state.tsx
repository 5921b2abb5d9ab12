import type { ReactNode } from 'react';
import classes from './states.module.css';

/** Nothing here, why, and the next step with one button. */
export function EmptyState(props: {
  readonly icon?: ReactNode;
  readonly title: string;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
}) {
  return (
    <div className={classes.state}>
      {props.icon ? <div className={classes.icon}>{props.icon}</div> : null}
      <h2 className={classes.title}>{props.title}</h2>
      {props.children ? <div className={classes.text}>{props.children}</div> : null}
      {props.action}
    </div>
  );
}
