import { Button } from '@mantine/core';
import { IconPlayerPause } from '@tabler/icons-react';
import type { OutboxPause } from '../../../shared/contract/outbox.ts';
import { navigate } from '../../app/location/use-location.ts';
import { CommandButton } from '../../ui/command-button.tsx';
import { InstantText } from '../../ui/date-text.tsx';
import classes from './outbox.module.css';

/** Mailboxes from which nothing goes out: why, until when, and how to let them go on. */
export function PauseBanner(props: {
  readonly pauses: readonly OutboxPause[];
  /** In the demo nothing is ever sent, and there is nothing to resume. */
  readonly demo: boolean;
  readonly onResume: (pause: OutboxPause) => void;
}) {
  const [first] = props.pauses;
  if (props.demo && first) {
    return (
      <div role="status" className={classes.pause}>
        <IconPlayerPause size={15} aria-hidden="true" />
        <p>{first.reason}</p>
      </div>
    );
  }
  return (
    <div role="status">
      {props.pauses.map((pause, index) => (
        <div key={pause.mailboxId} className={classes.pause}>
          <IconPlayerPause size={15} aria-hidden="true" />
          <p>
            <b>
              Sending from {pause.address} is paused{' '}
              {pause.until === null ? (
                'until you resume it'
              ) : (
                <>
                  until <InstantText at={pause.until} />
                </>
              )}
              .
            </b>{' '}
            {pause.reason}
          </p>
          <div className={classes.pauseActions}>
            <Button onClick={() => navigate({ screen: 'mailboxes', id: pause.mailboxId })}>
              Open the mailbox
            </Button>
            {index === 0 ? (
              <CommandButton command="outbox.resume" label="Resume" />
            ) : (
              <Button onClick={() => props.onResume(pause)}>Resume</Button>
            )}
          </div>
        </div>
      ))}
    </div>
  );
}
