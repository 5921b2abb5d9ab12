import { Checkbox } from '@mantine/core';
import { useState } from 'react';
import type { ConnectionView } from '../../../shared/contract/connections.ts';
import type { WriteBackView } from '../../../shared/contract/write-back.ts';
import { useClient } from '../../api/engine-context.tsx';
import { useFeedback } from '../../app/undo/undo-context.tsx';
import { Confirm } from '../../ui/confirm.tsx';
import { useAction } from '../../ui/use-action.ts';
import classes from './write-back.module.css';

type Kind = WriteBackView['kinds'][number]['kind'];

/** What is to be written back, each with a note word for word; the button approves what is ticked. */
export function WriteBackChoice(props: {
  readonly connection: ConnectionView;
  readonly view: WriteBackView;
  readonly onClose: () => void;
}) {
  const { connection, view, onClose } = props;
  const client = useClient();
  const feedback = useFeedback();
  const [kinds, setKinds] = useState<readonly Kind[]>(
    view.kinds.filter(({ chosen }) => chosen).map(({ kind }) => kind),
  );
  const save = useAction(async () => {
    const approve = view.kinds
      .filter(({ kind, approved }) => approved === null && kinds.includes(kind))
      .map(({ kind }) => kind);
    try {
      await client.connections.setWriteBack({ id: connection.id, on: true, kinds: [...kinds], approve });
      onClose();
    } catch (cause) {
      feedback.failed(cause);
    }
  });
  const tick = (kind: Kind, on: boolean) =>
    setKinds((old) => (on ? [...old, kind] : old.filter((one) => one !== kind)));
  return (
    <Confirm
      opened
      title={`Write notes into ${connection.name}`}
      action="Write these notes"
      busy={save.busy}
      disabled={kinds.length === 0}
      onClose={onClose}
      onConfirm={() => save.run()}
    >
      <p className={classes.intro}>
        Choose what is kept in {connection.system} from now on. Each note looks like the example under it,
        word for word; everybody who opens the customer there can read it.
      </p>
      {view.kinds.map(({ kind, words, example }) => (
        <div key={kind} className={classes.kind}>
          <Checkbox
            label={words.charAt(0).toUpperCase() + words.slice(1)}
            checked={kinds.includes(kind)}
            onChange={(event) => tick(kind, event.currentTarget.checked)}
          />
          <blockquote className={classes.example}>{example}</blockquote>
        </div>
      ))}
      <p className={classes.right}>{view.right}</p>
    </Confirm>
  );
}
