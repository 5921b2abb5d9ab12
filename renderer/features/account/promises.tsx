import { IconPencil } from '@tabler/icons-react';
import { useState } from 'react';
import type { Account } from '../../../shared/contract/accounts.ts';
import type { CurrencyCode } from '../../../shared/domain/money.ts';
import { IconButton } from '../../ui/command-button.tsx';
import { DateText } from '../../ui/date-text.tsx';
import { useFormat } from '../../ui/format/locale.tsx';
import { moneyText } from '../../ui/format/money-format.ts';
import { MoneyText } from '../../ui/money-text.tsx';
import { Section } from '../../ui/pane.tsx';
import { Tag } from '../../ui/tag.tsx';
import { PromiseOutcomeDialog } from '../promises/promise-outcome-dialog.tsx';
import { groundWords, levelWords, STATE_TONES, STATE_WORDS, sourceWords } from '../promises/promise-words.ts';
import classes from './account-page.module.css';
import { KeptRate } from './account-tags.tsx';
import type { PromiseOfAccount } from './blocks.ts';

/** Promises that wait for their day and those that were decided last, with how reliably they are kept. */
export function Promises(props: { readonly account: Account; readonly currency: CurrencyCode | null }) {
  const [correcting, setCorrecting] = useState<PromiseOfAccount | null>(null);
  const promises = props.account.standing.promises.filter(({ currency }) => currency === props.currency);
  if (promises.length === 0) return null;
  return (
    <Section title="Promises made">
      <p className={classes.second}>
        <KeptRate {...props} />
      </p>
      <ul className={classes.contacts}>
        {promises.map((promise) => (
          <PromiseLine key={promise.id} promise={promise} onCorrect={() => setCorrecting(promise)} />
        ))}
      </ul>
      {correcting ? <PromiseOutcomeDialog promise={correcting} onClose={() => setCorrecting(null)} /> : null}
    </Section>
  );
}

function PromiseLine(props: { readonly promise: PromiseOfAccount; readonly onCorrect: () => void }) {
  const { promise } = props;
  const { locale } = useFormat();
  const { amountMinor, currency, state, receivedMinor, correction, note } = promise;
  const arrived =
    receivedMinor > 0 && state !== 'kept' ? `${moneyText(receivedMinor, currency, locale)} arrived` : null;
  const details = [
    groundWords(promise.numbers),
    sourceWords(promise),
    levelWords(promise.level),
    arrived,
    note,
    correction === null ? null : `corrected: ${correction}`,
  ];
  return (
    <li className={classes.contact}>
      <div className={classes.contactWords}>
        <span>
          <MoneyText minor={amountMinor} currency={currency} /> by <DateText date={promise.date} absolute />{' '}
          <Tag tone={STATE_TONES[state]}>{STATE_WORDS[state]}</Tag>
        </span>
        <span className={classes.second}>{details.filter(Boolean).join(' · ')}</span>
      </div>
      <span className={classes.contactActions}>
        <IconButton
          label={`Correct the promise of ${moneyText(amountMinor, currency, locale)}`}
          icon={<IconPencil size={15} />}
          onClick={props.onCorrect}
        />
      </span>
    </li>
  );
}
