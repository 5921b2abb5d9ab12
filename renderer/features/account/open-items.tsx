import { Anchor } from '@mantine/core';
import { useEffect, useMemo, useState } from 'react';
import type { Account, AccountDocument } from '../../../shared/contract/accounts.ts';
import { daysBetween, type PlainDate } from '../../../shared/domain/dates.ts';
import { addMinor, type CurrencyCode } from '../../../shared/domain/money.ts';
import { useCommands } from '../../app/commands/commands-context.tsx';
import type { ComposeTarget } from '../../app/compose/compose-context.tsx';
import { usePreferences } from '../../app/preferences/preferences.tsx';
import { CommandButton } from '../../ui/command-button.tsx';
import { count } from '../../ui/format/count.ts';
import { useFormat } from '../../ui/format/locale.tsx';
import { MoneyText } from '../../ui/money-text.tsx';
import { Section } from '../../ui/pane.tsx';
import { DataTable, ROW_HEIGHT } from '../../ui/table/data-table.tsx';
import type { RowSelection } from '../../ui/table/row-selection.ts';
import { FilesDialog } from '../invoice-files/files-dialog.tsx';
import { useAsOf } from '../looking-back/use-as-of.ts';
import classes from './account-page.module.css';
import { allHeld, askableOf, ticksAfter } from './askable.ts';
import { itemColumns } from './item-columns.tsx';

const MOST_ROWS = 14;
const HEADER = 31;

/** Open invoices to tick: a mail speaks of what is ticked, which at first is what is overdue and may be asked for. Credits stand apart. */
export function OpenItems(props: {
  readonly account: Account;
  readonly currency: CurrencyCode;
  readonly onTick: (target: ComposeTarget) => void;
}) {
  const { account, currency, onTick } = props;
  const rowHeight = ROW_HEIGHT[usePreferences().value.density];
  const items = account.documents.filter((item) => item.currency === currency);
  const invoices = useMemo(
    () => account.documents.filter((item) => item.currency === currency && item.kind === 'invoice'),
    [account.documents, currency],
  );
  const [selection, setSelection] = useState<RowSelection>(() => overdueOf(invoices));
  const [seen, setSeen] = useState(invoices);
  if (seen !== invoices) {
    setSeen(invoices);
    setSelection({ keys: ticksAfter(selection.keys, seen, invoices), anchor: null });
  }
  const [active, setActive] = useState<string | null>(null);
  const [filesOf, setFilesOf] = useState<AccountDocument | null>(null);
  const ticked = useMemo(() => invoices.filter((item) => selection.keys.has(item.id)), [invoices, selection]);
  const credits = items.filter((item) => item.kind !== 'invoice');
  const held = useMemo(() => allHeld(invoices), [invoices]);
  useEffect(() => {
    /* Nothing is ticked while all of it is held: the letter is about everything overdue then, and says why it waits. */
    const chosen = held && ticked.length === 0 ? {} : { documentIds: ticked.map((item) => item.id) };
    onTick({ accountId: account.id, currency, ...chosen });
  }, [onTick, account.id, currency, ticked, held]);
  const chosen = invoices.find((item) => item.id === active) ?? ticked[0] ?? invoices[0];
  useCommands([
    {
      id: 'item.files',
      title: 'Invoice PDF and attachments',
      group: 'Account',
      keys: ['f'],
      when: () => chosen !== undefined,
      run: () => chosen && setFilesOf(chosen),
    },
  ]);
  const missing = account.documentCount - account.documents.length;
  return (
    <>
      <Section
        title="Open items"
        aside={
          <div className={classes.itemsAside}>
            <span aria-live="polite">
              {ticked.length} ticked ·{' '}
              <MoneyText minor={addMinor(...ticked.map((item) => item.open))} currency={currency} />
            </span>
            <CommandButton command="item.files" label="Invoice PDF" />
          </div>
        }
      >
        <div
          className={classes.items}
          style={{ height: HEADER + Math.min(MOST_ROWS, invoices.length || 1) * rowHeight }}
        >
          <DataTable
            id="items"
            label="Open items"
            columns={itemColumns}
            rows={invoices}
            rowKey={(item) => item.id}
            active={active}
            onActivate={(item) => setActive(item.id)}
            selection={selection}
            onSelect={setSelection}
            ticksShown
            empty={<p className={classes.none}>No open invoice in {currency}.</p>}
          />
        </div>
        {missing > 0 ? <p className={classes.none}>{missing} more items are not shown here.</p> : null}
      </Section>
      {credits.length > 0 ? <Credits items={credits} onFiles={setFilesOf} /> : null}
      {filesOf === null ? null : (
        <FilesDialog documentId={filesOf.id} number={filesOf.number} onClose={() => setFilesOf(null)} />
      )}
    </>
  );
}

function Credits(props: {
  readonly items: readonly AccountDocument[];
  readonly onFiles: (item: AccountDocument) => void;
}) {
  const { asOf } = useAsOf();
  const { today } = useFormat();
  return (
    <Section title="Credits and unapplied payments">
      <ul className={classes.credits}>
        {props.items.map((item) => (
          <li key={item.id} className={classes.credit}>
            {item.kind === 'credit_note' ? (
              <Anchor
                component="button"
                ta="left"
                onClick={() => props.onFiles(item)}
                title="PDF and attachments"
              >
                {item.number}
              </Anchor>
            ) : (
              <span>{item.number}</span>
            )}
            <span className={classes.second}>{creditWords(item, asOf ?? today)}</span>
            <MoneyText
              minor={item.open}
              currency={item.currency}
              tone={item.kind === 'credit_note' ? 'plain' : 'green'}
            />
          </li>
        ))}
      </ul>
      <p className={classes.second}>Every mail shows them; they are never netted silently.</p>
    </Section>
  );
}

/** `payment, not applied for 45 days`: what waits long is worth a question. */
function creditWords({ kind, issueDate }: AccountDocument, on: PlainDate): string {
  const days = issueDate === null ? 0 : daysBetween(issueDate, on);
  if (kind === 'credit_note') return days < 1 ? 'credit note' : `credit note, open for ${count(days, 'day')}`;
  return days < 1 ? 'payment, not applied' : `payment, not applied for ${count(days, 'day')}`;
}

function overdueOf(invoices: readonly AccountDocument[]): RowSelection {
  return { keys: new Set(askableOf(invoices).map((item) => item.id)), anchor: null };
}
