import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ImportBatch, ImportOutcome } from '../../../shared/contract/import-procedures.ts';
import type { CurrencyCode, MinorUnits } from '../../../shared/domain/money.ts';
import { useClient, useQueries } from '../../api/engine-context.tsx';
import { useFeedback } from '../../app/undo/undo-context.tsx';
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

const KINDS: Readonly<Record<Gone['kind'], string>> = {
  invoice: '',
  credit_note: 'Credit ',
  payment: 'Payment ',
};

const COLUMNS: readonly Column<Gone>[] = [
  {
    id: 'customer',
    header: 'Customer',
    width: 260,
    fixed: true,
    cell: (gone) => gone.customerName ?? gone.customerNumber ?? 'no name',
    sheet: (gone) => gone.customerName ?? gone.customerNumber,
  },
  {
    id: 'number',
    header: 'Item',
    width: 190,
    cell: (gone) => `${KINDS[gone.kind]}${gone.number}`,
    sheet: (gone) => gone.number,
  },
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

/** Items that a complete list no longer holds: a person says which of them are closed, and can take it back. */
export function GoneInvoices({ batch }: { readonly batch: ImportBatch }) {
  const { gone } = batch.result;
  const client = useClient();
  const feedback = useFeedback();
  const queries = useQueries();
  const queryClient = useQueryClient();
  const { locale } = useFormat();
  const [active, setActive] = useState<string | null>(null);
  const [selection, setSelection] = useState<RowSelection>(NOTHING_SELECTED);
  const rows = gone.filter((item) => !batch.closed.includes(item.id));
  const ticked = rows.filter((item) => selection.keys.has(item.id));
  const close = useAction(async () => {
    const asked = { id: batch.id, items: ticked.map((item) => item.id) };
    const { closed } = await client.imports.closeGone(asked);
    await queryClient.invalidateQueries({ queryKey: queries.imports.history.key() });
    setSelection(NOTHING_SELECTED);
    feedback.done({
      title: `${count(closed, 'item', 'items', locale)} closed`,
      undo: async () => void (await client.imports.reopenGone(asked)),
    });
  });
  const reopen = useAction(() => client.imports.reopenGone({ id: batch.id, items: [...batch.closed] }));
  if (gone.length === 0) return null;
  return (
    <Section title="No longer listed" aside={count(rows.length, 'item', 'items', locale)}>
      <p className={classes.tableNote}>{goneWords(rows.length > 0, batch.undoable)}</p>
      {rows.length > 0 && batch.undoable ? (
        <>
          <TableBox rows={rows.length}>
            <DataTable
              id="import.gone"
              label="Items that are no longer listed"
              columns={COLUMNS}
              rows={rows}
              rowKey={(item) => item.id}
              active={active}
              onActivate={(item) => setActive(item.id)}
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
                  keys: new Set(ticked.length === rows.length ? [] : rows.map((item) => item.id)),
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
                : `Close ${count(ticked.length, 'item', 'items', locale)}`}
            </Button>
          </div>
        </>
      ) : null}
      {batch.closed.length > 0 && batch.undoable ? (
        <div className={classes.tableActions}>
          <Button loading={reopen.busy} onClick={() => reopen.run()}>
            Open {count(batch.closed.length, 'closed item', 'closed items', locale)} again
          </Button>
        </div>
      ) : null}
      <Failures errors={[close.error, reopen.error]} />
    </Section>
  );
}

function Failures({ errors }: { readonly errors: readonly unknown[] }) {
  return errors.map((error) => (error === null ? null : <ErrorLine key={String(error)} error={error} />));
}

function goneWords(open: boolean, newest: boolean): string {
  if (!open) return 'All of them are closed. Undoing the import opens them again.';
  if (!newest) {
    return 'A later import may know more of these. Import the newest complete list again to be asked about what it does not hold.';
  }
  return (
    'These are open in Duebook, and the complete list does not hold them any more: paid, credited or applied, most ' +
    'likely. Tick the ones to close; the others stay open. Undoing the import opens them again.'
  );
}
