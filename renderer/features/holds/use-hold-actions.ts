import type { Account } from '../../../shared/contract/accounts.ts';
import type { StandingHold } from '../../../shared/contract/holds.ts';
import type { PlainDate } from '../../../shared/domain/dates.ts';
import type { AccountId } from '../../../shared/domain/ids.ts';
import { useClient } from '../../api/engine-context.tsx';
import { doneNames, useBulk } from '../../app/bulk/use-bulk.tsx';
import { useFeedback } from '../../app/undo/undo-context.tsx';
import { shortDate } from '../../ui/format/date-format.ts';
import { useFormat } from '../../ui/format/locale.tsx';
import { CHANNEL_WORDS } from './hold-words.ts';

export type Target = StandingHold['target'];
export type Wish = Account['standing']['doNotContact'][number];

/** Setting and lifting what stands against asking, each with its way back. They throw what the engine refuses. */
export function useHoldActions() {
  const client = useClient();
  const feedback = useFeedback();
  const bulk = useBulk();
  const { today, locale } = useFormat();
  const liftAll = async (targets: readonly Target[]) => {
    for (const target of targets) await client.holds.lift({ target });
  };
  const restore = async (holds: readonly StandingHold[]) => {
    for (const { target, reason, until } of holds) await client.holds.set({ target, reason, until });
  };
  return {
    /** Takes the place of holds that rest on the same targets already; undo brings those back. */
    set: async (
      name: string,
      targets: readonly Target[],
      terms: { readonly reason: string; readonly until: PlainDate | null },
    ) => {
      const before = (await client.holds.list()).holds.filter((hold) =>
        targets.some((target) => sameTarget(hold.target, target)),
      );
      const end =
        terms.until === null ? 'until it is lifted' : `until ${shortDate(terms.until, today, locale)}`;
      await bulk({
        title: 'Putting on hold',
        things: targets,
        work: async (part) => {
          for (const target of part) await client.holds.set({ target, ...terms });
          return part;
        },
        onDone: (answers, done) => {
          const set = answers.flat();
          feedback.done({
            title: `${doneNames(name, done, targets.length)} on hold ${end}`,
            undo: async () => {
              await liftAll(set);
              await restore(before.filter((hold) => set.some((target) => sameTarget(hold.target, target))));
            },
          });
        },
      });
    },
    lift: async (name: string, holds: readonly StandingHold[]) => {
      await liftAll(holds.map(({ target }) => target));
      feedback.done({ title: `Hold lifted: ${name}`, undo: () => restore(holds) });
    },
    close: async (name: string, wish: Pick<Wish, 'accountId' | 'contactId' | 'channel' | 'reason'>) => {
      const { accountId, contactId, channel, reason } = wish;
      const { id } = await client.holds.setDoNotContact({ accountId, contactId, channel, reason });
      feedback.done({
        title: `${name}: ${CHANNEL_WORDS[channel]}`,
        undo: async () => void (await client.holds.liftDoNotContact({ id, reason: 'Taken back at once' })),
      });
    },
    reopen: async (name: string, wish: Wish) => {
      await client.holds.liftDoNotContact({ id: wish.id, reason: '' });
      const { accountId, contactId, channel, reason } = wish;
      feedback.done({
        title: `${name} may be contacted again`,
        undo: async () =>
          void (await client.holds.setDoNotContact({ accountId, contactId, channel, reason })),
      });
    },
    waits: async (name: string, accountId: AccountId, about: string) => {
      await client.holds.markUnanswered({ accountId, about });
      feedback.done({
        title: `${name} waits for an answer`,
        undo: async () => void (await client.holds.clearUnanswered({ accountId })),
      });
    },
    answered: async (name: string, accountId: AccountId, about: string) => {
      await client.holds.clearUnanswered({ accountId });
      feedback.done({
        title: `${name} has its answer`,
        undo: async () => void (await client.holds.markUnanswered({ accountId, about })),
      });
    },
    comesBack: async (accountId: AccountId, address: string, about: string) => {
      await client.holds.markUndeliverable({ accountId, address, about });
      feedback.done({
        title: `Mail to ${address} comes back`,
        undo: async () => void (await client.holds.clearUndeliverable({ accountId, address })),
      });
    },
    arrives: async (accountId: AccountId, address: string, about: string) => {
      await client.holds.clearUndeliverable({ accountId, address });
      feedback.done({
        title: `Mail to ${address} arrives again`,
        undo: async () => void (await client.holds.markUndeliverable({ accountId, address, about })),
      });
    },
  };
}

export function sameTarget(left: Target, right: Target): boolean {
  if (left.scope !== right.scope || left.scope === 'workspace' || right.scope === 'workspace') {
    return left.scope === right.scope;
  }
  if (left.scope === 'invoice' && right.scope === 'invoice') return left.documentId === right.documentId;
  return left.accountId === right.accountId;
}
