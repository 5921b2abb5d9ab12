import { WorklistView } from './worklist-view.tsx';

/** Every account of the ledger, overdue or not. */
export function CustomersScreen() {
  return <WorklistView kind="customers" />;
}
