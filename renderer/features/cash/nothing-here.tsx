import { Button } from '@mantine/core';
import { IconCash, IconChecks } from '@tabler/icons-react';
import { navigate } from '../../app/location/use-location.ts';
import { EmptyState } from '../../ui/empty-state.tsx';

/** No money waits: where it would come from. */
export function NothingUnapplied({ onImport }: { readonly onImport: () => void }) {
  return (
    <EmptyState
      icon={<IconCash size={24} aria-hidden="true" />}
      title="No money without an invoice"
      action={
        <Button variant="filled" onClick={onImport}>
          Read a bank statement
        </Button>
      }
    >
      Read a bank statement (CAMT.053, MT940, CSV or XLSX), or drop it here: for each payment that came in,
      Duebook says which invoices it may be for, and why. You approve; the books are never changed. Payments
      that the books have not applied stand here too.
    </EmptyState>
  );
}

/** No account has cash or credits that wait. */
export function NothingWaiting() {
  return (
    <EmptyState
      icon={<IconChecks size={24} aria-hidden="true" />}
      title="No unapplied cash and no open credit notes"
    >
      Payments that the books have not applied and credit notes that are open stand here, account by account,
      the longest waiting first.
    </EmptyState>
  );
}

/** Nothing was approved, or nothing waits for its export. */
export function NothingApproved({ pending }: { readonly pending: boolean }) {
  return (
    <EmptyState
      icon={<IconChecks size={24} aria-hidden="true" />}
      title={pending ? 'Nothing waits for posting' : 'Nothing was approved yet'}
      action={
        <Button variant="filled" onClick={() => navigate({ screen: 'cash' })}>
          Look at the money
        </Button>
      }
    >
      What you approve waits here until it is exported for whoever posts it. Until the books show it, letters
      leave out the invoices that it pays.
    </EmptyState>
  );
}
