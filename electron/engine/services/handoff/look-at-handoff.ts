import { dateInZone, type Instant, type PlainDate } from '../../../../shared/domain/dates.ts';
import type { HandoffId } from '../../../../shared/domain/ids.ts';
import { daysLeft, type WindowState, windowState } from '../../../../shared/domain/people/coverage-window.ts';
import type { PersonRole } from '../../../../shared/domain/people/types.ts';
import { requireSchema } from '../../db/handoff/schema-version.ts';
import { EngineError } from '../../platform/engine-error.ts';
import { fingerprintOfCard } from '../people/card.ts';
import type { People } from '../people/people.ts';
import type { Installation } from '../workspace/installation.ts';
import { acceptedPacks } from './accepted-packs.ts';
import { BRIEF_HTML_PATH, BRIEF_PDF_PATH } from './brief-parts.ts';
import { type OfferedLine, offeredLines } from './offered-lines.ts';
import { openHandoffPack, requireKind, trustedCard } from './open-handoff.ts';
import { isForPassphrase } from './pack/envelope.ts';
import type { OpenedPack } from './pack/open-pack.ts';

/** What a handoff is, before anything of it is accepted. */
export interface HandoffLook {
  readonly handoff: HandoffId;
  /** `passphrase`: nobody here knows the sender; knowing the passphrase says who it is from. */
  readonly sender: {
    readonly name: string;
    readonly role: PersonRole;
    readonly fingerprint: string;
    readonly proof: 'trusted' | 'own' | 'passphrase';
  };
  /** Null: whoever knows the passphrase. */
  readonly recipient: string | null;
  readonly client: string;
  readonly from: PlainDate;
  readonly to: PlainDate;
  readonly state: Exclude<WindowState, 'returned'>;
  readonly daysLeft: number;
  /** The last day on which it may be accepted. */
  readonly expiresOn: PlainDate | null;
  readonly expired: boolean;
  readonly madeAt: Instant;
  /** Today in the time zone of its workspace. */
  readonly today: PlainDate;
  /** How many files and bytes were compared with what the sender signed. */
  readonly files: number;
  readonly bytes: number;
  readonly entries: number;
  readonly words: string;
  readonly accounts: readonly OfferedLine[];
  /** Null: too long to be shown here, or not in the pack. */
  readonly briefHtml: string | null;
  /** Where it was accepted already; null: it was not. */
  readonly acceptedBefore: { readonly folder: string; readonly at: Instant } | null;
}

/** A longer brief is saved as a file and read there. */
const LONGEST_SHOWN = 8_000_000;

/**
 * Looks into a handoff without making anything of it: who it is from, that it is whole, and what is under way. One that ran
 * out can be looked into. Errors: those of `openHandoffPack`.
 */
export async function lookAtHandoff(
  installation: Installation,
  people: People,
  request: { readonly bytes: Uint8Array; readonly passphrase: string | null; readonly signal?: AbortSignal },
): Promise<HandoffLook> {
  requirePassphrase(request);
  const pack = await openHandoffPack(people, request);
  const { manifest } = pack;
  requireKind(pack, 'handoff');
  requireSchema(manifest.schemaVersion, installation.migrations);
  const { sender, window, workspace } = manifest;
  const today = dateInZone(installation.clock.now(), workspace.timeZone);
  const { words, lines } = await offeredLines(pack, today);
  const known = trustedCard(people, sender);
  const proof =
    known === null ? 'passphrase' : people.own()?.id === known.id ? ('own' as const) : ('trusted' as const);
  return {
    handoff: manifest.id,
    sender: { name: sender.name, role: sender.role, fingerprint: fingerprintOfCard(sender), proof },
    recipient: manifest.recipient?.name ?? null,
    client: workspace.name,
    ...window,
    state: stateOf(window, today),
    daysLeft: daysLeft(window, today),
    expiresOn: manifest.expiresOn,
    expired: manifest.expiresOn !== null && today > manifest.expiresOn,
    madeAt: manifest.createdAt,
    today,
    files: manifest.files.length,
    bytes: manifest.files.reduce((sum, { size }) => sum + size, 0),
    entries: manifest.counts.entries ?? 0,
    words,
    accounts: lines,
    briefHtml: await shownBrief(pack),
    acceptedBefore: acceptedPacks(installation.home).find(manifest.id),
  };
}

/** The brief of a pack as a file. Throws `not_found` when the pack has none. */
export async function briefOf(
  people: People,
  request: { readonly bytes: Uint8Array; readonly passphrase: string | null },
  form: 'html' | 'pdf',
): Promise<{ readonly name: string; readonly mime: string; readonly bytes: Uint8Array }> {
  const pack = await openHandoffPack(people, request);
  requireKind(pack, 'handoff');
  const { sender, window } = pack.manifest;
  const path = form === 'html' ? BRIEF_HTML_PATH : BRIEF_PDF_PATH;
  const mime = form === 'html' ? 'text/html;charset=utf-8' : 'application/pdf';
  const name = `Brief from ${sender.name.replace(/[^\p{L}\p{N}]+/gu, ' ').trim()} ${window.from}.${form}`;
  return { name, mime, bytes: await pack.bytes(path) };
}

/** Asked before the own keys are: somebody without a person can open such a pack, too. */
function requirePassphrase({ bytes, passphrase }: { bytes: Uint8Array; passphrase: string | null }): void {
  if (passphrase !== null || !isForPassphrase(bytes)) return;
  throw new EngineError(
    'wrong_recipient',
    'This pack opens with a passphrase. Ask the sender for it, and enter it.',
    { passphrase: 'missing' },
  );
}

function stateOf(window: { from: PlainDate; to: PlainDate }, today: PlainDate): HandoffLook['state'] {
  const state = windowState(window, today, false);
  return state === 'returned' ? 'over' : state;
}

async function shownBrief(pack: OpenedPack): Promise<string | null> {
  const file = pack.manifest.files.find(({ path }) => path === BRIEF_HTML_PATH);
  if (file === undefined || file.size > LONGEST_SHOWN) return null;
  return Buffer.from(await pack.bytes(BRIEF_HTML_PATH)).toString('utf8');
}
