import { Switch } from '@mantine/core';
import { useState } from 'react';
import type { ConnectionView } from '../../../shared/contract/connections.ts';
import type { WriteBackView } from '../../../shared/contract/write-back.ts';
import { LARGEST_LETTER } from '../../../shared/domain/connections/write-back-files.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { useWriteBackChoice } from './use-write-back-choice.ts';
import classes from './write-back.module.css';
import { flowing } from './write-back-words.ts';

/** Whether the letters that are sent from here are attached in the books, each as a file. */
export function WriteBackLetters(props: {
  readonly connection: ConnectionView;
  readonly view: WriteBackView;
}) {
  const { connection, view } = props;
  const [asking, setAsking] = useState(false);
  const choice = useWriteBackChoice(connection, view, 'letters', () => setAsking(false));
  const letters = view.kinds.find(({ kind }) => kind === 'attachment');
  if (letters === undefined) return null;
  return (
    <>
      <Switch
        size="xs"
        className={classes.letters ?? ''}
        classNames={{ label: classes.switchLabel ?? '', description: classes.switchDescription ?? '' }}
        label={`Attach sent letters in ${connection.system}`}
        description="Each letter that is sent from here, as a file. Nothing there is changed or replaced."
        checked={flowing(view, 'letters').length > 0}
        disabled={choice.busy}
        onChange={(event) => (event.currentTarget.checked ? setAsking(true) : choice.run([]))}
      />
      {asking ? (
        <Confirm
          opened
          title={`Attach letters in ${connection.name}`}
          action="Attach these letters"
          busy={choice.busy}
          onClose={() => setAsking(false)}
          onConfirm={() => choice.run(['attachment'])}
        >
          <p className={classes.intro}>
            Each letter that is sent from here from now on is attached in {connection.system} as the mail that
            left, with all that was in it, of up to {LARGEST_LETTER / 1_000_000} MB. Everybody who opens the
            customer there can read it. The file is called, for example:
          </p>
          <blockquote className={classes.example}>{letters.example}</blockquote>
          <p className={classes.right}>{view.fileRight}</p>
        </Confirm>
      ) : null}
    </>
  );
}
