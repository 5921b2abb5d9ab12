import { z } from 'zod';
import { isCurrencyCode } from '../../../../../shared/domain/currencies.ts';
import { type Instant, isPlainDate, type PlainDate } from '../../../../../shared/domain/dates.ts';
import type { AccountId, HandoffId, WorkspaceId } from '../../../../../shared/domain/ids.ts';
import type { CurrencyCode } from '../../../../../shared/domain/money.ts';
import { EngineError } from '../../../platform/engine-error.ts';
import { signedCardSchema } from '../../people/card.ts';
import { PACK_LIMITS } from './limits.ts';
import { damagedPack } from './pack-errors.ts';
import { clashingPath, isPartPath } from './part-path.ts';

/** The version of the pack's format, described in docs/handoff-pack-format.md. */
export const PACK_FORMAT = 1;
export const MANIFEST_PATH = 'manifest.json';
export const SIGNATURE_PATH = 'manifest.sig';

const MOST_ACCOUNTS = 100_000;
const MOST_COUNTS = 100;
const LONGEST_PATH = 16;

const id = z.string().regex(/^[A-Za-z0-9_.:-]{1,100}$/u);
const handoffId = id.transform((text) => text as HandoffId);
const workspaceId = id.transform((text) => text as WorkspaceId);
const text = (longest: number) => z.string().max(longest);
const count = z.int().min(0);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/u);
const date = z.custom<PlainDate>((value) => typeof value === 'string' && isPlainDate(value));
const currency = z.custom<CurrencyCode>((value) => typeof value === 'string' && isCurrencyCode(value));
const instant = z.iso.datetime({ precision: 3 }).transform((at) => at as Instant);
const card = signedCardSchema.omit({ duebook: true, version: true, signature: true });

const fileSchema = z.strictObject({
  path: z.string().refine((path) => isPartPath(path) && path !== MANIFEST_PATH && path !== SIGNATURE_PATH),
  size: count.max(PACK_LIMITS.unpackedBytes),
  sha256,
});

export const manifestSchema = z
  .strictObject({
    format: z.literal(PACK_FORMAT),
    kind: z.enum(['handoff', 'return']),
    /** Of this pack. */
    id: handoffId,
    /** The handoff that a return answers; a handoff's own id. */
    handoff: handoffId,
    createdAt: instant,
    /** The last day on which the pack may be accepted; returns do not expire. */
    expiresOn: date.nullable(),
    workspace: z.strictObject({ id: workspaceId, name: text(200), currency, timeZone: text(64) }),
    window: z.strictObject({ from: date, to: date }),
    sender: card,
    /** Null: whoever knows the passphrase. */
    recipient: card.nullable(),
    /** Of the database that the parts were taken from. */
    schemaVersion: count,
    /** The entries of the log in the pack, and the last entry of the log when it was made. */
    log: z.strictObject({
      id: workspaceId,
      fromSeq: count,
      toSeq: count,
      head: z.strictObject({ seq: count, hash: text(64) }),
    }),
    accounts: z
      .array(
        z.strictObject({
          id: id.transform((value) => value as AccountId),
          number: text(200).nullable(),
          name: text(1_000),
        }),
      )
      .max(MOST_ACCOUNTS)
      .readonly(),
    /** How much of what is inside, for the first look: promises, disputes, drafts … */
    counts: z
      .record(z.string().regex(/^[a-z][A-Za-z]{0,63}$/u), count)
      .refine((counts) => Object.keys(counts).length <= MOST_COUNTS)
      .readonly(),
    /** The handoffs above this one, outermost first: a backup may hand on. */
    path: z.array(handoffId).max(LONGEST_PATH).readonly(),
    /** Every other file of the pack. */
    files: z
      .array(fileSchema)
      .max(PACK_LIMITS.files - 2)
      .readonly(),
  })
  .refine(({ kind, handoff, id: own }) => kind === 'return' || handoff === own)
  .refine(({ kind, expiresOn }) => kind === 'handoff' || expiresOn === null)
  .refine(({ window }) => window.from <= window.to)
  .refine(({ log }) => log.toSeq <= log.head.seq)
  .refine(({ files }) => clashingPath(files.map(({ path }) => path)) === undefined);

/** What a pack says of itself: signed by the sender, and readable only for the recipient. */
export type PackManifest = Readonly<z.output<typeof manifestSchema>>;
export type PackFile = Readonly<z.output<typeof fileSchema>>;

const formatSchema = z.object({ format: z.int().min(1) });

/** The bytes that are signed: `JSON.stringify` without spaces, names in the order of the schema. Throws for a wrong manifest. */
export function manifestBytes(manifest: PackManifest): Buffer {
  return Buffer.from(JSON.stringify(manifestSchema.parse(manifest)), 'utf8');
}

/**
 * Reads a manifest strictly: nothing missing, nothing more, and not a byte other than `manifestBytes` writes it, so
 * that no two programs can read the same signed bytes differently. Throws `newer_version`, `bad_pack`.
 */
export function parseManifest(bytes: Uint8Array): PackManifest {
  const json = readJson(bytes);
  const version = formatSchema.safeParse(json.value);
  if (version.success && version.data.format > PACK_FORMAT) {
    throw new EngineError(
      'newer_version',
      'This pack was made by a newer Duebook. Update Duebook on this computer, then open the pack again.',
      { found: version.data.format, known: PACK_FORMAT },
    );
  }
  const parsed = manifestSchema.safeParse(json.value);
  if (!parsed.success) {
    const field = parsed.error.issues[0]?.path.slice(0, 2).join('.') ?? '';
    throw damagedPack(`its manifest does not say what it must${field === '' ? '' : ` (${field})`}`);
  }
  if (JSON.stringify(parsed.data) !== json.text) {
    throw damagedPack('its manifest is not written the way Duebook writes it');
  }
  return parsed.data;
}

function readJson(bytes: Uint8Array): { readonly text: string; readonly value: unknown } {
  try {
    const content = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return { text: content, value: JSON.parse(content) };
  } catch (error) {
    throw damagedPack('its manifest cannot be read', error);
  }
}
