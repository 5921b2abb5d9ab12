/** A text for the clipboard, with the same as HTML for programs that can take it. */
export interface ClipboardText {
  readonly text: string;
  readonly html?: string;
}

/** Puts a text on the clipboard; throws when the system refuses. */
export async function copyText({ text, html }: ClipboardText): Promise<void> {
  try {
    const parts: Record<string, Blob> = { 'text/plain': new Blob([text], { type: 'text/plain' }) };
    if (html !== undefined) parts['text/html'] = new Blob([html], { type: 'text/html' });
    await navigator.clipboard.write([new ClipboardItem(parts)]);
  } catch {
    copyByEvent({ text, html });
  }
}

/** Where the clipboard's own interface is not allowed, a copy event still is. */
function copyByEvent({ text, html }: ClipboardText): void {
  let copied = false;
  const listen = (event: ClipboardEvent) => {
    event.clipboardData?.setData('text/plain', text);
    if (html !== undefined) event.clipboardData?.setData('text/html', html);
    event.preventDefault();
    copied = true;
  };
  document.addEventListener('copy', listen, { once: true, capture: true });
  document.execCommand('copy');
  document.removeEventListener('copy', listen, { capture: true });
  if (!copied) throw new Error('The clipboard is not available.');
}
