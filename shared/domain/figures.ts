import type { Instant } from './dates.ts';

/** The moment that figures speak of, and where they come from. Where several sources are mixed, the oldest one counts. */
export interface Figures {
  /** Null before the first import, or before a connection was read to its end. */
  readonly at: Instant | null;
  /** The name of the connection that reads them; null for imported files. */
  readonly from: string | null;
  /** Out of how many connections, imported files counting as one, the figures come; 0 for none. */
  readonly sources: number;
}

/** A stamp in its parts, so that a screen can set the moment apart: `before`, the moment, `after`. */
export interface FiguresStampParts {
  readonly before: string;
  /** Null: there is no moment to show, `before` says all. */
  readonly at: Instant | null;
  /** Which of several sources the moment belongs to; empty for a single one. */
  readonly after: string;
}

/**
 * How old figures are, in words: "Figures as of sync 08:12", with ", the oldest of 3 sources" where several are mixed.
 * Figures of a connection are "of a sync", those of imported files are not.
 */
export function figuresStamp({ at, from, sources }: Figures): FiguresStampParts {
  if (at === null) {
    const before = from === null ? 'No figures yet' : `${from} was not read to its end yet`;
    return { before, at, after: '' };
  }
  const which = from === null ? 'imported files' : from;
  return {
    before: from === null ? 'Figures as of ' : 'Figures as of sync ',
    at,
    after: sources > 1 ? ` (${which}, the oldest of ${sources} sources)` : '',
  };
}

/** The stamp as one line of text, the moment in UTC to the minute: `Figures as of sync 2026-11-22 08:12 UTC of Head office`. */
export function figuresLine(figures: Figures): string {
  const { before, at, after } = figuresStamp(figures);
  if (at === null) return before;
  const moment = `${at.slice(0, 16).replace('T', ' ')} UTC`;
  const source = after === '' && figures.from !== null ? ` of ${figures.from}` : after;
  return `${before}${moment}${source}`;
}
