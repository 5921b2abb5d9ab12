import { z } from 'zod';

export interface OdooVersion {
  readonly major: number;
  readonly text: string;
}

const versionForm = z.object({ version: z.string() });

/** The version in what the server says of itself; null where it says none. */
export function versionOf(value: unknown): OdooVersion | null {
  const text = z.object({ server_version: z.string() }).safeParse(value).data?.server_version;
  const version = text ?? versionForm.safeParse(value).data?.version ?? '';
  // Odoo Online writes `saas~18.2+e`.
  const major = /^(?:saas[~-])?(\d+)\./.exec(version)?.[1];
  return major === undefined ? null : { major: Number(major), text: version };
}

/** The JSON in an answer; null for what is none. */
export function jsonText(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return null;
  }
}

/** The `Date` of an answer as a time of Odoo. */
export function clockOf(date: string | null): string | null {
  const time = Date.parse(date ?? '');
  return Number.isNaN(time) ? null : new Date(time).toISOString().slice(0, 19).replace('T', ' ');
}
