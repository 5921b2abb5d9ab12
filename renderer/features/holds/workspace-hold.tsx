import { IconPlayerPause } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import type { StandingHold } from '../../../shared/contract/holds.ts';
import { useCommands } from '../../app/commands/commands-context.tsx';
import { useFeedback } from '../../app/undo/undo-context.tsx';
import { CommandButton } from '../../ui/command-button.tsx';
import { DateText } from '../../ui/date-text.tsx';
import { HoldEverythingDialog } from './hold-everything-dialog.tsx';
import { EVERYTHING } from './hold-words.ts';
import classes from './holds.module.css';
import { useHoldActions } from './use-hold-actions.ts';
import { useWorkspaceHold } from './use-workspace-hold.ts';

/** Everything can be put on hold from anywhere; while it rests, a line on every screen says so and lifts it. */
export function WorkspaceHold() {
  const hold = useWorkspaceHold();
  const actions = useHoldActions();
  const feedback = useFeedback();
  const line = useRef<HTMLDivElement>(null);
  const [form, setForm] = useState<{ readonly hold: StandingHold | null } | null>(null);
  useCommands([
    {
      id: 'hold.everything',
      title: hold === null ? 'Put everything on hold' : 'Change the hold on everything',
      group: 'Edit',
      run: () => setForm({ hold }),
    },
    {
      id: 'hold.liftEverything',
      title: 'Lift the hold on everything',
      group: 'Edit',
      when: () => hold !== null,
      run: () => {
        leave(line.current);
        if (hold) actions.lift(EVERYTHING, [hold]).catch(feedback.failed);
      },
    },
  ]);
  return (
    <>
      <div ref={line} role="status">
        {hold === null ? null : (
          <div className={classes.line}>
            <IconPlayerPause size={15} aria-hidden="true" />
            <p>
              <b>
                Everything is on hold{' '}
                {hold.until === null ? (
                  'until it is lifted'
                ) : (
                  <>
                    until <DateText date={hold.until} />
                  </>
                )}
                .
              </b>{' '}
              {hold.reason}
            </p>
            <CommandButton command="hold.everything" label="Change" />
            <CommandButton command="hold.liftEverything" label="Lift" />
          </div>
        )}
      </div>
      {form === null ? null : <HoldEverythingDialog hold={form.hold} onClose={() => setForm(null)} />}
    </>
  );
}

/** The line goes when the hold does: a focus that is in it goes on to the list below. */
function leave(line: HTMLElement | null): void {
  if (!line?.contains(document.activeElement)) return;
  const main = line.closest('main');
  (main?.querySelector<HTMLElement>('[role=grid]') ?? main)?.focus();
}
