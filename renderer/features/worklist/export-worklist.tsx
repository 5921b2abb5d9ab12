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

/** A last look before the list leaves the house: how many rows, under which filter, of which day, in which form. */
export function ExportWorklist(props: {
  readonly query: WorklistQuery;
  readonly rows: number;
  readonly facets: { readonly currencies: readonly CurrencyCode[] };
  readonly edges: BucketEdges;
  readonly onClose: () => void;
}) {
  const { query, edges } = props;
  const client = useClient();
  const feedback = useFeedback();
  const { locale } = useFormat();
  const { asOf, words } = useAsOf();
  const [format, setFormat] = useState<Format>('csv');
  const rows = count(props.rows, 'row', 'rows', locale);
  const currency = query.filter.currencies[0] ?? props.facets.currencies[0] ?? null;
  const run = useAction(async () => {
    const day = asOf === null ? {} : { asOf };
    if (!(await saveDownload(await client.worklist.export({ ...query, format, ...day })))) return;
    feedback.say(`${rows} exported`);
    props.onClose();
  });
  return (
    <Confirm
      opened
      title="Export the list"
      action={`Export ${rows}`}
      busy={run.busy}
      onClose={props.onClose}
      onConfirm={() => run.run()}
    >
      <div className={classes.export}>
        <p>
          <b>{rows}</b>, one for each account and currency, with the figures of {words}:
        </p>
        <ul className={classes.lines}>
          {queryLines(query, { edges, locale, currency }).map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
        <FormatChoice formats={FORMATS} value={format} onChange={setFormat} />
        <p className={classes.second}>
          The file holds names, amounts and why each account is on the list, and it is not encrypted. Keep it
          as you keep the books.
        </p>
        {run.error === null ? null : <ErrorLine error={run.error} />}
      </div>
    </Confirm>
  );
}
