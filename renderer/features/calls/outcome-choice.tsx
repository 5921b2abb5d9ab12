import type { CallOutcome } from '../../../shared/domain/touchpoint-kinds.ts';
import { useCommands } from '../../app/commands/commands-context.tsx';
import { Keys } from '../../ui/kbd.tsx';
import actionClasses from '../account/action-dialog.module.css';
import { OUTCOME_NAMES } from '../account/touchpoint-words.ts';
import { OUTCOME_ORDER } from './call-words.ts';
import classes from './calls.module.css';

/** What came of the call: a press, or its number while nothing is being typed. */
export function OutcomeChoice(props: {
  readonly value: CallOutcome | null;
  /** False while another dialog lies over it. */
  readonly byKey: boolean;
  readonly onChange: (outcome: CallOutcome) => void;
}) {
  useCommands(
    OUTCOME_ORDER.map((outcome, index) => ({
      id: `call.outcome.${outcome}`,
      title: `Outcome: ${OUTCOME_NAMES[outcome].toLowerCase()}`,
      group: 'Account' as const,
      keys: [String(index + 1)],
      inDialog: true as const,
      inPalette: false,
      when: () => props.byKey,
      run: () => props.onChange(outcome),
    })),
  );
  return (
    <fieldset className={actionClasses.fieldset}>
      <legend className={actionClasses.legend}>What came of it</legend>
      <div className={actionClasses.presets}>
        {OUTCOME_ORDER.map((outcome, index) => (
          <button
            key={outcome}
            type="button"
            className={`${actionClasses.preset} ${classes.outcome}`}
            aria-pressed={props.value === outcome}
            aria-keyshortcuts={String(index + 1)}
            data-autofocus={index === 0 || undefined}
            onClick={() => props.onChange(outcome)}
          >
            {OUTCOME_NAMES[outcome]}
            <Keys keys={String(index + 1)} />
          </button>
        ))}
      </div>
    </fieldset>
  );
}
