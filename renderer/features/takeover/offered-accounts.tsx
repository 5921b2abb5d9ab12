import { Checkbox } from '@mantine/core';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import type { HandoffLook, OfferedAccount } from '../../../shared/contract/takeover.ts';
import type { AccountId } from '../../../shared/domain/ids.ts';
import { useCommands } from '../../app/commands/commands-context.tsx';
import type { Command } from '../../app/commands/registry.ts';
import { useFormat } from '../../ui/format/locale.tsx';
import { MoneyText } from '../../ui/money-text.tsx';
import { Tag } from '../../ui/tag.tsx';
import { actionWord, plannedWhen } from '../worklist/action-words.ts';
import { offerTags } from './offer-tags.ts';
import classes from './offered-accounts.module.css';

/** The accounts of a handoff, one line each: what is under way, and whether it is taken. `j`/`k` move, Space takes or leaves. */
export function OfferedAccounts(props: {
  readonly look: HandoffLook;
  /** Those that are not taken. */
  readonly left: ReadonlySet<AccountId>;
  /** Nothing can be chosen any more. */
  readonly locked: boolean;
  readonly onToggle: (id: AccountId) => void;
  readonly onEnter: () => void;
}) {
  const { look, left } = props;
  const [cursor, setCursor] = useState(0);
  const prefix = useId();
  const list = useRef<HTMLUListElement>(null);
  const go = (to: number) => {
    const index = Math.min(Math.max(to, 0), look.accounts.length - 1);
    setCursor(index);
    list.current?.querySelectorAll<HTMLInputElement>('input[type=checkbox]')[index]?.focus();
  };
  /* Enter belongs to a control that has the focus; a box to tick has no use for it. */
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    props.onEnter();
  };
  useEffect(() => {
    list.current?.querySelector<HTMLInputElement>('input[type=checkbox]')?.focus({ preventScroll: true });
  }, []);
  const command = (id: string, title: string, keys: readonly string[], run: () => void): Command => ({
    ...{ id: `takeover.${id}`, title, keys, run },
    ...{ group: 'List', inDialog: true, inPalette: false },
  });
  useCommands([
    command('next', 'Next account', ['j', 'down'], () => go(cursor + 1)),
    command('previous', 'Previous account', ['k', 'up'], () => go(cursor - 1)),
    command('first', 'First account', ['home'], () => go(0)),
    command('last', 'Last account', ['end'], () => go(look.accounts.length - 1)),
  ]);
  return (
    <ul ref={list} className={classes.accounts} aria-label="Accounts" onKeyDown={onKeyDown}>
      {look.accounts.map((account, index) => (
        <li key={account.id} className={classes.account} data-left={left.has(account.id) || undefined}>
          <label className={classes.row} htmlFor={`${prefix}-${index}`}>
            <Checkbox
              id={`${prefix}-${index}`}
              size="xs"
              checked={!left.has(account.id)}
              disabled={props.locked}
              tabIndex={index === cursor ? 0 : -1}
              aria-label={`Take over ${account.name}`}
              onFocus={() => setCursor(index)}
              onChange={() => props.onToggle(account.id)}
            />
            <Line account={account} sender={look.sender.name} />
          </label>
        </li>
      ))}
    </ul>
  );
}

function Line({ account, sender }: { readonly account: OfferedAccount; readonly sender: string }) {
  const { locale, today } = useFormat();
  const { nextAction } = account;
  const tags = offerTags(account, today, locale);
  return (
    <>
      <span className={classes.who}>
        <b>{account.name}</b>
        {account.number === null ? null : <span className={classes.number}>{account.number}</span>}
      </span>
      <span className={classes.sums}>
        {account.overdue.map(({ currency, minor }) => (
          <MoneyText key={currency} minor={minor} currency={currency} precision="total" />
        ))}
        {account.overdue.length === 0 ? <span className={classes.quiet}>nothing overdue</span> : null}
      </span>
      {tags.length > 0 || nextAction !== null ? (
        <span className={classes.facts}>
          {tags.map(({ text, tone }) => (
            <Tag key={text} tone={tone}>
              {text}
            </Tag>
          ))}
          {nextAction === null ? null : (
            <span className={classes.next}>
              {actionWord(nextAction.kind)} {plannedWhen(nextAction.date, today, locale)}
              {nextAction.note ? `: ${nextAction.note}` : ''}
            </span>
          )}
        </span>
      ) : null}
      {account.words === '' ? null : (
        <span className={classes.said} title={account.words}>
          {sender.split(' ')[0]}: {account.words}
        </span>
      )}
    </>
  );
}
