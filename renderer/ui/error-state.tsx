import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { shownError } from '../api/errors.ts';
import classes from './states.module.css';

interface ErrorProps {
  readonly error: unknown;
  readonly onRetry?: () => void;
}

/** A part of the screen that could not be shown: what happened, what is safe, what to do. */
export function ErrorState({ error, onRetry, action }: ErrorProps & { readonly action?: ReactNode }) {
  const shown = shownError(error);
  return (
    <div className={classes.state} role="alert">
      <div className={classes.icon} data-tone="red">
        <IconAlertTriangle size={22} aria-hidden="true" />
      </div>
      <h2 className={classes.title}>{shown.title}</h2>
      <p className={classes.text}>{shown.text}</p>
      {shown.reference ? <p className={classes.reference}>Reference {shown.reference}</p> : null}
      {action ?? (onRetry ? <Button onClick={onRetry}>Try again</Button> : null)}
    </div>
  );
}

/** The same on one line, inside a form or dialog. */
export function ErrorLine({ error, onRetry }: ErrorProps) {
  const shown = shownError(error);
  return (
    <div className={classes.line} role="alert">
      <IconAlertTriangle size={16} aria-hidden="true" />
      <p>
        <b>{shown.title}.</b> {shown.text}
      </p>
      {onRetry ? (
        <Button variant="subtle" onClick={onRetry}>
          Try again
        </Button>
      ) : null}
    </div>
  );
}
