import canonicalize from 'canonicalize';
import { z } from 'zod';
import { personIdOf } from '../../../../shared/domain/people/fingerprint.ts';
import { PERSON_ROLES } from '../../../../shared/domain/people/types.ts';
import { EngineError } from '../../platform/engine-error.ts';
import { verifySignature } from '../people/people.ts';
import { digestOfKeys } from '../people/person-keys.ts';
import type { Signer } from './signer.ts';

/** The largest certificate in bytes; a real one has some thousand. */
export const MAX_CERTIFICATE_BYTES = 1024 * 1024;

const count = z.int().min(0);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/u);
const keyText = z.string().regex(/^[A-Za-z0-9_-]{43}$/u);
const lines = z.array(z.string());

const factsSchema = z.strictObject({
  workspace: z.strictObject({
    id: z.string(),
    name: z.string(),
    currency: z.string(),
    timeZone: z.string(),
    createdAt: z.string(),
    /** Where its key was kept. */
    protection: z.enum(['keyring', 'passphrase']),
    schemaVersion: count,
  }),
  /** The last entry of its log: whoever has an export can see that it is this one's. */
  log: z.strictObject({ entries: count, head: z.strictObject({ seq: count, hash: sha256 }) }),
  counts: z.record(z.string(), count),
  /** The encrypted file as it was before. */
  database: z.strictObject({ sha256, size: count }),
  begunAt: z.string(),
  by: z.string(),
  duebook: z.string(),
  warnings: lines,
});

const certificateSchema = factsSchema.extend({
  format: z.literal('duebook-erase-certificate'),
  formatVersion: z.literal(1),
  /** `begun`: written before anything was destroyed. `erased`: all of it is done. */
  state: z.enum(['begun', 'erased']),
  erasedAt: z.string().nullable(),
  /** Whether an interrupted erase was finished by a second run. */
  resumed: z.boolean(),
  /** What was destroyed: files of the workspace, and kinds of keyring entries. */
  removed: lines,
  how: lines,
  /** What this erase cannot reach, in words. */
  notErased: lines,
  signedBy: z
    .strictObject({
      id: z.string(),
      name: z.string(),
      role: z.enum(PERSON_ROLES),
      signingKey: keyText,
      ageRecipient: z.string(),
      createdAt: z.string(),
    })
    .nullable(),
  signingKey: keyText,
  signature: z.string().regex(/^[A-Za-z0-9_-]{86}$/u),
});

export type EraseCertificateFacts = Readonly<z.infer<typeof factsSchema>>;
export type EraseCertificate = Readonly<z.infer<typeof certificateSchema>>;
export const eraseCertificateSchema: z.ZodType<EraseCertificate> = certificateSchema;

/** What happened since the certificate was begun. */
export type EraseOutcome = Pick<
  EraseCertificate,
  'state' | 'erasedAt' | 'resumed' | 'removed' | 'how' | 'notErased'
>;

/** Makes a certificate and signs it. Errors: `no_key` when the signer's key cannot be reached. */
export async function signCertificate(
  facts: EraseCertificateFacts,
  outcome: EraseOutcome,
  signer: Signer,
): Promise<EraseCertificate> {
  const unsigned = {
    format: 'duebook-erase-certificate',
    formatVersion: 1,
    ...facts,
    ...outcome,
    signedBy: signer.card,
    signingKey: signer.signingKey,
  } as const;
  const signature = (await signer.sign(signedBytes(unsigned))).toString('base64url');
  return { ...unsigned, signature };
}

/** The file of a certificate: canonical JSON (RFC 8785) and a line break. */
export function certificateBytes(certificate: EraseCertificate): Uint8Array {
  return Buffer.from(`${canonical(certificate)}\n`, 'utf8');
}

export type CertificateCheck =
  | { readonly ok: true; readonly certificate: EraseCertificate }
  | { readonly ok: false; readonly reason: string };

/**
 * Checks a certificate: its form, its signature, and that the keys of who signed give their id. Whether they are who they
 * say is for whoever knows their card. Throws `newer_version`.
 */
export function verifyCertificate(bytes: Uint8Array): CertificateCheck {
  const value = jsonOf(bytes);
  const head = z.object({ format: z.literal('duebook-erase-certificate'), formatVersion: z.number() });
  const version = head.safeParse(value);
  if (!version.success) return { ok: false, reason: 'this is no certificate of an erased workspace' };
  if (version.data.formatVersion > 1) {
    throw new EngineError(
      'newer_version',
      'This certificate comes from a newer Duebook. Update to check it.',
    );
  }
  const parsed = certificateSchema.safeParse(value);
  if (!parsed.success) {
    const where = parsed.error.issues[0]?.path.join('.') || 'its names';
    return { ok: false, reason: `it is damaged or was changed (${where})` };
  }
  const { signature, ...unsigned } = parsed.data;
  const signed = verifySignature(unsigned, signedBytes(unsigned), Buffer.from(signature, 'base64url'));
  if (!signed) return { ok: false, reason: 'it was changed after it was signed: the signature does not fit' };
  const { signedBy, signingKey } = unsigned;
  if (
    signedBy !== null &&
    (signedBy.signingKey !== signingKey || personIdOf(digestOfKeys(signedBy)) !== signedBy.id)
  ) {
    return { ok: false, reason: 'the keys of the person who is said to have signed it do not give their id' };
  }
  return { ok: true, certificate: parsed.data };
}

/** What is not canonical could say two things at once, to two readers. */
function jsonOf(bytes: Uint8Array): unknown {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes).trim();
    const value: unknown = JSON.parse(text);
    return canonical(value) === text ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The first line keeps a certificate from being taken for anything else that the same key signs. */
function signedBytes(certificate: Omit<EraseCertificate, 'signature'>): Buffer {
  return Buffer.from(`duebook erase certificate 1\n${canonical(certificate)}`, 'utf8');
}

function canonical(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new Error('The certificate is no JSON.');
  return text;
}
