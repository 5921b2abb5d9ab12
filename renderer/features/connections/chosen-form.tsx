import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ConnectionFormView, ConnectionView } from '../../../shared/contract/connections.ts';
import { useQueries } from '../../api/engine-context.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Pane } from '../../ui/pane.tsx';
import { ConnectionForm, SystemChoice } from './connection-form.tsx';

/** The form of the connection's system; for a new connection, of the one that is chosen. */
export function ChosenForm(props: {
  readonly connection: ConnectionView | null;
  readonly onSaved: (connection: ConnectionView) => void;
  readonly onCancel: () => void;
}) {
  const forms = useQuery(useQueries().connections.forms.queryOptions());
  const [kind, setKind] = useState<ConnectionFormView['kind'] | null>(props.connection?.kind ?? null);
  const form = forms.data?.find((one) => one.kind === kind) ?? forms.data?.[0];
  if (forms.error) {
    return (
      <Pane title="Connect an accounting system">
        <ErrorState error={forms.error} onRetry={() => void forms.refetch()} />
      </Pane>
    );
  }
  if (forms.data === undefined || form === undefined) return null;
  return (
    <ConnectionForm
      key={form.kind}
      form={form}
      connection={props.connection}
      system={
        props.connection === null ? (
          <SystemChoice forms={forms.data} value={form} onChange={(chosen) => setKind(chosen.kind)} />
        ) : null
      }
      onSaved={props.onSaved}
      onCancel={props.onCancel}
    />
  );
}
