import type { ConnectorKind, SyncEntity } from '../../../shared/domain/connections/connector-kinds.ts';
import type { SignInLife } from '../../../shared/domain/connections/sign-in-life.ts';
import type { AnySourceRecord, SourceId } from './source-records.ts';

/** How changes are found: by the time of the last change, a feed of events, a change-data capture, or not at all. */
export type DeltaKind = 'time' | 'events' | 'cdc' | 'none';

/** What a system can do, so that the sync service need not know it by name. */
export interface Capabilities {
  /** Entities that the system delivers; the others are not asked for. */
  readonly delta: Readonly<Partial<Record<SyncEntity, DeltaKind>>>;
  /** A cursor older than so many days is not served: a full read instead. Null: no limit. */
  readonly longestLookback: number | null;
  /** How a deletion shows: in the feed, as a state of the record, or only by its absence. */
  readonly deletions: 'feed' | 'state' | 'sweep';
  /** There are `files`. */
  readonly documents: boolean;
  readonly instalments: boolean;
  readonly unappliedCash: 'object' | 'ledger_line' | 'none';
  readonly writeBack: readonly Writing[];
  /**
   * What `SourceCustomer.balances` says: a figure in each currency, or one figure of all currencies in the home currency,
   * which can only be checked for customers without foreign documents. Left out: each currency.
   */
  readonly balances?: 'each_currency' | 'home_total';
}

/** Where a read stands; opaque to the sync service, which stores it with the page that it came with. */
export type Cursor = string;

/** A record that is no longer there, or counts for nothing any more. */
export interface Tombstone {
  readonly entity: SyncEntity;
  readonly sourceId: SourceId;
  readonly reason: 'deleted' | 'voided' | 'merged';
  readonly mergedInto: SourceId | null;
}

/** A record that could not be read. It is set aside and shown; the run goes on. */
export interface BadRecord {
  readonly entity: SyncEntity;
  readonly sourceId: SourceId | null;
  /** What is wrong with which field, in words. */
  readonly problem: string;
}

/**
 * All contacts of a customer, or all allocations of a payment or credit note, or all that settle an invoice, are on this
 * page: others that are known of it are gone. For systems that deliver them inside their owner and say nothing when one is
 * taken out.
 */
export interface Replacement {
  readonly entity: 'contact' | 'allocation';
  readonly owner: {
    readonly entity: 'customer' | 'invoice' | 'payment' | 'credit_note';
    readonly sourceId: SourceId;
  };
}

/**
 * One page: its records, its deletions and its cursor are committed together. Beside records of its own entity it may
 * carry others that come along with them, such as the allocations of payments. A read has at least one page.
 */
export interface Page {
  readonly entity: SyncEntity;
  readonly records: readonly AnySourceRecord[];
  readonly tombstones: readonly Tombstone[];
  readonly replaces?: readonly Replacement[];
  readonly bad: readonly BadRecord[];
  readonly next: Cursor;
  /** How many records there are from the beginning of this read, where the system says so. */
  readonly expected: number | null;
  /** How many of those the page went through, where some turn out to be none of ours; left out: its records. */
  readonly passed?: number;
}

/** Some records as they are now, asked for by their ids. One that is not there any more comes as a tombstone. */
export type Reread = Pick<Page, 'records' | 'tombstones' | 'replaces' | 'bad'>;

/** One thing that the connection test tried. */
export interface ConnectionCheck {
  readonly step:
    | 'dns'
    | 'connect'
    | 'tls'
    | 'database'
    | 'login'
    | 'scope'
    | 'role'
    | 'plan'
    | 'read'
    | 'read_only';
  readonly ok: boolean;
  /** What was found, or what failed and what to do about it. */
  readonly text: string;
}

/** What is known of the books besides their records. */
export interface BooksFacts {
  /** The books that were found, for the person to recognise. */
  readonly company: { readonly name: string; readonly baseCurrency: string | null } | null;
  /** How long the key or certificate is good; null or left out where it does not end, or the system does not tell. */
  readonly signIn?: SignInLife | null;
}

export interface ConnectionReport extends BooksFacts {
  /** Every check was passed. When only `read_only` failed, the books can be read, but the user could change them. */
  readonly ok: boolean;
  readonly checks: readonly ConnectionCheck[];
}

/** An invoice or credit note by its id in the books. */
export interface DocumentKey {
  readonly entity: 'invoice' | 'credit_note';
  readonly sourceId: SourceId;
}

/** A file that belongs to a document, before it is fetched. */
export interface ListedFile {
  /** Tells it from the other files of its document; never an address that opens it. */
  readonly fileId: string;
  /** `invoice`: the document itself, as the customer gets it. */
  readonly kind: 'invoice' | 'attachment';
  readonly name: string;
  /** As the system says; null where it does not, or where the file is only made when it is asked for. */
  readonly mime: string | null;
  readonly size: number | null;
}

export interface FileListing {
  readonly files: readonly ListedFile[];
  /** Why the document itself is not among them, and what to do in the system; null when it is. */
  readonly remark: string | null;
}

/** The content of a file. `mime` is what the bytes are, where they tell. */
export interface SourceFile {
  readonly name: string;
  readonly mime: string;
  readonly bytes: Uint8Array;
}

/** Files of documents, on demand. What is no file, such as a sign-in page, is an error; so is what is too large. */
export interface DocumentFiles {
  list(document: DocumentKey, signal: AbortSignal): Promise<FileListing>;
  /** @param fileId from `list`. Throws `not_found` when it is not there any more. */
  fetch(document: DocumentKey, fileId: string, signal: AbortSignal): Promise<SourceFile>;
}

/** What a connector can be opened to write: notes, and files beside records. Never a field of a record. */
export type Writing = 'note' | 'attachment';

/** A file for the books. It carries its marker in its name, so that it can be found again. */
export interface SourceAttachment {
  readonly onto: SourceNote['onto'];
  readonly file: SourceFile;
  readonly marker: string;
}

/** A note for the books. It carries its marker in its text, so that it can be found again. */
export interface SourceNote {
  readonly onto: { readonly entity: 'customer' | 'invoice'; readonly sourceId: SourceId };
  readonly text: string;
  readonly marker: string;
}

/**
 * Reads one company's books. It knows no database, keeps nothing between calls but what its session needs, and throws
 * `EngineError` with `details.reason` from `connector-failure.ts`.
 */
export interface Connector {
  readonly kind: ConnectorKind;
  readonly capabilities: Capabilities;
  /** Tries each step in turn and names the first that fails. Proves that it can only read where that leaves no trace. */
  test(signal: AbortSignal): Promise<ConnectionReport>;
  /** Whose books these are, and how long the sign-in lasts: asked with the first read, by few calls. */
  about?(signal: AbortSignal): Promise<BooksFacts>;
  /** Everything of an entity, from the beginning or from where an earlier full read was interrupted. */
  full(entity: SyncEntity, from: Cursor | null, signal: AbortSignal): AsyncIterable<Page>;
  /**
   * What changed since the cursor. It may deliver records again that did not change: it looks back a little further
   * than it must. Throws `cursor_too_old` when only a full read can tell.
   */
  incremental(entity: SyncEntity, from: Cursor, signal: AbortSignal): AsyncIterable<Page>;
  /** The ids of all records that are there; what is missing from them was deleted. */
  sweep?(entity: SyncEntity, signal: AbortSignal): AsyncIterable<readonly SourceId[]>;
  /**
   * These records as they are now, for what a system changes without saying so: once a day all open items are asked for.
   * An id that is neither among the records nor among the tombstones stays as it was.
   */
  reread?(
    entity: 'invoice' | 'credit_note' | 'payment',
    sourceIds: readonly SourceId[],
    signal: AbortSignal,
  ): AsyncIterable<Reread>;
  /** Invoices as files, and what is attached to them; left out where the system gives none. */
  readonly files?: DocumentFiles;
  /**
   * Writes a note; there only when the connector was opened to write notes. It is sent once, whatever happens: without an
   * answer nobody knows whether the note is there, and `findPushed` has to be asked before it is sent again.
   */
  push?(note: SourceNote, signal: AbortSignal): Promise<void>;
  /** Whether a note with this marker is on the record. There together with `push`. */
  findPushed?(note: Pick<SourceNote, 'onto' | 'marker'>, signal: AbortSignal): Promise<boolean>;
  /** Attaches a file; there only when the connector was opened to write attachments. Sent once, as a note is. */
  attach?(attachment: SourceAttachment, signal: AbortSignal): Promise<void>;
  /** Whether a file with this marker in its name is on the record. There together with `attach`. */
  findAttached?(attachment: Pick<SourceAttachment, 'onto' | 'marker'>, signal: AbortSignal): Promise<boolean>;
  /** Ends a session that the system keeps for us. */
  close?(): Promise<void>;
}

/** What one request cost; the connector's client tells it as it happens. Bytes of bodies, unpacked. */
export interface RequestCost {
  readonly calls: number;
  readonly bytesIn: number;
  readonly bytesOut: number;
}
