import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useQueries } from '../../api/engine-context.tsx';
import { useFeedback } from '../../app/undo/undo-context.tsx';
import type { ActionTarget } from '../account/account-actions.tsx';
import { CallForm } from './call-form.tsx';

/** The form of a call to one account, which is read as it is at this moment. */
export function CallDialog(props: {
  readonly targets: readonly ActionTarget[];
  readonly onClose: () => void;
  readonly onDone: () => void;
}) {
  const [target] = props.targets;
  if (target === undefined) return null;
  return <CallOfAccount {...props} target={target} />;
}

function CallOfAccount(props: {
  readonly target: ActionTarget;
  readonly onClose: () => void;
  readonly onDone: () => void;
}) {
  const { target, onClose } = props;
  const feedback = useFeedback();
  const queries = useQueries();
  const account = useQuery(queries.accounts.get.queryOptions({ input: { id: target.accountId } }));
  const sheet = useQuery({
    ...queries.calls.sheet.queryOptions({ input: { accountId: target.accountId } }),
    // What may be done is asked at the moment of calling, and not again while somebody speaks.
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
  const error = account.error ?? sheet.error;
  useEffect(() => {
    if (error === null) return;
    feedback.failed(error);
    onClose();
  }, [error, feedback, onClose]);
  if (account.data === undefined || sheet.data === undefined) return null;
  return (
    <CallForm
      key={target.accountId}
      target={target}
      account={account.data}
      sheet={sheet.data}
      onClose={onClose}
      onDone={props.onDone}
    />
  );
}
