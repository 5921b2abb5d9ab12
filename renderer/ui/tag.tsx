import type { ReactNode } from 'react';
import classes from './tag.module.css';

export type TagTone = 'red' | 'amber' | 'green' | 'accent' | 'neutral';

/** A short state in words. Red: overdue and needs you. Amber: promised or waiting. Green: money arrived. */
export function Tag(props: {
  readonly tone?: TagTone;
  readonly title?: string;
  readonly children: ReactNode;
}) {
  return (
    <span className={classes.tag} data-tone={props.tone ?? 'neutral'} title={props.title}>
      {props.children}
    </span>
  );
}
