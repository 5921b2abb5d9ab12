import { useState } from 'react';
import type { DisputeId, DocumentId } from '../../../shared/domain/ids.ts';
import { useClient } from '../../api/engine-context.tsx';
import { useFeedback } from '../../app/undo/undo-context.tsx';
import { count } from '../../ui/format/count.ts';
import { useFormat } from '../../ui/format/locale.tsx';
import type { AccountDialogProps } from '../account/account-dialog.ts';
import { ActionDialog } from '../account/action-dialog.tsx';
import { invoicesIn, tickedByHand } from '../account/askable.ts';
import { InvoiceChoice } from '../account/invoice-choice.tsx';
import { DisputeFields } from './dispute-fields.tsx';
import { amountProblem, type DisputeDetails, detailsOf, emptyDraft } from './dispute-form.ts';

/** Opens a dispute about one invoice, or the same about several. The disputed part is not asked for; the rest is. */
export function DisputeDialog(props: AccountDialogProps) {
  const { account, target } = props;
  const { currency } = target;
  const client = useClient();
  const feedback = useFeedback();
  const { today } = useFormat();
  const invoices = invoicesIn(account, currency);
  const [chosen, setChosen] = useState<ReadonlySet<DocumentId>>(() => {
    const [only, ...others] = invoices;
    const byHand = tickedByHand(account, currency, props.ticked);
    return new Set(only !== undefined && others.length === 0 ? [only.id] : byHand);
  });
  const [draft, setDraft] = useState(() => emptyDraft(today));
  const meant = invoices.filter(({ id }) => chosen.has(id));
  const [one, ...more] = meant;
  const most = one !== undefined && more.length > 0 ? null : (one?.open ?? null);
  const single = more.length === 0;
  const problem = single ? amountProblem(draft, currency, most) : null;
  const details = detailsOf(single ? draft : { ...draft, amount: '' }, currency);

  const open = async () => {
    if (details === null) return;
    const opened = await openAll(
      meant.map(({ id }) => id),
      details,
    );
    props.onClose();
    const what = single ? (one?.number ?? '') : count(meant.length, 'invoice');
    feedback.done({
      title: `${target.name}: ${what} disputed`,
      text: 'The disputed part is not asked for while it is open.',
      undo: () => takeBack(opened),
    });
    props.onDone();
  };
  /** All of them or none: what was opened before one failed is taken back. */
  const openAll = async (ids: readonly DocumentId[], about: DisputeDetails) => {
    const opened: DisputeId[] = [];
    try {
      for (const documentId of ids) {
        opened.push((await client.disputes.open({ ...about, accountId: target.accountId, documentId })).id);
      }
      return opened;
    } catch (error) {
      await takeBack(opened);
      throw error;
    }
  };
  const takeBack = async (ids: readonly DisputeId[]) => {
    for (const id of ids) await client.disputes.withdraw({ id, reason: 'Taken back at once' });
  };

  return (
    <ActionDialog
      title={`Dispute: ${target.name}`}
      action="Open the dispute"
      ready={details !== null && meant.length > 0 && problem === null}
      wide
      onClose={props.onClose}
      onSubmit={open}
    >
      <InvoiceChoice
        label="About"
        invoices={invoices}
        chosen={chosen}
        onChange={setChosen}
        remark={({ id, disputedInLedger }) => {
          if (account.standing.disputes.some(({ documentId }) => documentId === id))
            return 'disputed already';
          return disputedInLedger ? 'marked as disputed in the books' : null;
        }}
        autoFocus={chosen.size === 0}
      />
      <DisputeFields
        draft={draft}
        currency={currency}
        mostMinor={meant.length > 1 ? null : most}
        focusReason={chosen.size > 0}
        onChange={setDraft}
      />
    </ActionDialog>
  );
}
