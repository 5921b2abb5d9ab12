export type ExpiringStoreOptions = {
  /** All entries together hold at most so many bytes; the oldest leave first. */
  readonly maxBytes: number;
  readonly lifetimeMs: number;
  /** A clock in milliseconds. */
  readonly now: () => number;
};

export type ExpiringStore<T> = {
  /** Keeps a value under an id; `bytes` is what it holds in memory. */
  put(id: string, value: T, bytes: number): void;
  /** The value, or undefined when it is unknown or has expired. */
  get(id: string): T | undefined;
  /** The value, which is forgotten. */
  take(id: string): T | undefined;
};

type Entry<T> = { readonly value: T; readonly bytes: number; readonly expiresAt: number };

const MAX_ENTRIES = 1000;

/** A store in memory whose entries expire and whose size in total is bounded. */
export function createExpiringStore<T>(options: ExpiringStoreOptions): ExpiringStore<T> {
  const entries = new Map<string, Entry<T>>();
  let heldBytes = 0;

  const forget = (id: string): void => {
    heldBytes -= entries.get(id)?.bytes ?? 0;
    entries.delete(id);
  };
  const forgetExpired = (): void => {
    for (const [id, entry] of entries) if (entry.expiresAt <= options.now()) forget(id);
  };
  const makeRoomFor = (bytes: number): void => {
    for (const id of entries.keys()) {
      if (heldBytes + bytes <= options.maxBytes && entries.size < MAX_ENTRIES) return;
      forget(id);
    }
  };

  return {
    put(id, value, bytes) {
      forgetExpired();
      makeRoomFor(bytes);
      entries.set(id, { value, bytes, expiresAt: options.now() + options.lifetimeMs });
      heldBytes += bytes;
    },
    get(id) {
      forgetExpired();
      return entries.get(id)?.value;
    },
    take(id) {
      forgetExpired();
      const value = entries.get(id)?.value;
      forget(id);
      return value;
    },
  };
}
