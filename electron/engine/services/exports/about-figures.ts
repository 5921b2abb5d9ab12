import { type Figures, figuresStamp } from '../../../../shared/domain/figures.ts';
import { formatExactInstant } from '../../../../shared/domain/format/dates.ts';

/** How old the figures of a workbook are, in the workspace's time zone: "Figures as of sync 22 Nov 2026 08:12 (Head office)". */
export function aboutFigures(figures: Figures, timeZone: string): string {
  const { before, at, after } = figuresStamp(figures);
  if (at === null) return before;
  const source = after === '' && figures.from !== null ? ` (${figures.from})` : after;
  return `${before}${formatExactInstant(at, timeZone)}${source}`;
}
