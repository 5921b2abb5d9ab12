import { IconArrowBackUp } from '@tabler/icons-react';
import type { TimelineEntry } from '../../../shared/contract/accounts.ts';
import { plainDate } from '../../../shared/domain/dates.ts';
import { useClient } from '../../api/engine-context.tsx';
import { useFeedback } from '../../app/undo/undo-context.tsx';
import { IconButton } from '../../ui/command-button.tsx';
import { DateText, InstantText } from '../../ui/date-text.tsx';
import { MoneyText } from '../../ui/money-text.tsx';
import classes from './timeline.module.css';
import { iconOf } from './timeline-icons.ts';
import { timelineWords } from './timeline-words.ts';

const FROM_LEDGER: ReadonlySet<string> = new Set(['payment_received', 'invoice_issued']);

/** Their text is a whole letter, which is read where it is wanted. */
const LETTERS: ReadonlySet<string> = new Set([
  'mail_approved',
  'mail_rebuilt',
  'mail_sent',
  'draft_sent_in_mailbox',
]);

/** One thing that happened: what, when, who, and the words. */
export function TimelineItem({ entry }: { readonly entry: TimelineEntry }) {
  const client = useClient();
  const feedback = useFeedback();
  const Icon = iconOf(entry.kind);
  const { title, text } = timelineWords(entry.summary, entry.text);
  const takeBack = async () => {
    if (entry.touchpointId === null) return;
    try {
      await client.accounts.retractTouchpoint({ id: entry.touchpointId, reason: '' });
      feedback.say('Taken back. The log keeps the entry, marked as retracted.');
    } catch (error) {
      feedback.failed(error);
    }
  };
  return (
    <li className={classes.entry} data-retracted={entry.retracted || undefined}>
      <Icon className={classes.icon} size={15} stroke={1.6} aria-hidden="true" />
      <div className={classes.words}>
        <div className={classes.summary}>
          {title}{' '}
          {entry.money ? <MoneyText minor={entry.money.minor} currency={entry.money.currency} /> : null}
        </div>
        <div className={classes.when}>
          <When entry={entry} /> · {entry.actor}
          {entry.retracted ? ' · taken back' : ''}
        </div>
        {text && LETTERS.has(entry.kind) ? (
          <details className={classes.letter}>
            <summary>The letter</summary>
            <p className={classes.text}>{text}</p>
          </details>
        ) : null}
        {text && !LETTERS.has(entry.kind) ? <p className={classes.text}>{text}</p> : null}
      </div>
      {entry.touchpointId !== null && !entry.retracted ? (
        <span className={classes.takeBack}>
          <IconButton
            label={`Take back: ${entry.summary}`}
            icon={<IconArrowBackUp size={15} />}
            onClick={() => void takeBack()}
          />
        </span>
      ) : null}
    </li>
  );
}

/** Facts of the ledger have a day only; what people did has a time. */
function When({ entry }: { readonly entry: TimelineEntry }) {
  return FROM_LEDGER.has(entry.kind) ? (
    <DateText date={plainDate(entry.at.slice(0, 10))} />
  ) : (
    <InstantText at={entry.at} />
  );
}
