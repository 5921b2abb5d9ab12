import { Checkbox } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { givesFiles } from '../../../shared/domain/invoice-files/gives-files.ts';
import { MESSAGE_FILES_LIMIT } from '../../../shared/domain/invoice-files/limits.ts';
import { useQueries } from '../../api/engine-context.tsx';
import { useCommands } from '../../app/commands/commands-context.tsx';
import { count } from '../../ui/format/count.ts';
import { useFormat } from '../../ui/format/locale.tsx';
import { Keys } from '../../ui/kbd.tsx';
import { ProgressLine } from '../../ui/progress-line.tsx';
import { sizeText } from '../backups/size-text.ts';
import classes from './copies-field.module.css';
import type { Message } from './review-messages.ts';
import type { ComposerControl } from './use-composer.ts';
import { MOST_COPIES } from './use-copies.ts';

interface FieldProps {
  readonly message: Message;
  readonly composer: Pick<ComposerControl, 'copies' | 'overlay' | 'teaching'>;
  readonly changeable: boolean;
}

const KEY = 'i';

/** Whether the PDFs of the invoices go out with the letter. Nothing where no accounting system has any. */
export function CopiesField(props: FieldProps) {
  const connections = useQuery(useQueries().connections.list.queryOptions()).data ?? [];
  return connections.some(({ kind }) => givesFiles(kind)) ? <OfferedCopies {...props} /> : null;
}

function OfferedCopies({ message, composer, changeable }: FieldProps) {
  const { copies } = composer;
  const progress = copies.progressOf(message);
  const invoices = message.proposal.draft?.invoices.length ?? 0;
  const label = invoices === 1 ? 'Attach the invoice PDF' : 'Attach the invoice PDFs';
  const off = !changeable || invoices > MOST_COPIES || !copies.available;
  const toggle = () => {
    if (message.copies !== null) copies.takeOff(message);
    else copies.attach(message);
  };
  useCommands([
    {
      ...{ id: 'review.copies', title: label, group: 'Edit', keys: [KEY], run: toggle },
      when: () => !off && composer.teaching === null,
      inDialog: () => composer.overlay.current,
    },
  ]);
  return (
    <div className={classes.field}>
      <div className={classes.line}>
        <Checkbox
          size="xs"
          label={label}
          checked={message.copies !== null || progress !== null}
          disabled={off}
          onChange={toggle}
        />
        {off ? null : <Keys keys={KEY} />}
        {invoices > MOST_COPIES ? (
          <span className={classes.second}>for up to {MOST_COPIES} invoices in one letter</span>
        ) : null}
      </div>
      {progress === null ? null : <ProgressLine {...progress} onCancel={copies.cancel} />}
      <Attached message={message} />
      <Missing message={message} />
    </div>
  );
}

/** What goes out with the letter, and whether a mail server will take it. */
function Attached({ message }: { readonly message: Message }) {
  const { locale } = useFormat();
  const attached = message.copies?.copies ?? [];
  const total = attached.reduce((sum, { size }) => sum + size, 0);
  if (attached.length === 0) return null;
  return (
    <>
      <ul className={classes.files} aria-label="Attached files">
        {attached.map(({ fileId, name, size }) => (
          <li key={fileId}>
            {name} <span className={classes.second}>{sizeText(size, locale)}</span>
          </li>
        ))}
        {attached.length > 1 ? (
          <li className={classes.second}>
            {count(attached.length, 'file')}, {sizeText(total, locale)} together
          </li>
        ) : null}
      </ul>
      {total > MESSAGE_FILES_LIMIT ? (
        <p className={classes.problem} role="alert">
          Together they are too large: mail servers take about {sizeText(MESSAGE_FILES_LIMIT, locale)}. Tick
          fewer invoices, or send without the PDFs.
        </p>
      ) : null}
    </>
  );
}

function Missing({ message }: { readonly message: Message }) {
  const missing = message.copies?.missing ?? [];
  if (missing.length === 0) return null;
  return (
    <ul className={classes.missing} aria-label="Without a PDF">
      {missing.map(({ documentId, number, problem }) => (
        <li key={documentId}>
          <b>{number}</b> goes out without its PDF. {problem}
        </li>
      ))}
    </ul>
  );
}
