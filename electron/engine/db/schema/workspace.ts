import { blob, integer, primaryKey, sqliteTable, text } from '../drizzle.ts';

/** One row: what this workspace is. */
export const workspace = sqliteTable('workspace', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  currency: text('currency').notNull(),
  timeZone: text('time_zone').notNull(),
  demo: integer('demo', { mode: 'boolean' }).notNull(),
  createdAt: text('created_at').notNull(),
  /** The date that `account_summary` was aged on. */
  agedOn: text('aged_on'),
});

export const setting = sqliteTable('setting', {
  key: text('key').primaryKey(),
  json: text('json').notNull(),
});

/** Secrets of mailboxes in a workspace that has no keyring (passphrase mode). */
export const secret = sqliteTable('secret', {
  key: text('key').primaryKey(),
  value: text('value').notNull(),
});

export const savedView = sqliteTable('saved_view', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  filterJson: text('filter_json').notNull(),
  sortJson: text('sort_json').notNull(),
  createdAt: text('created_at').notNull(),
});

/** Wording by stage, language and version; a version is never changed. */
export const template = sqliteTable('template', {
  id: text('id').primaryKey(),
  stage: text('stage').notNull(),
  language: text('language').notNull(),
  version: integer('version').notNull(),
  subject: text('subject').notNull(),
  body: text('body').notNull(),
  shipped: integer('shipped', { mode: 'boolean' }).notNull(),
  approvedBy: text('approved_by'),
  approvedAt: text('approved_at'),
  createdAt: text('created_at').notNull(),
  createdBy: text('created_by').notNull(),
});

export const mailbox = sqliteTable('mailbox', {
  id: text('id').primaryKey(),
  address: text('address').notNull(),
  displayName: text('display_name'),
  imapUrl: text('imap_url').notNull(),
  smtpUrl: text('smtp_url'),
  user: text('user').notNull(),
  /** Under which name its password is kept; another name with each password, so that a change is one step. */
  secretName: text('secret_name').notNull(),
  caPem: text('ca_pem'),
  draftsFolder: text('drafts_folder'),
  lastCheckJson: text('last_check_json'),
  createdAt: text('created_at').notNull(),
  removedAt: text('removed_at'),
  /** Id of the preset it was set up with; `other` for none. */
  provider: text('provider').notNull().default('other'),
  /** `password` or `oauth`. */
  login: text('login').notNull().default('password'),
  /** Client id, tenant and the like; never a token. */
  oauthJson: text('oauth_json'),
  /** `[{address, name}]`: other addresses that this mailbox may send as. */
  aliasesJson: text('aliases_json').notNull().default('[]'),
  /** The certificate that the user accepted for this server, in PEM form. */
  imapPin: text('imap_pin'),
  smtpPin: text('smtp_pin'),
  sentFolder: text('sent_folder'),
  /** Whether the provider puts a copy into Sent by itself; null until it was seen. */
  savesSent: integer('saves_sent', { mode: 'boolean' }),
  /** When the last test message to itself was begun; counts in the sending limits. */
  testMessageAt: text('test_message_at'),
  perMinute: integer('per_minute').notNull().default(20),
  perDay: integer('per_day').notNull().default(400),
  pausedUntil: text('paused_until'),
  pauseReason: text('pause_reason'),
  /** `login`, `server` or `person`: only the first ends when the mailbox is connected again. */
  pauseCause: text('pause_cause'),
  /** Why its owner has to sign in again; null while the permission is good. */
  reconnectReason: text('reconnect_reason'),
});

/** A letter on its way into the mailbox; `bytes` and `messageId` are fixed when it is queued. */
export const draft = sqliteTable('draft', {
  id: text('id').primaryKey(),
  accountId: text('account_id').notNull(),
  currency: text('currency').notNull(),
  stage: text('stage').notNull(),
  language: text('language').notNull(),
  templateVersion: integer('template_version').notNull(),
  toJson: text('to_json').notNull(),
  ccJson: text('cc_json').notNull(),
  subject: text('subject').notNull(),
  text: text('text').notNull(),
  html: text('html').notNull(),
  edited: integer('edited', { mode: 'boolean' }).notNull(),
  unresolvedJson: text('unresolved_json').notNull(),
  /** `[{id, number, open}]` with the open amounts of the day it was written. */
  invoicesJson: text('invoices_json').notNull(),
  amountMinor: integer('amount_minor').notNull(),
  gateJson: text('gate_json').notNull(),
  asOf: text('as_of').notNull(),
  state: text('state').notNull(),
  messageId: text('message_id').notNull(),
  mailboxId: text('mailbox_id'),
  bytes: blob('bytes', { mode: 'buffer' }),
  folder: text('folder'),
  uid: integer('uid'),
  uidValidity: text('uid_validity'),
  attempts: integer('attempts').notNull(),
  runAt: text('run_at'),
  /** When it first left the application: saved to the mailbox, exported or copied. */
  handedOverAt: text('handed_over_at'),
  lastErrorJson: text('last_error_json'),
  createdAt: text('created_at').notNull(),
  updatedAt: text('updated_at').notNull(),
  /** `changed`, `removed` or `sent`: what somebody did with it in the mailbox; null while it lies there as it was saved. */
  seenInMailbox: text('seen_in_mailbox'),
  /** When that was noticed. */
  seenInMailboxAt: text('seen_in_mailbox_at'),
  /** The mailbox in whose `folder` it lies; the sender may be changed to another one. */
  copyMailboxId: text('copy_mailbox_id'),
  /** The address that it goes out from, of the mailbox `mailboxId`; both null when it was written without a mailbox. */
  senderAddress: text('sender_address'),
  /** `window` or `command_line`: what was written there is sent from there when nothing is named. */
  origin: text('origin').notNull().default('window'),
  /** How old its figures were when it was written. */
  figuresJson: text('figures_json'),
});

export const touchpoint = sqliteTable('touchpoint', {
  seq: integer('seq').primaryKey(),
  id: text('id').notNull().unique(),
  at: text('at').notNull(),
  actor: text('actor').notNull(),
  kind: text('kind').notNull(),
  accountId: text('account_id'),
  payloadHash: text('payload_hash').notNull(),
  prev: text('prev').notNull(),
  hash: text('hash').notNull(),
});

export const touchpointPayload = sqliteTable('touchpoint_payload', {
  seq: integer('seq').primaryKey(),
  salt: text('salt').notNull(),
  payload: text('payload').notNull(),
});

/** Notes that were taken back: the entry stays, this points to it. */
export const retraction = sqliteTable('retraction', {
  touchpointId: text('touchpoint_id').primaryKey(),
  at: text('at').notNull(),
});

export const savedMapping = sqliteTable(
  'saved_mapping',
  {
    shapeHash: text('shape_hash').notNull(),
    kind: text('kind').notNull(),
    mappingJson: text('mapping_json').notNull(),
    updatedAt: text('updated_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.shapeHash, table.kind] })],
);
