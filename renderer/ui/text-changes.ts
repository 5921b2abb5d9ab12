/** A run of text that stayed, was added or was taken away. */
export interface TextChange {
  readonly kind: 'same' | 'added' | 'removed';
  readonly text: string;
}

/** Above this many compared pairs of words the middle counts as rewritten: nobody reads such a comparison. */
const MOST_PAIRS = 1_000_000;

/**
 * Compares two texts word by word. Without the added runs the result reads `before`, without the removed ones `after`.
 */
export function textChanges(before: string, after: string): readonly TextChange[] {
  const old = tokens(before);
  const now = tokens(after);
  let start = 0;
  while (start < old.length && start < now.length && old[start] === now[start]) start += 1;
  let end = 0;
  while (
    end < old.length - start &&
    end < now.length - start &&
    old[old.length - 1 - end] === now[now.length - 1 - end]
  ) {
    end += 1;
  }
  const middle = compare(old.slice(start, old.length - end), now.slice(start, now.length - end));
  return joined([
    ...old.slice(0, start).map((text) => ({ kind: 'same' as const, text })),
    ...middle,
    ...old.slice(old.length - end).map((text) => ({ kind: 'same' as const, text })),
  ]);
}

/** Words and the gaps between them; a line break stands alone. */
function tokens(text: string): readonly string[] {
  return text.match(/\n|[^\S\n]+|\S+/gu) ?? [];
}

function compare(old: readonly string[], now: readonly string[]): readonly TextChange[] {
  if (old.length === 0 || now.length === 0 || old.length * now.length > MOST_PAIRS) {
    return [...removed(old), ...added(now)];
  }
  const lengths = commonLengths(old, now);
  const changes: TextChange[] = [];
  let left = 0;
  let right = 0;
  while (left < old.length && right < now.length) {
    const word = old[left] ?? '';
    if (word === now[right]) {
      changes.push({ kind: 'same', text: word });
      left += 1;
      right += 1;
    } else if ((lengths[left + 1]?.[right] ?? 0) >= (lengths[left]?.[right + 1] ?? 0)) {
      changes.push({ kind: 'removed', text: word });
      left += 1;
    } else {
      changes.push({ kind: 'added', text: now[right] ?? '' });
      right += 1;
    }
  }
  return [...changes, ...removed(old.slice(left)), ...added(now.slice(right))];
}

/** `[i][j]`: how many words the rests of both texts from there on have in common, in order. */
function commonLengths(old: readonly string[], now: readonly string[]): readonly Uint32Array[] {
  const table = Array.from({ length: old.length + 1 }, () => new Uint32Array(now.length + 1));
  for (let left = old.length - 1; left >= 0; left -= 1) {
    const row = table[left];
    const below = table[left + 1];
    if (!row || !below) continue;
    for (let right = now.length - 1; right >= 0; right -= 1) {
      row[right] =
        old[left] === now[right]
          ? (below[right + 1] ?? 0) + 1
          : Math.max(below[right] ?? 0, row[right + 1] ?? 0);
    }
  }
  return table;
}

const removed = (words: readonly string[]) => words.map((text): TextChange => ({ kind: 'removed', text }));
const added = (words: readonly string[]) => words.map((text): TextChange => ({ kind: 'added', text }));

function joined(changes: readonly TextChange[]): readonly TextChange[] {
  const runs: TextChange[] = [];
  for (const change of changes) {
    const last = runs.at(-1);
    if (last?.kind === change.kind) runs[runs.length - 1] = { ...last, text: last.text + change.text };
    else runs.push(change);
  }
  return runs;
}
