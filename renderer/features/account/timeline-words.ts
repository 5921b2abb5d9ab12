/** So many letters in common make the end of a summary the beginning of the text. */
const COMMON = 24;

/**
 * Title and text of an entry. A summary that repeats the text (or its beginning) gives only what stands before it:
 * `Call · right party: Payment run is Fridays` becomes `Call · right party`.
 */
export function timelineWords(summary: string, text: string | null): { title: string; text: string | null } {
  const words = text?.trim() ?? '';
  if (words === '' || words === summary) return { title: summary, text: null };
  const at = summary.indexOf(words.slice(0, COMMON));
  if (at <= 0) return { title: summary, text: words };
  const title = summary.slice(0, at).replace(/[\s:·,–—-]+$/, '');
  return title === '' ? { title: words, text: null } : { title, text: words };
}
