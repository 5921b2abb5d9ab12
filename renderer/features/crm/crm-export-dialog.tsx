import { Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { CRM_ACTIVITIES, CRM_SUBJECTS, CRM_SYSTEMS } from '../../../shared/domain/crm/crm-kinds.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { ErrorLine } from '../../ui/error-state.tsx';
import classes from './crm.module.css';
import { activityOptions, againText, SUBJECT_OPTIONS, SYSTEM_OPTIONS } from './crm-words.ts';
import { type CrmStart, useCrmExport } from './use-crm-export.ts';

const KINDS = [...CRM_ACTIVITIES, 'all'] as const;

/** A last look before accounts, contacts or touchpoints leave the house as a file that a CRM imports. */
export function CrmExportDialog(props: {
  readonly start: CrmStart;
  /** Whose they are, in words: "all accounts", "the accounts of this list". */
  readonly whose: string;
  readonly onClose: () => void;
}) {
  const { choice, change, nothing, run } = useCrmExport(props.start, props.onClose);
  const { system, subject } = choice;
  return (
    <Confirm
      opened
      title="Export for a CRM"
      action="Export"
      busy={run.busy}
      onClose={props.onClose}
      onConfirm={() => run.run()}
    >
      <div className={classes.fields}>
        <NativeSelect
          label="CRM"
          value={system}
          data={[...SYSTEM_OPTIONS]}
          onChange={(event) => change({ system: oneOf(CRM_SYSTEMS, event.currentTarget.value, system) })}
        />
        <NativeSelect
          label="What"
          description={`Of ${props.whose}.`}
          value={subject}
          data={[...SUBJECT_OPTIONS]}
          onChange={(event) => change({ subject: oneOf(CRM_SUBJECTS, event.currentTarget.value, subject) })}
        />
        {subject === 'touchpoints' ? (
          <>
            <NativeSelect
              label="Kind"
              value={choice.activity}
              data={[...activityOptions(system)]}
              onChange={(event) =>
                change({
                  activity: oneOf(KINDS, event.currentTarget.value, choice.activity),
                })
              }
            />
            <div className={classes.days}>
              <TextInput
                label="From"
                type="date"
                value={choice.from}
                onChange={(event) => change({ from: event.currentTarget.value })}
              />
              <TextInput
                label="To"
                type="date"
                value={choice.to}
                onChange={(event) => change({ to: event.currentTarget.value })}
              />
            </div>
            <Checkbox
              size="sm"
              label="Only what is new since the last export of all accounts"
              checked={choice.newOnly}
              onChange={(event) => change({ newOnly: event.currentTarget.checked })}
            />
          </>
        ) : null}
        <p className={classes.second}>{againText(system, subject)}</p>
        <p className={classes.second}>
          The file holds names and what was said to customers, and it is not encrypted. The export is written
          into the log.
        </p>
        <div role="status">{nothing ? 'There is nothing to export with these choices.' : null}</div>
        {run.error === null ? null : <ErrorLine error={run.error} />}
      </div>
    </Confirm>
  );
}

function oneOf<Choice extends string>(choices: readonly Choice[], text: string, otherwise: Choice): Choice {
  return choices.find((choice) => choice === text) ?? otherwise;
}
