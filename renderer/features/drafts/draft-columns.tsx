import type { Draft } from '../../../shared/contract/drafts.ts';
import { InstantText } from '../../ui/date-text.tsx';
import { MoneyText } from '../../ui/money-text.tsx';
import type { Column } from '../../ui/table/column.ts';
import { Tag } from '../../ui/tag.tsx';
import { STAGE_NAMES } from '../worklist/action-words.ts';
import { draftState } from './draft-states.ts';

/** Columns of the list of drafts; `online` decides what a waiting one waits for. */
export function draftColumns(online: boolean): readonly Column<Draft>[] {
  return [
    {
      id: 'account',
      header: 'Account',
      width: 112,
      minWidth: 90,
      fixed: true,
      cell: (draft) => <span title={draft.accountName}>{draft.accountName}</span>,
      sheet: (draft) => draft.accountName,
    },
    {
      id: 'amount',
      header: 'Amount',
      width: 86,
      align: 'right',
      cell: (draft) => <MoneyText minor={draft.amount} currency={draft.currency} precision="total" />,
      sheet: (draft) => ({ minor: draft.amount, currency: draft.currency }),
    },
    {
      id: 'state',
      header: 'State',
      width: 112,
      cell: (draft) => {
        const state = draftState(draft, online);
        return (
          <Tag tone={state.tone} title={draft.lastError?.message}>
            {state.text}
          </Tag>
        );
      },
      sheet: (draft) => draftState(draft, online).text,
    },
    {
      id: 'stage',
      header: 'Stage',
      width: 76,
      hiddenAtFirst: true,
      cell: (draft) => STAGE_NAMES[draft.stage],
      sheet: (draft) => STAGE_NAMES[draft.stage],
    },
    {
      id: 'subject',
      header: 'Subject',
      width: 220,
      hiddenAtFirst: true,
      cell: (draft) => <span title={draft.subject}>{draft.subject}</span>,
      sheet: (draft) => draft.subject,
    },
    {
      id: 'changed',
      header: 'Changed',
      width: 92,
      cell: (draft) => <InstantText at={draft.updatedAt} />,
      sheet: (draft) => draft.updatedAt.slice(0, 10),
    },
  ];
}
