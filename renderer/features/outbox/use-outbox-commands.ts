import type { OutboxMessage, OutboxPause } from '../../../shared/contract/outbox.ts';
import { useCommands } from '../../app/commands/commands-context.tsx';
import type { Command } from '../../app/commands/registry.ts';
import {
  canLookNow,
  canRebuild,
  canSendOff,
  canSettle,
  canStop,
  canTakeBack,
  canTryNow,
} from './outbox-states.ts';
import type { OutboxActions } from './use-outbox-actions.ts';

export interface OutboxCommandOptions {
  /** The message that the keyboard is on. */
  readonly active: OutboxMessage | null;
  /** The ticked ones, or the active one. */
  readonly chosen: readonly OutboxMessage[];
  readonly pauses: readonly OutboxPause[];
  readonly actions: OutboxActions;
  readonly opened: boolean;
  readonly onRebuild: (message: OutboxMessage) => void;
  readonly onSettle: (as: 'sent' | 'not_sent') => void;
  readonly onClose: () => void;
}

/** The keys of the outbox. Only what the present message allows is offered. */
export function useOutboxCommands(options: OutboxCommandOptions): void {
  const { active, chosen, actions } = options;
  const command = (id: string, title: string, keys: readonly string[], run: () => void): Command => ({
    id: `outbox.${id}`,
    title,
    group: 'Edit',
    keys,
    run,
  });
  const several = chosen.length > 1;
  const one = several ? null : active;
  const many = (fits: (message: OutboxMessage) => boolean) => {
    const fit = chosen.filter(fits).length;
    return { fit, words: (title: string) => (several ? `${title} ${fit}` : title) };
  };
  const sendable = many(canSendOff);
  const stoppable = many(canStop);
  const withdrawable = many(canTakeBack);
  const [pause] = options.pauses;
  useCommands([
    ...(options.opened ? [command('close', 'Back', ['esc'], options.onClose)] : []),
    ...(sendable.fit > 0
      ? [command('send', sendable.words('Send'), ['mod+enter'], () => void actions.send(chosen))]
      : []),
    ...(stoppable.fit > 0
      ? [command('stop', stoppable.words('Stop'), ['u'], () => void actions.stop(chosen))]
      : []),
    ...(one && canRebuild(one)
      ? [command('rebuild', 'Rebuild with the figures of now', ['b'], () => options.onRebuild(one))]
      : []),
    ...(withdrawable.fit > 0
      ? [command('takeBack', withdrawable.words('Take back'), ['t'], () => void actions.takeBack(chosen))]
      : []),
    ...(one && canSettle(one)
      ? [
          command('wasSent', 'It was sent', ['y'], () => options.onSettle('sent')),
          command('wasNotSent', 'It was not sent', ['n'], () => options.onSettle('not_sent')),
        ]
      : []),
    ...(one && canTryNow(one)
      ? [
          command(
            'tryNow',
            canLookNow(one) ? 'Look into Sent now' : 'Try now',
            ['r'],
            () => void actions.tryNow(one),
          ),
        ]
      : []),
    ...(one ? [command('eml', 'Save as .eml', ['f'], () => void actions.exportEml(one))] : []),
    ...(pause
      ? [
          command(
            'resume',
            `Resume sending from ${pause.address}`,
            ['shift+r'],
            () => void actions.resume(pause.mailboxId, pause.address),
          ),
        ]
      : []),
  ]);
}
