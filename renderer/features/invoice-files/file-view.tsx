import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { InvoiceFileId } from '../../../shared/domain/ids.ts';
import { useQueries } from '../../api/engine-context.tsx';
import { ErrorLine } from '../../ui/error-state.tsx';
import classes from './invoice-files.module.css';

/** A picture or a text, out of the memory of the window. */
export function FileView(props: { readonly id: InvoiceFileId; readonly onClose: () => void }) {
  const options = useQueries().invoiceFiles.open.queryOptions({ input: { id: props.id } });
  const file = useQuery({ ...options, gcTime: 0 });
  return (
    <div className={classes.viewer}>
      <div className={classes.viewerBar}>
        <span>{file.data?.name}</span>
        <Button size="compact-sm" onClick={props.onClose}>
          Back
        </Button>
      </div>
      {file.isError ? <ErrorLine error={file.error} /> : null}
      {file.data ? <Content {...file.data} /> : null}
    </div>
  );
}

function Content(props: { readonly name: string; readonly mime: string; readonly base64: string }) {
  if (props.mime !== 'text/plain') {
    const source = `data:${props.mime};base64,${props.base64}`;
    return <img className={classes.picture} src={source} alt={props.name} />;
  }
  const bytes = Uint8Array.from(atob(props.base64), (character) => character.charCodeAt(0));
  return <pre className={classes.text}>{new TextDecoder().decode(bytes)}</pre>;
}
