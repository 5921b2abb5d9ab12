import { Button, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import type { StandingHold } from '../../../shared/contract/holds.ts';
import { addDays, type PlainDate } from '../../../shared/domain/dates.ts';
import type { DocumentId } from '../../../shared/domain/ids.ts';
import { useFeedback } from '../../app/undo/undo-context.tsx';
import { useFormat } from '../../ui/format/locale.tsx';
import type { AccountDialogProps } from '../account/account-dialog.ts';
import { ActionDialog } from '../account/action-dialog.tsx';
import { invoicesIn, tickedByHand } from '../account/askable.ts';
import { InvoiceChoice } from '../account/invoice-choice.tsx';
import { HoldTerms } from './hold-terms.tsx';
import { sameTarget, type Target, useHoldActions } from './use-hold-actions.ts';

/** Puts an account or some of its invoices on hold; where one rests already, the same key lifts it. */
export function HoldDialog(props: AccountDialogProps) {
  const { account, target } = props;
  const actions = useHoldActions();
  const feedback = useFeedback();
  const { today } = useFormat();
  const invoices = invoicesIn(account, target.currency);
  const byHand = tickedByHand(account, target.currency, props.ticked);
  const own = account.standing.holds.filter(({ target: { scope } }) => scope !== 'workspace');
  const onAccount = own.find(({ target: { scope } }) => scope === 'account') ?? null;
  const [scope, setScope] = useState<'account' | 'invoice'>(
    onAccount === null && byHand.length > 0 ? 'invoice' : 'account',
  );
  const [chosen, setChosen] = useState<ReadonlySet<DocumentId>>(() => new Set(byHand));
  const [reason, setReason] = useState(onAccount?.reason ?? '');
  const [until, setUntil] = useState<PlainDate | null>(onAccount?.until ?? null);
  const accountId = account.id;
  const targets: readonly Target[] =
    scope === 'account'
      ? [{ scope, accountId }]
      : [...chosen].map((documentId) => ({ scope, accountId, documentId }));
  const standing = own.filter((hold) => targets.some((one) => sameTarget(hold.target, one)));
  const numbers = invoices.filter(({ id }) => chosen.has(id)).map(({ number }) => number);
  const name = scope === 'account' ? target.name : numbers.join(', ');

  const lift = async () => {
    try {
      await actions.lift(name, standing);
      props.onClose();
      props.onDone();
    } catch (error) {
      feedback.failed(error);
    }
  };

  return (
    <ActionDialog
      title={`Hold: ${target.name}`}
      action={standing.length > 0 ? 'Change the hold' : 'Put on hold'}
      ready={targets.length > 0 && reason.trim() !== '' && (until === null || until > today)}
      onClose={props.onClose}
      onSubmit={async () => {
        await actions.set(name, targets, { reason: reason.trim(), until });
        props.onClose();
        props.onDone();
      }}
      aside={
        standing.length > 0 ? (
          <Button variant="subtle" onClick={() => void lift()} data-autofocus>
            Lift the hold
          </Button>
        ) : undefined
      }
    >
      {invoices.length > 0 ? (
        <SegmentedControl
          aria-label="What rests"
          value={scope}
          data={[
            { value: 'account', label: 'The whole account' },
            { value: 'invoice', label: 'Some invoices' },
          ]}
          onChange={(value) => setScope(value === 'invoice' ? 'invoice' : 'account')}
        />
      ) : null}
      {scope === 'invoice' ? (
        <InvoiceChoice
          label="Invoices"
          invoices={invoices}
          chosen={chosen}
          onChange={setChosen}
          remark={({ id }) => (own.some((hold) => restsOn(hold.target, id)) ? 'on hold' : null)}
        />
      ) : null}
      <HoldTerms
        reason={reason}
        until={until}
        focus={standing.length === 0}
        earliest={addDays(today, 1)}
        onReason={setReason}
        onUntil={setUntil}
      />
    </ActionDialog>
  );
}

function restsOn(target: StandingHold['target'], id: DocumentId): boolean {
  return target.scope === 'invoice' && target.documentId === id;
}
