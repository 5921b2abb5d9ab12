import { useState } from 'react';
import { useClient } from '../../api/engine-context.tsx';
import { saveDownload } from '../../api/platform.ts';
import { useFeedback } from '../../app/undo/undo-context.tsx';
import { Confirm } from '../../ui/confirm.tsx';
import { ErrorLine } from '../../ui/error-state.tsx';
import { count } from '../../ui/format/count.ts';
import { useFormat } from '../../ui/format/locale.tsx';
import { FormatChoice } from '../../ui/format-choice.tsx';
import classes from './cash.module.css';

const FORMATS = ['csv', 'xlsx'] as const;

/** A last look before the approved applications leave the house as a file for whoever posts them. */
export function ExportDialog(props: {
  readonly opened: boolean;
  readonly pending: boolean;
  readonly onClose: () => void;
}) {
  const client = useClient();
  const feedback = useFeedback();
  const { locale } = useFormat();
  const [format, setFormat] = useState<(typeof FORMATS)[number]>('csv');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const close = () => {
    setError(null);
    props.onClose();
  };
  const run = async () => {
    setBusy(true);
    setError(null);
    try {
      const made = await client.cash.export({ format, pending: props.pending });
      if (await saveDownload(made.download)) {
        feedback.say(`${count(made.matches, 'application', 'applications', locale)} exported for posting`);
        close();
      }
    } catch (cause) {
      setError(cause);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Confirm
      opened={props.opened}
      title="Export for posting"
      action="Export"
      busy={busy}
      onClose={close}
      onConfirm={() => void run()}
    >
      <div className={classes.dialog}>
        <p>
          {props.pending
            ? 'All approved applications that were not exported yet leave the workspace, a row for each invoice.'
            : 'All approved applications leave the workspace, also those that were exported before, a row for each invoice.'}
        </p>
        <FormatChoice formats={FORMATS} value={format} onChange={setFormat} />
        <p className={classes.second}>
          The file holds names and amounts, and it is not encrypted. Nothing is posted by it: that is up to
          whoever keeps the books.
        </p>
        {error ? <ErrorLine error={error} /> : null}
      </div>
    </Confirm>
  );
}
