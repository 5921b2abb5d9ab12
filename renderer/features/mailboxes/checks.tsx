import { IconCheck, IconX } from '@tabler/icons-react';
import type { MailboxTest } from '../../../shared/contract/mailboxes.ts';
import { checkWords } from './check-words.ts';
import classes from './mailboxes.module.css';

/** The steps of a connection test, each with its outcome and, where it failed, what to do. */
export function Checks({ test }: { readonly test: MailboxTest }) {
  return (
    <ol className={classes.checks} aria-live="polite">
      {test.checks.map(({ check, ok, text }) => (
        <li key={check} className={classes.check} data-ok={ok || undefined}>
          {ok ? <IconCheck size={16} aria-hidden="true" /> : <IconX size={16} aria-hidden="true" />}
          <div>
            <b>
              {checkWords(check).name}
              <span className="visually-hidden">{ok ? ': passed' : ': failed'}</span>
            </b>
            <p>{text}</p>
            {ok ? null : <p className={classes.second}>What to do: {checkWords(check).advice}</p>}
          </div>
        </li>
      ))}
    </ol>
  );
}
