import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { useCommands } from '../../app/commands/commands-context.tsx';
import { useDropTarget } from '../../app/drop/drop-target.ts';
import { navigate, useLocation } from '../../app/location/use-location.ts';
import { CommandButton } from '../../ui/command-button.tsx';
import { ApprovedMatches } from './approved-matches.tsx';
import { ExportDialog } from './export-dialog.tsx';
import { StatementDialog } from './statement-dialog.tsx';
import { UnappliedMoney } from './unapplied-money.tsx';
import { useBankStatement } from './use-bank-statement.ts';
import { WaitingAccounts } from './waiting-accounts.tsx';

const VIEWS = [
  { value: 'unapplied', label: 'Without an invoice' },
  { value: 'accounts', label: 'By account' },
  { value: 'approved', label: 'To post' },
  { value: 'all', label: 'All approved' },
] as const;
type ViewName = (typeof VIEWS)[number]['value'];

/** Money that came in: what it may be for, and what a person decided. */
export function CashScreen() {
  const shown = useLocation().params.show;
  const view: ViewName = VIEWS.find(({ value }) => value === shown)?.value ?? 'unapplied';
  const statement = useBankStatement();
  const [exporting, setExporting] = useState(false);
  useDropTarget({
    words: 'Drop to read a bank statement. The books are never changed.',
    take: statement.drop,
  });
  useCommands([
    { id: 'cash.import', title: 'Read a bank statement', group: 'Edit', keys: ['i'], run: statement.pick },
    {
      id: 'cash.export',
      title: 'Export for posting',
      group: 'Edit',
      keys: ['shift+e'],
      run: () => setExporting(true),
    },
  ]);
  const toolbar = (
    <SegmentedControl
      size="xs"
      aria-label="Which money"
      value={view}
      data={[...VIEWS]}
      onChange={(show) => navigate({ screen: 'cash', params: show === 'unapplied' ? {} : { show } })}
    />
  );
  const importButton = <CommandButton command="cash.import" label="Statement" />;
  return (
    <>
      {view === 'accounts' ? (
        <WaitingAccounts toolbar={toolbar} actions={importButton} />
      ) : view === 'unapplied' ? (
        <UnappliedMoney toolbar={toolbar} actions={importButton} onImport={statement.pick} />
      ) : (
        <ApprovedMatches
          key={view}
          pending={view === 'approved'}
          toolbar={toolbar}
          actions={<CommandButton command="cash.export" label="Export" />}
        />
      )}
      <StatementDialog
        state={statement.state}
        busy={statement.busy}
        onRead={(file, answers) => void statement.read(file, answers)}
        onClose={statement.close}
      />
      <ExportDialog opened={exporting} pending={view !== 'all'} onClose={() => setExporting(false)} />
    </>
  );
}
