import { Checkbox } from '@mantine/core';
import { useState } from 'react';
import type { ConnectionView } from '../../../shared/contract/connections.ts';
import type { WriteBackView } from '../../../shared/contract/write-back.ts';
import type { WriteBackKind } from '../../../shared/domain/connections/write-back.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { useWriteBackChoice } from './use-write-back-choice.ts';
import classes from './write-back.module.css';

/** Which notes are to be written back, each kind with a note word for word; the button approves what is ticked. */
export function WriteBackChoice(props: {
  readonly connection: ConnectionView;
  readonly view: WriteBackView;
  readonly onClose: () => void;
}) {
  const { connection, view, onClose } = props;
  const offered = view.kinds.filter(({ kind }) => kind !== 'attachment');
  const [kinds, setKinds] = useState<readonly WriteBackKind[]>(
    offered.filter(({ chosen }) => chosen).map(({ kind }) => kind),
  );
  const choice = useWriteBackChoice(connection, view, 'notes', onClose);
  const tick = (kind: WriteBackKind, on: boolean) =>
    setKinds((old) => (on ? [...old, kind] : old.filter((one) => one !== kind)));
  return (
    <Confirm
      opened
      title={`Write notes into ${connection.name}`}
      action="Write these notes"
      busy={choice.busy}
      disabled={kinds.length === 0}
      onClose={onClose}
      onConfirm={() => choice.run(kinds)}
    >
      <p className={classes.intro}>
        Choose what is kept in {connection.system} from now on. Each note looks like the example under it,
        word for word; everybody who opens the customer there can read it.
      </p>
      {offered.map(({ kind, words, example }) => (
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
