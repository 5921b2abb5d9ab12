import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import type { ImportOutcome } from '../../../shared/contract/import-procedures.ts';
import type { Download } from '../../../shared/contract/primitives.ts';
import { saveDownload } from '../../api/platform.ts';
import { ErrorLine } from '../../ui/error-state.tsx';
import { count } from '../../ui/format/count.ts';
import { useFormat } from '../../ui/format/locale.tsx';
import { Section } from '../../ui/pane.tsx';
import type { Column } from '../../ui/table/column.ts';
import { DataTable } from '../../ui/table/data-table.tsx';
import { useAction } from '../../ui/use-action.ts';
import classes from './imports.module.css';
import { TableBox } from './table-box.tsx';

type Rejected = ImportOutcome['rejected'][number];

const COLUMNS: readonly Column<Rejected>[] = [
  {
    id: 'row',
    header: 'Line',
    width: 72,
    align: 'right',
    fixed: true,
    cell: (row) => row.row,
    sheet: (row) => row.row,
  },
  {
    id: 'column',
    header: 'Column',
    width: 150,
    cell: (row) => row.column ?? 'whole row',
    sheet: (row) => row.column,
  },
  {
    id: 'message',
    header: 'Reason',
    width: 420,
    cell: (row) => <span title={row.message}>{row.message}</span>,
    sheet: (row) => row.message,
  },
];

/** Characters of a reason that a row of the table surely shows. */
const FITS_THE_ROW = 70;

/** The rows that could not be taken over, each with where and why, and a file of them to correct. */
export function RejectedRows(props: {
  readonly outcome: ImportOutcome;
  readonly exportRows: () => Promise<Download>;
}) {
  const { rejected, rows } = props.outcome;
  const { locale } = useFormat();
  const [active, setActive] = useState<string | null>(null);
  const save = useAction(async () => saveDownload(await props.exportRows()));
  if (rows.rejected === 0) return null;
  const shown = rejected.find((row) => String(row.row) === active) ?? rejected[0];
  return (
    <Section title="Rejected rows" aside={count(rows.rejected, 'row', 'rows', locale)}>
      <p className={classes.tableNote}>
        The good rows are imported without them. Correct these in the books or in the exported file and import
        that one: rows that are in already change nothing.
      </p>
      <TableBox rows={rejected.length}>
        <DataTable
          id="import.rejected"
          label="Rejected rows"
          columns={COLUMNS}
          rows={rejected}
          rowKey={(row) => String(row.row)}
          active={active}
          onActivate={(row) => setActive(String(row.row))}
        />
      </TableBox>
      {shown === undefined || shown.message.length <= FITS_THE_ROW ? null : (
        <p className={classes.reasonInFull} aria-live="polite">
          Line {shown.row}, in full: {shown.message}
        </p>
      )}
      <div className={classes.tableActions}>
        <Button
          leftSection={<IconDownload size={14} aria-hidden="true" />}
          loading={save.busy}
          onClick={() => save.run()}
        >
          Save the rejected rows as CSV
        </Button>
        {rejected.length < rows.rejected ? (
          <span className={classes.quiet}>
            The first {count(rejected.length, 'row', 'rows', locale)} are shown; the file has all of them.
          </span>
        ) : null}
      </div>
      {save.error === null ? null : <ErrorLine error={save.error} />}
    </Section>
  );
}
