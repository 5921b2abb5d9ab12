import { WorklistView } from './worklist-view.tsx';

/** Overdue accounts, one row per account and currency, what needs doing first on top. */
export function WorklistScreen() {
  return <WorklistView kind="worklist" />;
}
