import { useQuery } from '@tanstack/react-query';
import {
  findSender,
  firstSender,
  type Sender,
  type SenderKey,
  sendersOf,
} from '../../../shared/domain/drafts/senders.ts';
import { useQueries } from '../../api/engine-context.tsx';

/** Every sender of the workspace: the addresses of its mailboxes. */
export function useSenders() {
  const { data } = useQuery(useQueries().mailboxes.list.queryOptions());
  const mailboxes = (data ?? []).map(({ id, address, displayName, aliases, smtp }) => ({
    ...{ id, address, displayName, aliases },
    sends: smtp !== null,
  }));
  return {
    known: data !== undefined,
    all: sendersOf(mailboxes),
    first: firstSender(mailboxes),
    /** The sender that a key names; null when nobody has the address any more. */
    find: (key: SenderKey): Sender | null => findSender(mailboxes, key),
    /** Whether mail can go out from it; without a sending server it can only be saved. */
    canSend: (sender: Pick<SenderKey, 'mailboxId'> | null): boolean =>
      mailboxes.some(({ id, sends }) => sends && id === sender?.mailboxId),
  };
}

export type Senders = ReturnType<typeof useSenders>;
