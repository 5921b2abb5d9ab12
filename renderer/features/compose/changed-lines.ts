import { textChanges } from '../../ui/text-changes.ts';
import type { Letter } from './letter.ts';

export interface ChangedLine {
  /** Where in the letter, to tell equal changes apart. */
  readonly at: number;
  readonly before: string;
  readonly after: string;
}

/** The lines of subject and text that a person changed, each as it was and as it is. */
export function changedLines(proposed: Letter, letter: Letter): readonly ChangedLine[] {
  const subject =
    proposed.subject === letter.subject ? [] : [{ at: -1, before: proposed.subject, after: letter.subject }];
  return [...subject, ...changedTextLines(proposed.text, letter.text)];
}

function changedTextLines(before: string, after: string): readonly ChangedLine[] {
  const lines: { at: number; before: string; after: string; changed: boolean }[] = [
    { at: 0, before: '', after: '', changed: false },
  ];
  for (const change of textChanges(before, after)) {
    for (const part of change.text.split(/(\n)/u)) {
      const line = lines.at(-1);
      if (!line || part === '') continue;
      if (part === '\n') {
        lines.push({ at: lines.length, before: '', after: '', changed: false });
        continue;
      }
      if (change.kind !== 'added') line.before += part;
      if (change.kind !== 'removed') line.after += part;
      if (change.kind !== 'same') line.changed = true;
    }
  }
  return lines
    .filter((line) => line.changed && (line.before.trim() !== '' || line.after.trim() !== ''))
    .map(({ at, before: old, after: now }) => ({ at, before: old, after: now }));
}
