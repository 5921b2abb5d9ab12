import type { ImportInspection } from '../../../shared/domain/imports/inspection.ts';
import { count } from '../../ui/format/count.ts';
import { useFormat } from '../../ui/format/locale.tsx';
import classes from './reading-panel.module.css';
import { otherRows } from './row-words.ts';

const SHOWN_UNKNOWN = 20;

/** What the rows of the file are, with the unknown ones in full view. */
export function RowFacts({ inspection }: { readonly inspection: ImportInspection }) {
  const { locale } = useFormat();
  const others = otherRows(inspection.counts, locale);
  return (
    <div className={classes.facts}>
      <p className={classes.factsTitle}>
        {count(inspection.counts.data, 'row of data', 'rows of data', locale)}
      </p>
      {others.length > 0 ? <p>Left out: {others.join(', ')}.</p> : null}
      <p>
        {inspection.format === 'csv' ? `Text, ${inspection.encoding ?? 'unknown encoding'}` : 'Excel'}
        {inspection.delimiter ? `, columns apart by ${delimiterWord(inspection.delimiter)}` : ''}.
      </p>
      <UnknownRows inspection={inspection} />
    </div>
  );
}

/** The rows that no rule knows, word for word: somebody has to look at them. */
export function UnknownRows({ inspection }: { readonly inspection: ImportInspection }) {
  const unknown = inspection.unknownRows.slice(0, SHOWN_UNKNOWN);
  const hidden = inspection.counts.unknown - unknown.length;
  if (unknown.length === 0) return null;
  return (
    <>
      <p className={classes.quiet}>
        These rows are neither data nor a title or total that is known. They are left out:
      </p>
      <ul className={classes.unknown}>
        {unknown.map((row) => {
          const text = row.cells.filter((cell) => cell !== '').join(' · ');
          return (
            <li key={row.line} title={text}>
              <span>line {row.line}</span>
              <q>{text}</q>
            </li>
          );
        })}
      </ul>
      {hidden > 0 ? <p className={classes.quiet}>and {count(hidden, 'more', 'more')}.</p> : null}
    </>
  );
}

function delimiterWord(delimiter: string): string {
  return { ',': 'commas', ';': 'semicolons', '\t': 'tabs', '|': 'bars' }[delimiter] ?? `“${delimiter}”`;
}
