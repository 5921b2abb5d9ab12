import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { AccountId } from '../../../shared/domain/ids.ts';
import type { CurrencyCode } from '../../../shared/domain/money.ts';
import type { ComposeTarget } from '../../app/compose/compose-context.tsx';
import { SplitPanes } from '../../app/frame/split-panes.tsx';
import { AccountActions, type ActionTarget } from './account-actions.tsx';
import { AccountPage } from './account-page.tsx';
import { useAccountQueries } from './use-account-queries.ts';

/** The account of the row that the keyboard is on. */
export interface RowAccount {
  readonly accountId: AccountId;
  readonly name: string;
  readonly currency: CurrencyCode;
}

/** A list whose rows are about accounts, with the account of the row beside it: what works on an account works here. */
export function ListBesideAccount(props: {
  /** Under this id the divider is remembered. */
  readonly id: string;
  readonly row: RowAccount | null;
  readonly list: ReactNode;
  readonly opened: boolean;
  readonly onOpen: () => void;
  readonly onClose: () => void;
}) {
  const { row } = props;
  const [ticked, setTicked] = useState<ComposeTarget | null>(null);
  const target = useTarget(row);
  return (
    <AccountActions targets={target ? [target] : []} several={false} ticked={ticked} onDone={() => {}}>
      <SplitPanes
        id={props.id}
        initial={0.58}
        opened={props.opened && row !== null}
        listAlone={row === null}
        list={props.list}
        detail={
          row ? (
            <AccountPage
              accountId={row.accountId}
              currency={row.currency}
              opened={props.opened}
              onTick={setTicked}
              onOpen={props.onOpen}
              onClose={props.onClose}
            />
          ) : null
        }
      />
    </AccountActions>
  );
}

/** What is planned on the account and what it waits for are known once its page is read. */
function useTarget(row: RowAccount | null): ActionTarget | null {
  const queries = useAccountQueries();
  const account = useQuery({
    ...queries.account(row?.accountId ?? ('' as AccountId)),
    enabled: row !== null,
  }).data;
  if (row === null) return null;
  const known = account?.id === row.accountId ? account : null;
  return { ...row, nextAction: known?.nextAction ?? null, holds: known?.holds ?? [] };
}
