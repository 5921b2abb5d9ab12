import { useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';
import type { OutboxMessage } from '../../../shared/contract/outbox.ts';
import type { OutboxMessageId } from '../../../shared/domain/ids.ts';
import { useClient, useQueries } from '../../api/engine-context.tsx';
import { count } from '../../ui/format/count.ts';
import { useFeedback } from '../undo/undo-context.tsx';

export interface Sending {
  /** What was sent off from this window and has not been told to be at its end. */
  readonly batch: readonly OutboxMessageId[];
  /** Sends approved messages off. For ten seconds a toast and ⌘Z take it back. Throws what the engine refuses. */
  sendOff(ids: readonly OutboxMessageId[]): Promise<void>;
  /** These came to their end, or were taken out of the outbox: they are not counted any more. */
  forget(ids: readonly OutboxMessageId[]): void;
}

const AT_ONCE = 100;
const UNDO_TIME = 10_000;

const Context = createContext<Sending | null>(null);

/** Sends messages off from wherever they were approved, and remembers which, so that the status line can tell. */
export function SendingProvider(props: { readonly children: ReactNode }) {
  const client = useClient();
  const queries = useQueries();
  const queryClient = useQueryClient();
  const feedback = useFeedback();
  const [batch, setBatch] = useState<readonly OutboxMessageId[]>([]);
  const sending = useMemo<Sending>(() => {
    const forget = (ids: readonly OutboxMessageId[]) =>
      setBatch((now) => now.filter((id) => !ids.includes(id)));
    const takeBack = async (ids: readonly OutboxMessageId[]) => {
      let late = 0;
      for (const part of parts(ids)) late += (await client.outbox.undo({ ids: [...part] })).tooLate.length;
      if (late > 0) feedback.say(tooLateText(late, ids.length));
      else forget(ids);
    };
    return {
      batch,
      async sendOff(ids) {
        const sent: OutboxMessage[] = [];
        for (const part of parts(ids)) sent.push(...(await client.outbox.send({ ids: [...part] })));
        await queryClient.invalidateQueries({ queryKey: queries.outbox.key() });
        setBatch((now) => [...now.filter((id) => !ids.includes(id)), ...ids]);
        feedback.done({
          title: sentOffTitle(sent),
          text: 'Nothing leaves for ten seconds. What you stop stays approved in the outbox.',
          lasts: undoTime(sent),
          undo: () => takeBack(ids),
        });
      },
      forget,
    };
  }, [batch, client, queries, queryClient, feedback]);
  return <Context.Provider value={sending}>{props.children}</Context.Provider>;
}

export function useSending(): Sending {
  const sending = useContext(Context);
  if (!sending) throw new Error('Sending is used outside of SendingProvider.');
  return sending;
}

function sentOffTitle(sent: readonly OutboxMessage[]): string {
  const [only] = sent;
  return sent.length === 1 && only
    ? `Mail to ${only.account.name} sent off`
    : `${count(sent.length, 'message')} sent off`;
}

function tooLateText(late: number, all: number): string {
  if (late === all) return all === 1 ? 'Too late: it is on its way' : `Too late: all ${all} are on their way`;
  return `${count(all - late, 'message')} stopped. ${late} had left already`;
}

/** As long as the engine lets every one of them be undone. */
function undoTime(sent: readonly OutboxMessage[]): number {
  const ends = sent.flatMap(({ undoUntil }) => (undoUntil === null ? [] : [Date.parse(undoUntil)]));
  return ends.length === 0 ? UNDO_TIME : Math.min(UNDO_TIME, Math.max(0, Math.min(...ends) - Date.now()));
}

function parts(ids: readonly OutboxMessageId[]): readonly (readonly OutboxMessageId[])[] {
  return Array.from({ length: Math.ceil(ids.length / AT_ONCE) }, (_, index) =>
    ids.slice(index * AT_ONCE, (index + 1) * AT_ONCE),
  );
}
