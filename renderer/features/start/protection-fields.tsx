import { PasswordInput, Radio } from '@mantine/core';
import type { AppInfo } from '../../../shared/contract/app.ts';
import type { Protection } from '../../../shared/contract/workspaces.ts';
import { FormRow } from '../../ui/form-row.tsx';
import { MIN_PASSPHRASE, passphraseHint } from './passphrase-strength.ts';
import classes from './start.module.css';

/** What is typed and chosen, before it is checked. */
export interface ProtectionDraft {
  readonly kind: Protection['kind'];
  readonly passphrase: string;
  readonly repeated: string;
}

export function protectionDraft(keyring: boolean): ProtectionDraft {
  return { kind: keyring ? 'keyring' : 'passphrase', passphrase: '', repeated: '' };
}

/** What is wrong with the draft, by field; null: it can be used. */
export function protectionProblem(
  draft: ProtectionDraft,
): { readonly field: 'passphrase' | 'repeated'; readonly text: string } | null {
  if (draft.kind === 'keyring') return null;
  if ([...draft.passphrase].length < MIN_PASSPHRASE) {
    return { field: 'passphrase', text: `Use at least ${MIN_PASSPHRASE} characters.` };
  }
  if (draft.passphrase !== draft.repeated) {
    return { field: 'repeated', text: 'The two passphrases differ. Type the second one again.' };
  }
  return null;
}

export function protectionOf(draft: ProtectionDraft): Protection {
  return draft.kind === 'keyring'
    ? { kind: 'keyring' }
    : { kind: 'passphrase', passphrase: draft.passphrase };
}

const RADIO = {
  label: classes.radioLabel ?? '',
  description: classes.radioDescription ?? '',
  radio: classes.radio ?? '',
};

/** How the workspace's key is kept: the computer's key store where there is one, else a passphrase. Never in clear. */
export function ProtectionFields(props: {
  readonly keyring: AppInfo['keyring'];
  readonly draft: ProtectionDraft;
  readonly onChange: (draft: ProtectionDraft) => void;
  /** Errors are shown after the first try to go on. */
  readonly tried: boolean;
  /** What the two ways mean, where it is not the key of a workspace that they keep. */
  readonly keyringWords?: string;
  readonly passphraseWords?: string;
}) {
  const { draft, keyring, onChange } = props;
  const problem = props.tried ? protectionProblem(draft) : null;
  const hint = passphraseHint(draft.passphrase);
  return (
    <>
      <Radio.Group
        label="Protection"
        description={
          keyring.available ? undefined : `A passphrase, because there is no key store here. ${keyring.text}`
        }
        value={draft.kind}
        onChange={(kind) => onChange({ ...draft, kind: kind === 'keyring' ? 'keyring' : 'passphrase' })}
        className={classes.protection}
      >
        {keyring.available ? (
          <Radio
            value="keyring"
            size="xs"
            classNames={RADIO}
            label="This computer’s key store"
            description={
              props.keyringWords ?? 'Opens without a question while you are signed in to this computer.'
            }
          />
        ) : null}
        <Radio
          value="passphrase"
          size="xs"
          classNames={RADIO}
          label="A passphrase"
          description={
            props.passphraseWords ??
            'Asked for each time the workspace is opened or unlocked. Nobody can look it up for you.'
          }
        />
      </Radio.Group>
      {draft.kind === 'passphrase' ? (
        <>
          <FormRow
            label="Passphrase"
            hint={draft.passphrase === '' ? `At least ${MIN_PASSPHRASE} characters.` : hint.text}
            error={problem?.field === 'passphrase' ? problem.text : undefined}
          >
            {(ids) => (
              <>
                <PasswordInput
                  id={ids.id}
                  aria-describedby={ids.describedBy}
                  value={draft.passphrase}
                  onChange={(event) => onChange({ ...draft, passphrase: event.currentTarget.value })}
                  autoComplete="new-password"
                  error={problem?.field === 'passphrase'}
                />
                <div className={classes.strength} data-strength={hint.strength} aria-hidden="true">
                  <i />
                  <i />
                  <i />
                </div>
              </>
            )}
          </FormRow>
          <FormRow label="Repeat it" error={problem?.field === 'repeated' ? problem.text : undefined}>
            {(ids) => (
              <PasswordInput
                id={ids.id}
                aria-describedby={ids.describedBy}
                value={draft.repeated}
                onChange={(event) => onChange({ ...draft, repeated: event.currentTarget.value })}
                autoComplete="new-password"
                error={problem?.field === 'repeated'}
              />
            )}
          </FormRow>
        </>
      ) : null}
    </>
  );
}
