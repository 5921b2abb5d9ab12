import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import type { InvoiceFilesView, InvoiceFileView } from '../../../shared/contract/invoice-files.ts';
import type { DocumentId, InvoiceFileId } from '../../../shared/domain/ids.ts';
import { InstantText } from '../../ui/date-text.tsx';
import { ErrorLine } from '../../ui/error-state.tsx';
import { useFormat } from '../../ui/format/locale.tsx';
import { ProgressLine } from '../../ui/progress-line.tsx';
import { sizeText } from '../backups/size-text.ts';
import { FileView } from './file-view.tsx';
import classes from './invoice-files.module.css';
import { isShown } from './shown-kinds.ts';
import { useInvoiceFiles } from './use-invoice-files.ts';

/** The PDF of an invoice and what is attached to it: fetched when a person wants it, kept in the workspace. */
export function FilesDialog(props: {
  readonly documentId: DocumentId;
  readonly number: string;
  readonly onClose: () => void;
}) {
  const [shown, setShown] = useState<InvoiceFileId | null>(null);
  const back = () => setShown(null);
  return (
    <Modal
      opened
      onClose={shown === null ? props.onClose : back}
      title={`Files of ${props.number}`}
      size={shown === null ? 520 : 860}
    >
      {shown === null ? (
        <Files documentId={props.documentId} onShow={setShown} />
      ) : (
        <FileView id={shown} onClose={back} />
      )}
    </Modal>
  );
}

function Files(props: { readonly documentId: DocumentId; readonly onShow: (id: InvoiceFileId) => void }) {
  const files = useInvoiceFiles(props.documentId);
  const { view, running, error } = files;
  const reachable = view !== undefined && view.unavailable === null;
  return (
    <div className={classes.files}>
      {running === null ? null : (
        <ProgressLine
          title={running.title}
          done={running.done}
          total={running.total}
          onCancel={files.cancel}
        />
      )}
      {error === null ? null : <ErrorLine error={error} />}
      {view === undefined ? null : <Remarks view={view} />}
      {view === undefined || view.files.length === 0 ? null : (
        <ul className={classes.list}>
          {view.files.map((file) => (
            <FileRow
              key={file.id}
              file={file}
              busy={running !== null}
              onFetch={() => files.fetch(file.id)}
              onSave={() => files.save(file.id)}
              onShow={() => props.onShow(file.id)}
            />
          ))}
        </ul>
      )}
      {reachable ? (
        <div className={classes.foot}>
          <span className={classes.second}>
            {view.listedAt === null ? null : (
              <>
                Listed by {view.system}, <InstantText at={view.listedAt} />
              </>
            )}
          </span>
          <Button size="compact-sm" disabled={running !== null} onClick={files.look}>
            {view.listedAt === null ? 'Look for files' : 'Look again'}
          </Button>
        </div>
      ) : null}
    </div>
  );
}

function Remarks({ view }: { readonly view: InvoiceFilesView }) {
  const nothing = view.files.length === 0 && view.listedAt !== null && view.remark === null;
  const said = view.unavailable ?? view.remark ?? (nothing ? 'There are no files.' : null);
  return said === null ? null : <p className={classes.remark}>{said}</p>;
}

function FileRow(props: {
  readonly file: InvoiceFileView;
  readonly busy: boolean;
  readonly onFetch: () => void;
  readonly onSave: () => void;
  readonly onShow: () => void;
}) {
  const { file, busy } = props;
  const { locale } = useFormat();
  return (
    <li className={classes.file}>
      <div className={classes.words}>
        <span>{file.name}</span>
        <span className={classes.second}>
          {file.kind === 'invoice' ? 'invoice' : 'attachment'}
          {file.size === null ? '' : ` · ${sizeText(file.size, locale)}`}
        </span>
      </div>
      {file.fetchedAt === null ? (
        <Button size="compact-sm" disabled={busy} onClick={props.onFetch} aria-label={`Fetch ${file.name}`}>
          Fetch
        </Button>
      ) : (
        <>
          {isShown(file.mime) ? (
            <Button size="compact-sm" onClick={props.onShow} aria-label={`Show ${file.name}`}>
              Show
            </Button>
          ) : null}
          <Button size="compact-sm" onClick={props.onSave} aria-label={`Save ${file.name}`}>
            Save as…
          </Button>
        </>
      )}
    </li>
  );
}
