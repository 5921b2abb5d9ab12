import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** `used` means: somebody already came in with this link. */
export type Exchange =
  | { readonly outcome: 'accepted'; readonly session: string }
  | { readonly outcome: 'used' | 'wrong' };

export type SessionKeeper = {
  /** Goes into the link that opens the window; 256 bits, good for one exchange. */
  readonly token: string;
  /** Exchanges the one-time token for a session. */
  exchange(token: string): Exchange;
  /** Whether this is the session that was handed out. */
  holds(session: string | undefined): boolean;
};

/** Keeps the one session of a host: one link, one window's cookie. */
export function createSessionKeeper(): SessionKeeper {
  const token = randomBytes(32).toString('base64url');
  let session: string | undefined;
  return {
    token,
    exchange(offered) {
      if (!sameSecret(offered, token)) return { outcome: 'wrong' };
      if (session !== undefined) return { outcome: 'used' };
      session = randomBytes(32).toString('base64url');
      return { outcome: 'accepted', session };
    },
    holds: (offered) => session !== undefined && offered !== undefined && sameSecret(offered, session),
  };
}

/** Compares digests, so that neither content nor length shows in the time it takes. */
function sameSecret(left: string, right: string): boolean {
  return timingSafeEqual(digest(left), digest(right));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
