import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { FolderFileView } from '../../../shared/contract/connection-files.ts';
import type { ConnectionView } from '../../../shared/contract/connections.ts';
import { useClient, useQueries } from '../../api/engine-context.tsx';
import { navigate } from '../../app/location/use-location.ts';
import { useFeedback } from '../../app/undo/undo-context.tsx';
import { DateText, InstantText } from '../../ui/date-text.tsx';
import { ErrorLine } from '../../ui/error-state.tsx';
import { count } from '../../ui/format/count.ts';
import { useFormat } from '../../ui/format/locale.tsx';
import { Section } from '../../ui/pane.tsx';
import { Tag } from '../../ui/tag.tsx';
import { useAction } from '../../ui/use-action.ts';
import { useImportFile } from '../imports/use-import-draft.ts';
import classes from './connections.module.css';
import { fileState } from './folder-words.ts';

const SHOWN = 50;

/** The files of a folder: what was taken in, and what waits for a person, with the way to the import. */
export function FolderFiles({ connection }: { readonly connection: ConnectionView }) {
  const files = useQuery(
    useQueries().connections.files.queryOptions({
      input: { id: connection.id },
      enabled: connection.kind === 'folder',
    }),
  );
  const rows = files.data ?? [];
  if (files.error) {
    return (
      <Section title="Files">
        <ErrorLine error={files.error} onRetry={() => void files.refetch()} />
      </Section>
    );
  }
  if (rows.length === 0) return null;
  return (
    <Section title="Files">
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">File</th>
            <th scope="col">State</th>
            <th scope="col">Figures of</th>
            <th scope="col">Looked at</th>
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, SHOWN).map((file) => (
            <FileRow key={file.name} connection={connection} file={file} />
          ))}
        </tbody>
      </table>
    </Section>
  );
}

function FileRow(props: { readonly connection: ConnectionView; readonly file: FolderFileView }) {
  const { file } = props;
  const { locale } = useFormat();
  const state = fileState(file);
  const found = [
    ...(file.rejected > 0 ? [`${count(file.rejected, 'row was', 'rows were', locale)} rejected.`] : []),
    ...(file.gone > 0
      ? [`${count(file.gone, 'open item is', 'open items are', locale)} no longer listed.`]
      : []),
  ];
  return (
    <tr>
      <td className={classes.words}>{file.shown}</td>
      <td className={classes.words}>
        <Tag tone={state.tone}>{state.text}</Tag>{' '}
        {[...found, ...((file.text ?? '') ? [file.text] : [])].join(' ')}
        <FileStep {...props} />
      </td>
      <td>{file.asOf === null ? null : <DateText date={file.asOf} />}</td>
      <td>
        <InstantText at={file.at} />
      </td>
    </tr>
  );
}

/** What a person can do next about a file. */
function FileStep({
  connection,
  file,
}: {
  readonly connection: ConnectionView;
  readonly file: FolderFileView;
}) {
  const client = useClient();
  const feedback = useFeedback();
  const { begin } = useImportFile();
  const open = useAction(async () => {
    await client.connections.offerFile({ id: connection.id, name: file.name }).then(begin, feedback.failed);
  });
  const { batch } = file;
  if (file.state === 'needs_mapping' || file.state === 'refused') {
    return (
      <Button variant="subtle" size="compact-xs" loading={open.busy} onClick={() => open.run()}>
        Import it by hand
      </Button>
    );
  }
  if (file.state !== 'taken' || batch === null) return null;
  return (
    <Button variant="subtle" size="compact-xs" onClick={() => navigate({ screen: 'imports', id: batch })}>
      Show the import
    </Button>
  );
}
