/** What `message_post` is told of a note. */
export interface OdooNote {
  readonly body: string;
  readonly attachments?: readonly unknown[];
  readonly context?: Readonly<Record<string, unknown>>;
}

/** Posts a note on an invoice, once. */
export type PostNote = (moveId: number, note: OdooNote, signal: AbortSignal) => Promise<void>;
