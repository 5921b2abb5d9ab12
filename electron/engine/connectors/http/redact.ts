const TOKEN_FIELD =
  /(\b[\w-]*(?:token|secret|password|passwd|pwd|api_?key|assertion|sig|signature|session(?:_?id)?)["']?\s*[=:]\s*|\bcode=)("[^"]*"|'[^']*'|[^\s"'&,;}]+)/giu;
const SCHEME = /\b(Bearer|Basic|Token|Session)\s+(?=\S*\d|\S{16})[A-Za-z0-9._~+/=:-]{6,}/giu;
const JWT = /\beyJ[\w-]{5,}\.[\w-]+(?:\.[\w-]*)?/gu;
const VENDOR_KEY = /\b(?:sk|rk|pk|whsec)_(?:live_|test_)?[A-Za-z0-9]{6,}/gu;
const ADDRESS = /\bhttps?:\/\/[^\s"'<>]+/giu;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what has to go
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/gu;
const LONGEST = 200;

/**
 * Words of a server, made fit for an error message: one line of at most 200 characters, without what opens anything:
 * the given secrets, tokens, passwords, and the paths of web addresses.
 *
 * @param secrets values that were sent with the request.
 */
export function redact(text: string, secrets: readonly string[] = []): string {
  let clean = text;
  for (const secret of secrets) {
    if (secret.length >= 4) clean = clean.replaceAll(secret, '[hidden]');
  }
  clean = clean
    .replace(ADDRESS, hostOnly)
    .replace(SCHEME, '$1 [hidden]')
    .replace(JWT, '[hidden]')
    .replace(VENDOR_KEY, '[hidden]')
    .replace(TOKEN_FIELD, '$1[hidden]')
    .replace(CONTROL, ' ')
    .trim();
  return clean.length > LONGEST ? `${clean.slice(0, LONGEST - 1)}…` : clean;
}

function hostOnly(address: string): string {
  const url = URL.parse(address);
  return url === null ? '[address]' : `${url.protocol}//${url.host}/…`;
}
