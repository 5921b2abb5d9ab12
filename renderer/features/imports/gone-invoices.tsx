import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ImportOutcome } from '../../../shared/contract/import-procedures.ts';
import type { ImportBatchId } from '../../../shared/domain/ids.ts';
import type { CurrencyCode, MinorUnits } from '../../../shared/domain/money.ts';
import { useClient } from '../../api/engine-context.tsx';
import { useWindowState } from '../../app/window-state.ts';
import { ErrorLine } from '../../ui/error-state.tsx';
import { count } from '../../ui/format/count.ts';
import { useFormat } from '../../ui/format/locale.tsx';
import { MoneyText } from '../../ui/money-text.tsx';
import { Section } from '../../ui/pane.tsx';
import type { Column } from '../../ui/table/column.ts';
import { DataTable } from '../../ui/table/data-table.tsx';
import { NOTHING_SELECTED, type RowSelection } from '../../ui/table/row-selection.ts';
import { useAction } from '../../ui/use-action.ts';
import classes from './imports.module.css';
import { TableBox } from './table-box.tsx';

type Gone = ImportOutcome['gone'][number];

const COLUMNS: readonly Column<Gone>[] = [
  {
    id: 'customer',
    header: 'Customer',
    width: 260,
    fixed: true,
    cell: (gone) => gone.customerName ?? gone.customerNumber ?? 'no name',
    sheet: (gone) => gone.customerName ?? gone.customerNumber,
  },
  { id: 'number', header: 'Invoice', width: 150, cell: (gone) => gone.number, sheet: (gone) => gone.number },
  {
    id: 'open',
    header: 'Open',
    label: 'Open in Duebook',
    width: 150,
    align: 'right',
    cell: (gone) => (
      <MoneyText minor={gone.openMinor as MinorUnits} currency={gone.currency as CurrencyCode} />
    ),
    sheet: (gone) => ({ minor: gone.openMinor as MinorUnits, currency: gone.currency as CurrencyCode }),
  },
];

/** Invoices that a complete list no longer holds: a person says which of them are closed. */
export function GoneInvoices(props: { readonly batch: ImportBatchId; readonly gone: readonly Gone[] }) {
  const client = useClient();
  const { locale } = useFormat();
  const [closed, setClosed] = useWindowState<readonly string[]>(`import.closed.${props.batch}`, []);
  const [active, setActive] = useState<string | null>(null);
  const [selection, setSelection] = useState<RowSelection>(NOTHING_SELECTED);
  const rows = props.gone.filter((gone) => !closed.includes(gone.documentId));
  const ticked = rows.filter((gone) => selection.keys.has(gone.documentId));
  const close = useAction(async () => {
    const documentIds = ticked.map((gone) => gone.documentId);
    await client.imports.closeGone({ id: props.batch, documentIds });
    setClosed([...closed, ...documentIds]);
    setSelection(NOTHING_SELECTED);
  });
  if (props.gone.length === 0) return null;
  return (
    <Section title="No longer listed" aside={count(rows.length, 'invoice', 'invoices', locale)}>
      <p className={classes.tableNote}>
        {rows.length > 0
          ? 'These are open in Duebook, and the complete list does not hold them any more: paid or credited, most likely. Tick the ones to close; the others stay open. Undoing the import opens them again.'
          : 'All of them are closed. Undoing the import opens them again.'}
      </p>
      {rows.length > 0 ? (
        <>
          <TableBox rows={rows.length}>
            <DataTable
              id="import.gone"
              label="Invoices that are no longer listed"
              columns={COLUMNS}
              rows={rows}
              rowKey={(gone) => gone.documentId}
              active={active}
              onActivate={(gone) => setActive(gone.documentId)}
              selection={selection}
              onSelect={setSelection}
              primary
            />
          </TableBox>
          <div className={classes.tableActions}>
            <Button
              onClick={() =>
                setSelection({
                  ...NOTHING_SELECTED,
                  keys: new Set(ticked.length === rows.length ? [] : rows.map((gone) => gone.documentId)),
                })
              }
            >
              {ticked.length === rows.length ? 'Tick none' : 'Tick all'}
            </Button>
            <Button
              variant="filled"
              disabled={ticked.length === 0}
              loading={close.busy}
              onClick={() => close.run()}
            >
              {ticked.length === 0
                ? 'Close the ticked ones'
                : `Close ${count(ticked.length, 'invoice', 'invoices', locale)}`}
            </Button>
          </div>
        </>
      ) : null}
      {close.error === null ? null : <ErrorLine error={close.error} />}
    </Section>
  );
}
