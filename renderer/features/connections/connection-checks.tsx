import { IconCheck, IconX } from '@tabler/icons-react';
import type { ConnectionTest } from '../../../shared/contract/connections.ts';
import { onlyTooManyRights, stepName } from './connection-words.ts';
import classes from './connections.module.css';

/** The steps of a connection test: each with what was found, or what failed and what to do. */
export function ConnectionChecks({ test }: { readonly test: ConnectionTest }) {
  return (
    <div aria-live="polite">
      <p className={classes.verdict}>{verdict(test)}</p>
      <ol className={classes.checks}>
        {test.checks.map(({ step, ok, text }) => (
          <li key={step} className={classes.check} data-ok={ok || undefined}>
            {ok ? <IconCheck size={16} aria-hidden="true" /> : <IconX size={16} aria-hidden="true" />}
            <div>
              <b>
                {stepName(step)}
                <span className="visually-hidden">{ok ? ': passed' : ': failed'}</span>
              </b>
              <p>{text}</p>
            </div>
          </li>
        ))}
      </ol>
    </div>
  );
}

function verdict(test: ConnectionTest): string {
  if (test.ok) return test.company === null ? 'It works.' : `It works: the books of ${test.company.name}.`;
  if (onlyTooManyRights(test)) return 'The books can be read, but this user could also change them.';
  return 'It does not work yet. What failed comes last, with what to do.';
}
