import { Autocomplete, Select, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { PlainDate } from '../../../shared/domain/dates.ts';
import type { DocumentId } from '../../../shared/domain/ids.ts';
import { formatDecimal } from '../../../shared/domain/money.ts';
import { PROMISE_CHANNELS, type PromiseChannel } from '../../../shared/domain/promises/types.ts';
import { useClient } from '../../api/engine-context.tsx';
import { useFeedback } from '../../app/undo/undo-context.tsx';
import { shortDate } from '../../ui/format/date-format.ts';
import { useFormat } from '../../ui/format/locale.tsx';
import { moneyText } from '../../ui/format/money-format.ts';
import { readAmount } from '../../ui/format/read-amount.ts';
import type { AccountDialogProps } from '../account/account-dialog.ts';
import classes from '../account/action-dialog.module.css';
import { ActionDialog } from '../account/action-dialog.tsx';
import { invoicesIn } from '../account/askable.ts';
import { DateChoice } from '../account/date-choice.tsx';
import { InvoiceChoice } from '../account/invoice-choice.tsx';
import { RefusedField } from '../account/refusal.tsx';
import { askedFor, firstInvoices, openOn, replacedBy } from './new-promise.ts';
import { CHANNEL_WORDS, levelWords } from './promise-words.ts';

/** Keeps a promise to pay: how much, until when, on which invoices, who said so. */
export function PromiseDialog(props: AccountDialogProps) {
  const { account, target } = props;
  const { currency } = target;
  const client = useClient();
  const feedback = useFeedback();
  const { today, locale } = useFormat();
  const invoices = invoicesIn(account, currency);
  const [chosen, setChosen] = useState<ReadonlySet<DocumentId>>(
    () => new Set(firstInvoices(account, currency, props.ticked)),
  );
  const [typed, setTyped] = useState<string | null>(null);
  const [date, setDate] = useState<PlainDate | null>(null);
  const [promisedBy, setPromisedBy] = useState('');
  const [channel, setChannel] = useState<PromiseChannel>('call');
  const [note, setNote] = useState('');

  const asked = askedFor(chosen.size === 0 ? invoices : invoices.filter(({ id }) => chosen.has(id)));
  const text = typed ?? formatDecimal(asked, currency);
  const amount = readAmount(text, currency) ?? null;
  const open = openOn(invoices, chosen);
  const tooMuch = amount !== null && amount > open;
  const replaced = replacedBy(account, currency, chosen);
  const words = (minor: typeof open) => moneyText(minor, currency, locale);

  const keep = async () => {
    if (amount === null || date === null) return;
    const { id, level } = await client.promises.add({
      accountId: target.accountId,
      currency,
      amountMinor: amount,
      date,
      documentIds: [...chosen],
      promisedBy: promisedBy.trim() || null,
      channel,
      note: note.trim(),
    });
    props.onClose();
    feedback.done({
      title: `${target.name}: ${words(amount)} promised by ${shortDate(date, today, locale)}`,
      text: [levelWords(level), 'Nobody asks for it before then.'].filter(Boolean).join('. '),
      undo: async () => void (await client.promises.withdraw({ id, reason: 'Taken back at once' })),
    });
    props.onDone();
  };

  return (
    <ActionDialog
      title={`Promise to pay: ${target.name}`}
      action="Keep the promise"
      ready={amount !== null && amount > 0 && date !== null && date >= today}
      wide
      onClose={props.onClose}
      onSubmit={keep}
    >
      <RefusedField field="amount">
        {(refusal) => (
          <TextInput
            label={`Amount (${currency})`}
            inputMode="decimal"
            value={text}
            error={amount === null || amount <= 0 ? 'An amount above zero, such as 1500.50' : refusal}
            description={
              tooMuch ? (
                <span className={classes.warning}>
                  More than the {words(open)} that{' '}
                  {chosen.size === 0 ? 'is open on the account' : 'is open on these invoices'}
                </span>
              ) : undefined
            }
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
        )}
      </RefusedField>
      <RefusedField field="date">
        {(refusal) => (
          <DateChoice
            label="Will be paid by"
            value={date}
            onChange={setDate}
            earliest={today}
            error={refusal}
          />
        )}
      </RefusedField>
      {invoices.length > 0 ? (
        <InvoiceChoice
          label="On these invoices"
          invoices={invoices}
          chosen={chosen}
          onChange={setChosen}
          remark={({ promisedUntil }) =>
            promisedUntil === null ? null : `promised until ${shortDate(promisedUntil, today, locale)}`
          }
        />
      ) : null}
      {chosen.size === 0 ? (
        <p className={classes.remark}>It stands on the account and covers what is due longest.</p>
      ) : null}
      {replaced.map((earlier) => (
        <p key={earlier.id} className={classes.warning}>
          Takes the place of the promise of {words(earlier.amountMinor)} by{' '}
          {shortDate(earlier.date, today, locale)}: the new one is the {levelWords(earlier.level + 1)}.
        </p>
      ))}
      <div className={classes.pair}>
        <Autocomplete
          label="Who promised"
          maxLength={120}
          data={[...new Set(account.contacts.flatMap(({ name }) => name ?? []))]}
          value={promisedBy}
          onChange={setPromisedBy}
        />
        <Select
          label="How"
          data={PROMISE_CHANNELS.map((value) => ({ value, label: CHANNEL_WORDS[value] }))}
          value={channel}
          onChange={(value) => setChannel(PROMISE_CHANNELS.find((one) => one === value) ?? channel)}
        />
      </div>
      <Textarea
        label="Note"
        autosize
        minRows={1}
        maxRows={6}
        maxLength={2000}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </ActionDialog>
  );
}
