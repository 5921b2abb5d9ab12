import { useCommands } from '../../app/commands/commands-context.tsx';
import type { Command } from '../../app/commands/registry.ts';

/** The keys of a payment: another proposal, approve, paste an advice. */
export function useDetailCommands(options: {
  readonly choices: number;
  readonly place: number | null;
  /** The proposals that are shown are not those of what was asked last. */
  readonly stale: boolean;
  readonly onChoose: (place: number) => void;
  readonly onApprove: () => void;
  readonly onPaste: () => void;
  readonly onClose: (() => void) | null;
}): void {
  const { choices, place, onClose } = options;
  const off = whyNot(options);
  const command = (id: string, title: string, keys: readonly string[], run: () => void): Command => ({
    id: `cash.${id}`,
    title,
    group: 'Edit',
    keys,
    run,
  });
  const step = (by: 1 | -1) => {
    const from = place ?? (by === 1 ? -1 : choices);
    options.onChoose(Math.min(choices - 1, Math.max(0, from + by)));
  };
  useCommands([
    ...(onClose === null ? [] : [command('close', 'Back', ['esc'], onClose)]),
    ...(choices > 0
      ? [
          command('next', 'Next proposal', ['n'], () => step(1)),
          command('previous', 'Previous proposal', ['p'], () => step(-1)),
          {
            ...command('approve', 'Approve the chosen proposal', ['a'], options.onApprove),
            ...(off === null ? {} : { off }),
          },
        ]
      : []),
    command('paste', 'Paste a remittance advice', ['r'], options.onPaste),
  ]);
}

function whyNot(options: { readonly place: number | null; readonly stale: boolean }): string | null {
  if (options.stale) return 'The proposals are being looked for';
  return options.place === null ? 'Choose a proposal first: none stands out' : null;
}
