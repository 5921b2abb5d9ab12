/** The accounting systems whose documents a link may show in the person's own browser, and the sign-in of mail providers. */
const ALLOWED_HOSTS: readonly string[] = [
  'qbo.intuit.com',
  'go.xero.com',
  'dashboard.stripe.com',
  'accounts.google.com',
  'login.microsoftonline.com',
];
const ALLOWED_PARENT_DOMAINS: readonly string[] = ['app.netsuite.com'];
/** The literal loopback address; a name could lead elsewhere. */
const LOOPBACK = '127.0.0.1';
const PHONE_LINK = /^tel:\+?[0-9]{3,15}$/;

/**
 * Whether a link may leave the application: https to an accounting system or a mail provider's sign-in, or a phone number.
 * Links in received mail are none of these.
 */
export function mayOpenExternally(address: string): boolean {
  if (PHONE_LINK.test(address)) return true;
  const url = URL.parse(address);
  if (url === null || url.protocol !== 'https:' || url.port !== '') return false;
  if (url.username !== '' || url.password !== '') return false;
  return (
    ALLOWED_HOSTS.includes(url.hostname) ||
    ALLOWED_PARENT_DOMAINS.some((domain) => url.hostname.endsWith(`.${domain}`))
  );
}

/**
 * Whether the address is that of a sign-in which the engine itself began, letter by letter: a company's own sign-in service
 * is on no list. Over https only, without a user inside; in a build that is not packaged also on the loopback address, for
 * a service that runs beside it.
 *
 * @param underWay addresses of the sign-ins that are under way, as the engine says.
 */
export function maySignInAt(
  address: string,
  underWay: readonly string[],
  options: { readonly loopback: boolean },
): boolean {
  const url = URL.parse(address);
  if (url === null || !underWay.includes(address)) return false;
  if (url.username !== '' || url.password !== '') return false;
  return url.protocol === 'https:' || (options.loopback && isLoopback(url));
}

function isLoopback({ protocol, hostname }: URL): boolean {
  return protocol === 'http:' && hostname === LOOPBACK;
}
