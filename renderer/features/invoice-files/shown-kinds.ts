/** Pictures that the window may show: formats without anything that acts. A PDF is opened where the person saves it. */
const PICTURES = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'];

/** Whether a file can be looked at in the window. */
export function isShown(mime: string | null): boolean {
  return mime !== null && (PICTURES.includes(mime) || mime === 'text/plain');
}
