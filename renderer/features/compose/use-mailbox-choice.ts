import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { MailboxId } from '../../../shared/domain/ids.ts';
import { useQueries } from '../../api/engine-context.tsx';

/** The mailboxes of the workspace and the one that letters go to: the chosen one, else the first. */
export function useMailboxChoice() {
  const mailboxes = useQuery(useQueries().mailboxes.list.queryOptions());
  const [id, choose] = useState<MailboxId | null>(null);
  const all = mailboxes.data ?? [];
  return {
    mailboxes: all,
    known: mailboxes.data !== undefined,
    chosen: all.find((mailbox) => mailbox.id === id) ?? all[0] ?? null,
    choose,
  };
}
