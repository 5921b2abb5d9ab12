import { Button, Radio } from '@mantine/core';
import { useState } from 'react';
import type { CurrencyCode } from '../../../shared/domain/money.ts';
import { useClient } from '../../api/engine-context.tsx';
import { saveDownload } from '../../api/platform.ts';
import { useFeedback } from '../../app/undo/undo-context.tsx';
import type { BucketEdges } from '../../ui/aging-segments.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { ErrorLine } from '../../ui/error-state.tsx';
import { count } from '../../ui/format/count.ts';
import { useFormat } from '../../ui/format/locale.tsx';
import { FormatChoice } from '../../ui/format-choice.tsx';
import { useAction } from '../../ui/use-action.ts';
import { useAsOf } from '../looking-back/use-as-of.ts';
import { queryLines } from './query-words.ts';
import classes from './worklist.module.css';
import type { WorklistQuery } from './worklist-filter.ts';

const FORMATS = ['csv', 'xlsx'] as const;
type Format = (typeof FORMATS)[number];
type Subject = 'list' | 'aging';

/** A last look before a list leaves the house: how many rows, under which filter, of which day, in which form. */
export function ExportWorklist(props: {
  readonly query: WorklistQuery;
  readonly rows: number;
  readonly facets: { readonly currencies: readonly CurrencyCode[] };
  readonly edges: BucketEdges;
  /** The same accounts for a CRM instead. */
  readonly onCrm: () => void;
  readonly onClose: () => void;
}) {
  const { query, edges } = props;
  const client = useClient();
  const feedback = useFeedback();
  const { locale } = useFormat();
  const { asOf, words } = useAsOf();
  const [format, setFormat] = useState<Format>('csv');
  const [subject, setSubject] = useState<Subject>('list');
  const rows = count(props.rows, 'row', 'rows', locale);
  const currency = query.filter.currencies[0] ?? props.facets.currencies[0] ?? null;
  const run = useAction(async () => {
    const day = asOf === null ? {} : { asOf };
    const download =
      subject === 'list'
        ? await client.worklist.export({ ...query, format, ...day })
        : await client.exports.aging({ format, ...day });
    if (!(await saveDownload(download))) return;
    feedback.say(subject === 'list' ? `${rows} exported` : 'Aging exported');
    props.onClose();
  });
  return (
    <Confirm
      opened
      title="Export the list"
      action={subject === 'list' ? `Export ${rows}` : 'Export the aging'}
      busy={run.busy}
      onClose={props.onClose}
      onConfirm={() => run.run()}
    >
      <div className={classes.export}>
        <Radio.Group
          aria-label="What"
          value={subject}
          onChange={(chosen) => setSubject(chosen === 'aging' ? 'aging' : 'list')}
        >
          <div className={classes.subjects}>
            <Radio value="list" label="This list" size="sm" />
            <Radio value="aging" label="The aging of all accounts" size="sm" />
          </div>
        </Radio.Group>
        {subject === 'list' ? (
          <>
            <p>
              <b>{rows}</b>, one for each account and currency, with the figures of {words}:
            </p>
            <ul className={classes.lines}>
              {queryLines(query, { edges, locale, currency }).map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          </>
        ) : (
          <p>
            Totals by currency and a row for each account, with the figures of {words}. An XLSX has a sheet
            for each; a CSV holds the accounts.
          </p>
        )}
        <FormatChoice formats={FORMATS} value={format} onChange={setFormat} />
        <p className={classes.second}>
          The file holds names, amounts and why each account is on the list, and it is not encrypted. Keep it
          as you keep the books.
        </p>
        {subject === 'list' ? (
          <Button variant="subtle" className={classes.crm} onClick={props.onCrm}>
            For HubSpot or Salesforce…
          </Button>
        ) : null}
        {run.error === null ? null : <ErrorLine error={run.error} />}
      </div>
    </Confirm>
  );
}
