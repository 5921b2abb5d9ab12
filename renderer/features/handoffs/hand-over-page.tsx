import { Button } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useQueries } from '../../api/engine-context.tsx';
import { useDropTarget } from '../../app/drop/drop-target.ts';
import { navigate } from '../../app/location/use-location.ts';
import { ErrorLine } from '../../ui/error-state.tsx';
import { count } from '../../ui/format/count.ts';
import { useFormat } from '../../ui/format/locale.tsx';
import { Pane, Section } from '../../ui/pane.tsx';
import { MIN_PASSPHRASE } from '../start/passphrase-strength.ts';
import { BriefPreview } from './brief-preview.tsx';
import { CompletenessList } from './completeness-list.tsx';
import classes from './hand-over.module.css';
import { type HandOverForm, selectionOf, useHandOverForm } from './hand-over-form.ts';
import { HandOverRun } from './hand-over-run.tsx';
import { HandOverSaved } from './hand-over-saved.tsx';
import { windowProblem, windowText } from './handoff-words.ts';
import shared from './handoffs.module.css';
import { OwnWords } from './own-words.tsx';
import { RecipientChoice } from './recipient-choice.tsx';
import { useHandOverJob } from './use-hand-over-job.ts';
import { useReturnFile } from './use-return-file.ts';
import { WhichAccounts } from './which-accounts.tsx';
import { WindowChoice } from './window-choice.tsx';

/** A new handoff on one page: which accounts, when, to whom, in which words, and what a backup would stumble over. */
export function HandOverPage() {
  const { made, putAway } = useHandOverJob();
  const { reset } = useHandOverForm();
  if (made === null) return <NewHandoff />;
  return (
    <Pane title="Handed over">
      <HandOverSaved
        made={made}
        onLeave={() => {
          putAway();
          reset();
        }}
      />
    </Pane>
  );
}

function NewHandoff() {
  const format = useFormat();
  const { form, change } = useHandOverForm();
  const [passphrase, setPassphrase] = useState('');
  const returned = useReturnFile();
  useDropTarget({
    words: 'Drop a return to see what is in it. Nothing changes yet.',
    take: (file) => void returned.drop(file),
  });
  const queries = useQueries();
  const people = useQuery(queries.people.list.queryOptions()).data;
  const problem = windowProblem(form, format.today);
  const check = useQuery({
    ...queries.handoffs.check.queryOptions({
      input: { selection: selectionOf(form.accounts), from: form.from, to: form.to },
    }),
    enabled: problem === null,
    placeholderData: keepPreviousData,
  });
  const found = check.data ?? null;
  const recipient = nameOf(form, people?.trusted ?? []);
  const missing = missingWords({
    form,
    passphrase,
    recipient,
    own: people?.own != null,
    locked: people?.keys === 'locked',
    problem,
    found,
  });
  return (
    <Pane
      title="Hand over"
      subtitle={
        found === null
          ? undefined
          : `${count(found.total, 'account', 'accounts', format.locale)} ${windowText(form, format)}`
      }
      actions={<Button onClick={() => navigate({ screen: 'handoffs' })}>All handoffs</Button>}
    >
      <div className={classes.wizard}>
        <div>
          <Section title="Accounts">
            <WhichAccounts value={form.accounts} onChange={(accounts) => change({ accounts })} />
            {found?.total === 0 ? <p className={shared.problem}>No account is in there.</p> : null}
          </Section>
          <Section title="When">
            <WindowChoice value={form} onChange={change} />
          </Section>
          <Section title="To whom">
            <RecipientChoice
              value={form.recipient}
              passphrase={passphrase}
              onChange={(chosen) => change({ recipient: chosen })}
              onPassphrase={setPassphrase}
            />
          </Section>
          <Section title="In your own words">
            <OwnWords
              words={form.words}
              wordsOf={form.wordsOf}
              accounts={found?.accounts ?? []}
              onWords={(words) => change({ words })}
              onWordsOf={(account, words) => change({ wordsOf: { ...form.wordsOf, [account]: words } })}
            />
          </Section>
          <Section title="The brief">
            <p className={shared.hint}>
              A cover page and a page for each account go along, as HTML and as PDF. They can be read without
              Duebook.
            </p>
            <BriefPreview form={form} recipient={recipient} />
          </Section>
        </div>
        <div className={classes.beside}>
          <Section title="Before you hand over">
            {check.isError ? <ErrorLine error={check.error} onRetry={() => void check.refetch()} /> : null}
            {found === null ? null : <CompletenessList check={found} from={form.from} />}
          </Section>
          <HandOverRun
            form={form}
            passphrase={passphrase}
            recipient={recipient}
            total={found?.total ?? 0}
            missing={missing}
            onChange={change}
          />
        </div>
      </div>
    </Pane>
  );
}

function nameOf(
  { recipient }: HandOverForm,
  trusted: readonly { readonly id: string; readonly name: string }[],
): string {
  if (recipient === null) return '';
  if (recipient.kind === 'passphrase') return recipient.name.trim();
  return trusted.find(({ id }) => id === recipient.id)?.name ?? '';
}

/** What is still missing before it can be handed over; null: nothing. */
function missingWords(state: {
  readonly form: HandOverForm;
  readonly passphrase: string;
  readonly recipient: string;
  readonly own: boolean;
  readonly locked: boolean;
  readonly problem: string | null;
  readonly found: { readonly total: number; readonly taken: readonly unknown[] } | null;
}): string | null {
  const { form, found } = state;
  if (!state.own) return 'A handoff is signed: make yourself a person under People first.';
  if (state.locked) return 'The handoff is signed with your keys: open them with your passphrase first.';
  if (state.problem !== null) return state.problem;
  if (found === null || found.total === 0) return 'Choose accounts first.';
  if (found.taken.length > 0) return 'Some accounts are with somebody else in these days already.';
  if (form.recipient === null || state.recipient === '') return 'Say who takes over.';
  if (form.recipient.kind === 'passphrase' && [...state.passphrase].length < MIN_PASSPHRASE) {
    return `The passphrase needs at least ${MIN_PASSPHRASE} characters.`;
  }
  return null;
}
