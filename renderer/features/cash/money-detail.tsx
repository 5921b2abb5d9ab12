import { Skeleton, Textarea } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { AdvisedAccount, Unapplied } from '../../../shared/contract/cash.ts';
import { useQueries } from '../../api/engine-context.tsx';
import { CommandButton } from '../../ui/command-button.tsx';
import { ErrorLine } from '../../ui/error-state.tsx';
import { Keys } from '../../ui/kbd.tsx';
import { MoneyText } from '../../ui/money-text.tsx';
import { Pane, Section } from '../../ui/pane.tsx';
import classes from './cash.module.css';
import { type Choice, choicesOf, evidenceWords, firstChoice, payerName } from './cash-words.ts';
import { MoneyFacts } from './money-facts.tsx';
import { type Payer, PickPayer } from './pick-payer.tsx';
import { ProposalCard } from './proposal-card.tsx';
import { type CashActions, sourceOf } from './use-cash-actions.ts';
import { useDetailCommands } from './use-detail-commands.ts';
import { usePastedAdvice } from './use-pasted-advice.ts';

const LONGEST_ADVICE = 200_000;

/** One payment: what it says, and what it may be for, the best founded first. */
export function MoneyDetail(props: {
  readonly money: Unapplied;
  readonly actions: CashActions;
  readonly onApproved: () => void;
  readonly onClose: (() => void) | null;
}) {
  const { money, actions } = props;
  const advice = usePastedAdvice(money.id);
  const [payer, setPayer] = useState<Payer | null>(null);
  const [picked, setPicked] = useState<{ readonly for: unknown; readonly place: number } | null>(null);
  const [busy, setBusy] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const found = useQuery(
    useQueries().cash.advise.queryOptions({
      input: { source: sourceOf(money), accountId: payer?.id ?? null, remittance: advice.read },
      placeholderData: keepPreviousData,
    }),
  );
  const accounts = found.data?.accounts ?? [];
  const choices = choicesOf(accounts);
  /** What was picked counts for these proposals; others begin anew. */
  const place = picked !== null && picked.for === found.data ? picked.place : firstChoice(choices);
  const chosen = place === null ? null : (choices[place] ?? null);
  const choose = (at: number) => setPicked({ for: found.data, place: at });
  const approve = async () => {
    if (chosen === null || busy) return;
    setBusy(true);
    const done = await actions.approve(money, chosen);
    setBusy(false);
    if (done) props.onApproved();
  };
  useDetailCommands({
    choices: choices.length,
    place,
    stale: found.isPlaceholderData || advice.text !== advice.read,
    onChoose: choose,
    onApprove: () => void approve(),
    onPaste: () => field.current?.focus(),
    onClose: props.onClose,
  });
  return (
    <Pane
      label={`Money from ${payerName(money)}`}
      title={payerName(money)}
      subtitle={<MoneyText minor={money.openMinor} currency={money.currency} />}
      actions={
        <>
          <CommandButton command="cash.close" />
          <CommandButton command="cash.approve" label="Approve" variant="filled" />
        </>
      }
    >
      <MoneyFacts money={money} />
      <Section
        title="What it may be for"
        aside={money.kind === 'bank_line' ? <PickPayer payer={payer} onPick={setPayer} /> : undefined}
      >
        {found.error ? <ErrorLine error={found.error} onRetry={() => void found.refetch()} /> : null}
        {found.data === undefined && !found.error ? <Loading /> : null}
        {found.data && choices.length === 0 ? <NothingFound accounts={accounts} payer={payer} /> : null}
        <div role="radiogroup" aria-label="Proposals" className={classes.proposals}>
          {accounts.map((account) => (
            <AccountProposals
              key={account.accountId}
              account={account}
              choices={choices}
              chosen={chosen}
              money={money}
              onChoose={choose}
            />
          ))}
        </div>
      </Section>
      <Section title="Remittance advice">
        <Textarea
          ref={field}
          aria-label="Remittance advice"
          description="Paste what the payer sent apart from the payment. The amounts of its lines go before what is open."
          placeholder={'INV-1001   1,250.00\nINV-1002     300.00'}
          autosize
          minRows={3}
          maxRows={12}
          maxLength={LONGEST_ADVICE}
          value={advice.text}
          rightSection={advice.text === '' ? <Keys keys="r" /> : undefined}
          onChange={(event) => advice.write(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') event.currentTarget.blur();
          }}
        />
      </Section>
    </Pane>
  );
}

function AccountProposals(props: {
  readonly account: AdvisedAccount;
  readonly choices: readonly Choice[];
  readonly chosen: Choice | null;
  readonly money: Unapplied;
  readonly onChoose: (place: number) => void;
}) {
  const { account, money } = props;
  const why = evidenceWords(account.by);
  return (
    <section aria-label={account.name} className={classes.account}>
      <h3 className={classes.accountName}>
        {account.name} <span>{[account.number, why].filter(Boolean).join(' · ')}</span>
      </h3>
      {props.choices.map((choice, place) =>
        choice.account === account ? (
          <ProposalCard
            // biome-ignore lint/suspicious/noArrayIndexKey: the place among the proposals is what names one
            key={place}
            choice={choice}
            currency={money.currency}
            chosen={choice === props.chosen}
            onChoose={() => props.onChoose(place)}
          />
        ) : null,
      )}
      {account.proposals.remarks.map((remark) => (
        <p key={remark} className={classes.second}>
          {remark}
        </p>
      ))}
    </section>
  );
}

function NothingFound(props: { readonly accounts: readonly AdvisedAccount[]; readonly payer: Payer | null }) {
  return (
    <p className={classes.second}>
      {props.accounts.length === 0
        ? 'Nothing says whom it is from. Pick the payer, or paste the remittance advice.'
        : 'No open invoice fits. Paste the remittance advice, pick another payer, or ask the customer what was paid.'}
    </p>
  );
}

function Loading() {
  return (
    <div className={classes.loading}>
      <Skeleton height={18} width="40%" />
      <Skeleton height={88} />
    </div>
  );
}
