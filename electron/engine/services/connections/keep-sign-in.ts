import { booksField } from '../../../../shared/domain/connections/connection-fields.ts';
import type { StoredTokens } from '../../connectors/http/token-session.ts';
import type { SignedIn, SignedInBooks } from '../../connectors/system-sign-in.ts';
import type { ConnectionRow } from '../../db/queries/connections.ts';
import { EngineError } from '../../platform/engine-error.ts';
import { requireAbility } from '../people/require-ability.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';
import { connectionTokens } from './connection-tokens.ts';
import { settingsOf } from './connection-values.ts';

/**
 * The books that a sign-in is kept for: those that the connection reads already, else the only ones. Null: a person has to
 * choose.
 *
 * @throws EngineError `conflict` when the sign-in opens other books than the connection reads: two companies' figures would
 *   be mixed in one ledger; or when another connection reads them already.
 */
export async function theBooks(
  workspace: OpenWorkspace,
  connection: ConnectionRow,
  { books }: SignedIn,
): Promise<SignedInBooks | null> {
  const known = booksOf(connection);
  if (known !== null) {
    const same = books.find(({ id }) => id === known);
    if (same !== undefined) return same;
    const found = books.map(({ id, name }) => name ?? id).join(', ');
    const own = connection.company === null ? 'other books' : `the books of ${connection.company}`;
    throw new EngineError(
      'conflict',
      `This sign-in opens ${found}, but "${connection.name}" reads ${own}. Nothing was changed. Sign in again and choose them there, or add another connection.`,
    );
  }
  const [only, ...others] = books;
  if (others.length > 0) return null;
  await refuseReadTwice(workspace, connection, only);
  return only;
}

/**
 * Keeps the tokens in the key store, then the books with the connection, which is read again from now on.
 * Errors: `policy_blocked` for a role that may not, `conflict` when another connection reads these books already, `no_key`.
 */
export async function keepSignIn(
  workspace: OpenWorkspace,
  connection: ConnectionRow,
  signedIn: { readonly tokens: StoredTokens; readonly books: SignedInBooks },
): Promise<void> {
  requireAbility(workspace, 'connections');
  const field = booksField(connection.kind);
  if (field === null) return;
  await refuseReadTwice(workspace, connection, signedIn.books);
  const store = connectionTokens(workspace, connection.id);
  await store.exclusively(() => store.write(signedIn.tokens));
  const settings = { ...settingsOf(connection).entered, [field]: signedIn.books.id };
  await workspace.db.write(
    'connectionSignedIn',
    { id: connection.id, settingsJson: JSON.stringify(settings), company: signedIn.books.name },
    workspace.context(),
  );
}

/** The id of the books that a connection reads; null before the first sign-in. */
function booksOf(connection: ConnectionRow): string | null {
  return Object.values(settingsOf(connection).books)[0] ?? null;
}

async function refuseReadTwice(
  workspace: OpenWorkspace,
  connection: ConnectionRow,
  { id, name }: SignedInBooks,
): Promise<void> {
  const rows = await workspace.db.read('connections', null);
  const other = rows.find(
    (row) => row.kind === connection.kind && row.id !== connection.id && booksOf(row) === id,
  );
  if (other === undefined) return;
  throw new EngineError(
    'conflict',
    `The connection "${other.name}" reads the books of ${name ?? id} already. Choose other books, or remove one of the two connections.`,
    { connection: other.id },
  );
}
