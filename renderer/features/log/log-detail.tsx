import { Button } from '@mantine/core';
import type { LogEntry } from '../../../shared/contract/log.ts';
import { CommandButton } from '../../ui/command-button.tsx';
import { exactInstant } from '../../ui/format/date-format.ts';
import { useFormat } from '../../ui/format/locale.tsx';
import { Pane, Section } from '../../ui/pane.tsx';
import classes from './log.module.css';
import { KIND_NAMES } from './log-words.ts';

/** One entry in full, with what proves it. */
export function LogDetail(props: { readonly entry: LogEntry; readonly onOpenAccount: () => void }) {
  const { entry } = props;
  const { locale } = useFormat();
  return (
    <Pane
      title={KIND_NAMES[entry.kind]}
      subtitle={`entry ${entry.seq}`}
      actions={
        <>
          <CommandButton command="log.close" />
          <CommandButton command="log.account" label="Open the account" />
        </>
      }
    >
      <Section title="What happened">
        <p className={classes.summary}>{entry.summary}</p>
        {entry.text && !entry.summary.endsWith(entry.text) ? (
          <blockquote className={classes.text}>{entry.text}</blockquote>
        ) : null}
      </Section>
      <Section title="Entry">
        <dl className={classes.facts}>
          <dt>When</dt>
          <dd>
            <time dateTime={entry.at}>{exactInstant(entry.at, locale)}</time>
          </dd>
          <dt>Who</dt>
          <dd>{entry.actor}</dd>
          <dt>Account</dt>
          <dd>
            {entry.account ? (
              <Button
                variant="subtle"
                size="compact-sm"
                className={classes.account}
                onClick={props.onOpenAccount}
              >
                {entry.account.name}
                {entry.account.number ? ` · ${entry.account.number}` : ''}
              </Button>
            ) : (
              '—'
            )}
          </dd>
          <dt>Number</dt>
          <dd>{entry.seq}</dd>
          <dt>Hash</dt>
          <dd className={classes.hash}>{entry.hash}</dd>
        </dl>
        <p className={classes.second}>
          The hash covers this entry and the hash of the one before. Whoever changes an entry breaks every
          hash after it.
        </p>
      </Section>
    </Pane>
  );
}
