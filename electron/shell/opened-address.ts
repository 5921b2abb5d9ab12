/** The scheme of addresses that the desktop opens Duebook with. */
export const OPENED_SCHEME = 'duebook';
const LONGEST = 8_192;

/**
 * The address of our own scheme among the arguments that the desktop started the application with: the way back from a
 * sign-in in the browser. Null without one, and for one that no sign-in ends at: several, too long, with a user in it, or
 * for another place than `sign-in`.
 */
export function openedAddress(argv: readonly string[]): string | null {
  const [address, ...others] = argv.filter((given) => given.toLowerCase().startsWith(`${OPENED_SCHEME}:`));
  if (address === undefined || others.length > 0 || address.length > LONGEST) return null;
  const url = URL.parse(address);
  if (url?.host !== 'sign-in' || url.username !== '' || url.password !== '' || url.hash !== '') return null;
  return url.href;
}
