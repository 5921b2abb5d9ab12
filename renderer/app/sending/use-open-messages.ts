import { useQuery } from '@tanstack/react-query';
import type { OutboxMessage } from '../../../shared/contract/outbox.ts';
import { useQueries } from '../../api/engine-context.tsx';

const PAGE = 500;
const ON_THE_WAY: readonly OutboxMessage['state'][] = ['queued', 'checking', 'dispatching'];
const FOR_A_PERSON: readonly OutboxMessage['state'][] = ['review', 'rejected', 'unknown'];

/** It was sent off and is not at its end: waiting, being checked, or being handed over. */
export function isOnTheWay({ state }: Pick<OutboxMessage, 'state'>): boolean {
  return ON_THE_WAY.includes(state);
}

/** Nothing happens to it until a person decides. */
export function needsPerson({ state }: Pick<OutboxMessage, 'state'>): boolean {
  return FOR_A_PERSON.includes(state);
}

/** What is in the outbox and not at its end, with the numbers that rail and status line show. */
export function useOpenMessages() {
  const list = useQuery(useQueries().outbox.list.queryOptions({ input: { limit: PAGE } }));
  const messages = list.data?.messages;
  const all = messages ?? [];
  return {
    messages,
    asked: !list.isPending,
    needsYou: messages && all.filter(needsPerson).length,
    onTheWay: all.filter(isOnTheWay),
    approved: all.filter(({ state }) => state === 'approved').length,
  };
}
