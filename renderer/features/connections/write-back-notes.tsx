import { Button } from '@mantine/core';
import type { ConnectionView } from '../../../shared/contract/connections.ts';
import type { WriteBackNoteView } from '../../../shared/contract/write-back.ts';
import { useClient } from '../../api/engine-context.tsx';
import { useFeedback } from '../../app/undo/undo-context.tsx';
import { InstantText } from '../../ui/date-text.tsx';
import { Tag } from '../../ui/tag.tsx';
import { useAction } from '../../ui/use-action.ts';
import { AccountLink } from './account-link.tsx';
import classes from './connections.module.css';
import { needsPerson, noteState } from './write-back-words.ts';

/** The newest notes and letters with what became of them; those that need a person come first. */
export function WriteBackNotes(props: {
  readonly connection: ConnectionView;
  readonly notes: readonly WriteBackNoteView[];
}) {
  if (props.notes.length === 0) return null;
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th scope="col">Customer</th>
          <th scope="col">Note or letter</th>
          <th scope="col">State</th>
          <th scope="col">Logged</th>
        </tr>
      </thead>
      <tbody>
        {props.notes.map((note) => (
          <NoteRow key={note.id} connection={props.connection} note={note} />
        ))}
      </tbody>
    </table>
  );
}

function NoteRow({
  connection,
  note,
}: {
  readonly connection: ConnectionView;
  readonly note: WriteBackNoteView;
}) {
  const state = noteState(note);
  return (
    <tr>
      <td>
        <AccountLink id={note.accountId} name={note.account} />
      </td>
      <td className={classes.words}>{note.text}</td>
      <td className={classes.words}>
        <Tag tone={state.tone}>{state.text}</Tag>{' '}
        {note.state === 'confirmed' || note.state === 'dropped' ? null : note.error}
        {needsPerson(note) ? <NoteSteps connection={connection} note={note} /> : null}
      </td>
      <td>
        <InstantText at={note.at} />
      </td>
    </tr>
  );
}

function NoteSteps({
  connection,
  note,
}: {
  readonly connection: ConnectionView;
  readonly note: WriteBackNoteView;
}) {
  const client = useClient();
  const feedback = useFeedback();
  const input = { id: connection.id, note: note.id };
  const again = useAction(async () => {
    await client.connections.retryNotes(input).catch(feedback.failed);
  });
  const drop = useAction(async () => {
    await client.connections.dropNote(input).catch(feedback.failed);
  });
  return (
    <>
      <Button variant="subtle" size="compact-xs" loading={again.busy} onClick={() => again.run()}>
        Try again
      </Button>
      <Button variant="subtle" size="compact-xs" loading={drop.busy} onClick={() => drop.run()}>
        Drop
      </Button>
    </>
  );
}
