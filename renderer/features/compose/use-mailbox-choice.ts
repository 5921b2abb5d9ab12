import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { MailboxId } from '../../../shared/domain/ids.ts';
import { useQueries } from '../../api/engine-context.tsx';

/** The mailboxes of the workspace and the one that letters go out from: the chosen one, else the first that can send. */
export function useMailboxChoice() {
  const mailboxes = useQuery(useQueries().mailboxes.list.queryOptions());
  const [id, choose] = useState<MailboxId | null>(null);
  const all = mailboxes.data ?? [];
  const chosen =
    all.find((mailbox) => mailbox.id === id) ??
    all.find((mailbox) => mailbox.smtp !== null) ??
    all[0] ??
    null;
  return {
    mailboxes: all,
    known: mailboxes.data !== undefined,
    chosen,
    /** Whether mail can go out from it; without a sending server it can only be saved. */
    canSend: chosen !== null && chosen.smtp !== null,
    choose,
  };
}
