import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useQueries } from '../../api/engine-context.tsx';
import type { ComposeTarget } from '../../app/compose/compose-context.tsx';
import { useFeedback } from '../../app/undo/undo-context.tsx';
import { DisputeDialog } from '../disputes/dispute-dialog.tsx';
import { DoNotContactDialog } from '../holds/do-not-contact-dialog.tsx';
import { HoldDialog } from '../holds/hold-dialog.tsx';
import { HoldSeveralDialog } from '../holds/hold-several-dialog.tsx';
import { UndeliverableDialog } from '../holds/undeliverable-dialog.tsx';
import { WaitsDialog } from '../holds/waits-dialog.tsx';
import { PromiseDialog } from '../promises/promise-dialog.tsx';
import type { ActionTarget } from './account-actions.tsx';

const FORMS = ['promise', 'dispute', 'hold', 'doNotContact', 'waits', 'undeliverable'] as const;
export type HoldFireForm = (typeof FORMS)[number];

export function isHoldFireForm(form: string | null): form is HoldFireForm {
  return FORMS.some((one) => one === form);
}

interface HoldFireFormsProps {
  readonly form: HoldFireForm;
  readonly targets: readonly ActionTarget[];
  readonly several: boolean;
  readonly ticked: ComposeTarget | null;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** The forms about what stands against asking. All but the hold are about one account, which is read as it is today. */
export function HoldFireForms(props: HoldFireFormsProps) {
  const [target] = props.targets;
  if (target === undefined) return null;
  if (props.form === 'hold' && props.several) return <HoldSeveralDialog {...props} />;
  return <FormOfAccount {...props} target={target} />;
}

function FormOfAccount({ target, form, ...props }: HoldFireFormsProps & { readonly target: ActionTarget }) {
  const feedback = useFeedback();
  const account = useQuery(useQueries().accounts.get.queryOptions({ input: { id: target.accountId } }));
  const { error } = account;
  const { onClose } = props;
  useEffect(() => {
    if (error === null) return;
    feedback.failed(error);
    onClose();
  }, [error, feedback, onClose]);
  if (account.data === undefined) return null;
  const shared = { account: account.data, target, ticked: props.ticked, onClose, onDone: props.onDone };
  switch (form) {
    case 'promise':
      return <PromiseDialog {...shared} />;
    case 'dispute':
      return <DisputeDialog {...shared} />;
    case 'hold':
      return <HoldDialog {...shared} />;
    case 'doNotContact':
      return <DoNotContactDialog {...shared} />;
    case 'waits':
      return <WaitsDialog {...shared} />;
    case 'undeliverable':
      return <UndeliverableDialog {...shared} />;
  }
}
