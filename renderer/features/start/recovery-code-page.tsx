import { Button, TextInput } from '@mantine/core';
import { IconCopy, IconDownload, IconPrinter } from '@tabler/icons-react';
import { type FormEvent, useId, useState } from 'react';
import type { WorkspaceInfo } from '../../../shared/contract/app.ts';
import { saveText } from '../../api/save-text.ts';
import { navigate } from '../../app/location/use-location.ts';
import { FullPage } from '../../ui/full-page.tsx';
import { type OpeningStep, useOpening } from './opening-step.tsx';
import { lastGroup, matchesLastGroup, recoveryFileText, shownGroups } from './recovery-code.ts';
import classes from './start.module.css';

type CodeStep = Extract<OpeningStep, { readonly kind: 'recovery_code' }>;

/** The one time that the recovery code is shown. Goes on when its end was typed. */
export function RecoveryCodePage(props: { readonly step: CodeStep; readonly workspace: WorkspaceInfo }) {
  const { code, goTo, replaces } = props.step;
  const { name } = props.workspace;
  const opening = useOpening();
  const [typed, setTyped] = useState('');
  const [refused, setRefused] = useState(false);
  const [said, setSaid] = useState('');
  const refusedId = useId();
  const tail = lastGroup(code);

  const copy = () =>
    navigator.clipboard.writeText(code).then(
      () => setSaid('Copied. Paste it where you keep such things, then clear the clipboard.'),
      () => setSaid('The clipboard is not available. Select the code and copy it.'),
    );
  const save = () => {
    const today = new Date().toISOString().slice(0, 10);
    saveText(recoveryFileText(code, name, today), `Duebook recovery code - ${name}.txt`);
    setSaid('The file goes to the place that you choose. Move it off this computer.');
  };
  const goOn = (event: FormEvent) => {
    event.preventDefault();
    if (!matchesLastGroup(typed, code)) return setRefused(true);
    opening.set(null);
    navigate(goTo);
  };

  return (
    <FullPage
      step={replaces ? undefined : 'Step 2 of 2'}
      title="Keep this recovery code"
      lead={
        <>
          It opens <b>{name}</b> and its backups when this computer’s key store or your passphrase is lost. It
          is shown once. Whoever has it and the file can read the books, so keep it away from this computer:
          on paper, or in a password manager.{' '}
          {replaces ? 'The code that you had before no longer opens it.' : ''}
        </>
      }
    >
      <output className={classes.code} aria-label="Recovery code">
        {shownGroups(code).map((group, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the groups of a code never move
          <span key={`${index}-${group}`}>{group}</span>
        ))}
      </output>
      <div className={classes.codeActions}>
        <Button leftSection={<IconCopy size={14} aria-hidden="true" />} onClick={copy} data-autofocus>
          Copy
        </Button>
        <Button leftSection={<IconDownload size={14} aria-hidden="true" />} onClick={save}>
          Save as a text file
        </Button>
        <Button leftSection={<IconPrinter size={14} aria-hidden="true" />} onClick={() => window.print()}>
          Print
        </Button>
      </div>
      <p className={classes.said} role="status">
        {said}
      </p>
      <form className={classes.check} onSubmit={goOn}>
        <TextInput
          label="Type the end of the code to go on"
          description={`The last ${tail.replace('-', '').length} characters, from where you keep it.`}
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            setRefused(false);
          }}
          error={refused}
          aria-describedby={refused ? refusedId : undefined}
          autoComplete="off"
          spellCheck={false}
          w={260}
        />
        <Button type="submit" variant="filled" disabled={typed.trim() === ''}>
          I have kept it
        </Button>
        {refused ? (
          <p id={refusedId} className={classes.refused} role="alert">
            This is not the end of the code above. Compare it with what you kept.
          </p>
        ) : null}
      </form>
    </FullPage>
  );
}
