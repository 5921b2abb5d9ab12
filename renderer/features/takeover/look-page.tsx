import { Button } from '@mantine/core';
import { IconFileText } from '@tabler/icons-react';
import { useState } from 'react';
import type { PackSource } from '../../../shared/contract/handoffs.ts';
import type { HandoffLook } from '../../../shared/contract/takeover.ts';
import type { AccountId } from '../../../shared/domain/ids.ts';
import { useCommands } from '../../app/commands/commands-context.tsx';
import { useNarrow } from '../../app/frame/use-narrow.ts';
import { CommandButton } from '../../ui/command-button.tsx';
import { count } from '../../ui/format/count.ts';
import { AcceptedBefore } from './accepted-before.tsx';
import { BriefPane } from './brief-pane.tsx';
import { LookCover } from './look-cover.tsx';
import { OfferedAccounts } from './offered-accounts.tsx';
import classes from './takeover.module.css';

interface LookProps {
  readonly look: HandoffLook;
  readonly source: PackSource;
  readonly passphrase: string | null;
  readonly onAccept: (accounts: readonly AccountId[] | 'all') => void;
  readonly onClose: () => void;
}

/** A handoff before it is accepted: who it is from and for how long, the accounts line by line, and the brief beside them. */
export function LookPage({ look, source, passphrase, onAccept, onClose }: LookProps) {
  const narrow = useNarrow();
  const [left, setLeft] = useState<ReadonlySet<AccountId>>(new Set());
  const [brief, setBrief] = useState(!narrow);
  const total = look.accounts.length;
  const taken = total - left.size;
  const closed = look.expired || look.acceptedBefore !== null;
  const toggle = (id: AccountId) => {
    const next = new Set(left);
    if (!next.delete(id)) next.add(id);
    setLeft(next);
  };
  const toggleAll = () => setLeft(left.size === 0 ? new Set(look.accounts.map(({ id }) => id)) : new Set());
  const accept = () => {
    if (closed || taken === 0) return;
    const chosen = look.accounts.flatMap(({ id }) => (left.has(id) ? [] : [id]));
    onAccept(left.size === 0 ? 'all' : chosen);
  };
  const off = look.expired
    ? 'It could be accepted until its last day'
    : taken === 0
      ? 'Choose at least one account'
      : undefined;
  useCommands([
    {
      id: 'takeover.accept',
      title: 'Take over the chosen accounts',
      group: 'Window',
      keys: ['enter'],
      inDialog: true,
      ...(off === undefined ? {} : { off }),
      run: accept,
    },
    {
      id: 'takeover.all',
      title: left.size === 0 ? 'Choose none' : 'Choose all accounts',
      group: 'Window',
      keys: ['a'],
      inDialog: true,
      when: () => !closed,
      run: toggleAll,
    },
    {
      id: 'takeover.brief',
      title: brief ? 'Hide the brief' : 'Show the brief',
      group: 'Window',
      keys: ['b'],
      inDialog: true,
      run: () => setBrief(!brief),
    },
    {
      id: 'takeover.close',
      title: 'Close the handoff',
      group: 'Window',
      keys: ['esc'],
      inDialog: true,
      run: () => (narrow && brief ? setBrief(false) : onClose()),
    },
  ]);
  return (
    <main className={classes.look} data-brief={brief || undefined}>
      <section className={classes.offer} aria-label="The handoff">
        <div className={classes.scroll}>
          <LookCover look={look} />
          <OfferedAccounts look={look} left={left} locked={closed} onToggle={toggle} onEnter={accept} />
        </div>
        <footer className={classes.foot}>
          {look.acceptedBefore === null ? (
            <>
              <CommandButton
                command="takeover.accept"
                label={
                  taken === total ? `Take over ${count(total, 'account')}` : `Take over ${taken} of ${total}`
                }
                variant="filled"
              />
              <CommandButton command="takeover.all" label={left.size === 0 ? 'None' : 'All'} />
            </>
          ) : (
            <AcceptedBefore look={look} />
          )}
          <Button
            leftSection={<IconFileText size={14} aria-hidden="true" />}
            aria-pressed={brief}
            onClick={() => setBrief(!brief)}
          >
            Brief
          </Button>
          <CommandButton command="takeover.close" label="Close" variant="subtle" />
        </footer>
      </section>
      {brief ? (
        <BriefPane look={look} source={source} passphrase={passphrase} onClose={() => setBrief(false)} />
      ) : null}
    </main>
  );
}
