import type {
  DocumentFiles,
  DocumentKey,
  ListedFile,
} from '../../../electron/engine/connectors/connector.ts';
import { connectorFailure } from '../../../electron/engine/connectors/connector-failure.ts';
import { attachedFile, pdfFile } from '../../../electron/engine/connectors/http/file-content.ts';
import { CORE_SHAPE } from './core-connector.ts';
import { documentBy, givenBytes, printOf } from './document-files.ts';
import type { FakeLedger } from './fake-ledger.ts';
import type { LedgerId } from './ledger-model.ts';

/** Files of a fake ledger, with what a test wants to go wrong. */
export interface CoreFiles extends DocumentFiles {
  /** `list I1`, `fetch I1 pdf` and so on, in their order. */
  readonly asked: string[];
  /** Documents of which there is no PDF. */
  readonly unprinted: Set<LedgerId>;
  /** Called before each answer; what it throws is the answer. */
  before: (signal: AbortSignal) => void | Promise<void>;
}

const SYSTEM = 'The books';

export function coreFiles(ledger: FakeLedger): CoreFiles {
  const documentOf = ({ entity, sourceId }: DocumentKey) => {
    const found = documentBy(ledger, (id) => CORE_SHAPE.idOf(entity, id), sourceId);
    if (found === undefined) throw connectorFailure('not_found', 'The books do not have it.');
    return found;
  };
  const files: CoreFiles = {
    asked: [],
    unprinted: new Set(),
    before: () => undefined,
    async list(key, signal) {
      const document = documentOf(key);
      files.asked.push(`list ${document.id}`);
      await files.before(signal);
      const print: ListedFile = {
        fileId: 'pdf',
        kind: 'invoice',
        name: 'Invoice.pdf',
        mime: null,
        size: null,
      };
      const attached = ledger.filesOf(document.id).map(
        ({ id, name, mime, bytes }): ListedFile => ({
          ...{ fileId: id, kind: 'attachment', name, mime },
          size: bytes.byteLength,
        }),
      );
      const without = files.unprinted.has(document.id);
      return {
        files: without ? attached : [print, ...attached],
        remark: without ? 'The books keep no print of this invoice.' : null,
      };
    },
    async fetch(key, fileId, signal) {
      const document = documentOf(key);
      files.asked.push(`fetch ${document.id} ${fileId}`);
      await files.before(signal);
      if (fileId === 'pdf') return pdfFile('Invoice.pdf', givenBytes(ledger, printOf(document)), SYSTEM);
      const file = ledger.filesOf(document.id).find(({ id }) => id === fileId);
      if (file === undefined) throw connectorFailure('not_found', 'The books do not have it any more.');
      return attachedFile({ ...file, bytes: givenBytes(ledger, file.bytes) }, SYSTEM);
    },
  };
  return files;
}
