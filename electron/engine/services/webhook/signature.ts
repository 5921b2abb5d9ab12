import { createHmac, randomBytes } from 'node:crypto';

/** A new signing secret: 32 random bytes as 43 characters. */
export function newWebhookSecret(): string {
  return randomBytes(32).toString('base64url');
}

/**
 * What proves to a receiver that an event is ours and fresh: HMAC-SHA-256 over `timestamp.body` with the secret's UTF-8
 * bytes, as hexadecimal digits behind `v1=`. `timestamp` is whole seconds since 1970 and goes along as a header.
 */
export function signatureOf(secret: string, timestamp: number, body: string): string {
  return `v1=${createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')}`;
}
