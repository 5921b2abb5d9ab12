import { Button } from '@mantine/core';
import { useState } from 'react';
import { useClient } from '../../api/engine-context.tsx';
import { saveDownload } from '../../api/platform.ts';
import { useFeedback } from '../../app/undo/undo-context.tsx';
import { Confirm } from '../../ui/confirm.tsx';
import { ErrorLine } from '../../ui/error-state.tsx';
import { count } from '../../ui/format/count.ts';
import { useFormat } from '../../ui/format/locale.tsx';
import { FormatChoice } from '../../ui/format-choice.tsx';
import classes from './log.module.css';
import { filterInput, filterLines, isFiltered, type LogFilter } from './log-filter.ts';

const FORMATS = ['csv', 'xlsx', 'jsonl'] as const;
type Format = (typeof FORMATS)[number];

/** A last look before the log leaves the house: which entries, how many, in which form. */
export function ExportDialog(props: {
  readonly opened: boolean;
  readonly filter: LogFilter;
  readonly total: number;
  /** What of it concerns customers, for a CRM instead. */
  readonly onCrm: () => void;
  readonly onClose: () => void;
}) {
  const { filter, total } = props;
  const client = useClient();
  const feedback = useFeedback();
  const { locale } = useFormat();
  const [format, setFormat] = useState<Format>('csv');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const entries = count(total, 'entry', 'entries', locale);
  const run = async () => {
    setBusy(true);
    setError(null);
    try {
      const made = await client.log.export({ filter: filterInput(filter), format });
      if (await saveDownload(made.download)) {
        feedback.say(`${count(made.entries, 'entry', 'entries', locale)} exported, head ${made.head.seq}`);
        props.onClose();
      }
    } catch (cause) {
      setError(cause);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Confirm
      opened={props.opened}
      title="Export the log"
      action={`Export ${entries}`}
      busy={busy}
      onClose={props.onClose}
      onConfirm={() => void run()}
    >
      <div className={classes.export}>
        <p>
          <b>{entries}</b> {isFiltered(filter) ? 'of the filter:' : 'leave the workspace: the whole log.'}
        </p>
        {isFiltered(filter) ? (
          <ul className={classes.lines}>
            {filterLines(filter, locale).map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        ) : null}
        <FormatChoice formats={FORMATS} value={format} onChange={setFormat} />
        {format === 'jsonl' && isFiltered(filter) ? (
          <p className={classes.second}>
            A part of the log shows that its entries are genuine. That nothing is missing only the whole log
            shows.
          </p>
        ) : null}
        <p className={classes.second}>
          The file holds names and what was said to customers, and it is not encrypted. Keep it as you keep
          the books.
        </p>
        <Button variant="subtle" className={classes.crm} onClick={props.onCrm}>
          Touchpoints for HubSpot or Salesforce…
        </Button>
        {error ? <ErrorLine error={error} /> : null}
      </div>
    </Confirm>
  );
}
