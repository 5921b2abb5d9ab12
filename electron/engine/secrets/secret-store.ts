/**
 * Where small secrets are kept: keys of workspaces, passwords of mailboxes and connections.
 * Names are made by the engine and hold no customer data. All calls may fail with `no_key` when the store
 * cannot be reached; a missing secret is `null`, not an error.
 */
export interface SecretStore {
  get(name: string): Promise<string | null>;
  /** Of any length: a refresh token alone may have several thousand characters. */
  set(name: string, value: string): Promise<void>;
  /** True when there was one. */
  delete(name: string): Promise<boolean>;
}

/** How a workspace in passphrase mode reads and writes its own encrypted table of secrets. */
export interface SecretTable {
  readonly read: (name: string) => Promise<string | null>;
  readonly write: (name: string, value: string) => Promise<void>;
  readonly remove: (name: string) => Promise<boolean>;
}

/** A store inside the encrypted workspace itself: used when a passphrase decides and the keyring is never asked. */
export function workspaceSecretStore(table: SecretTable): SecretStore {
  return { get: table.read, set: table.write, delete: table.remove };
}
