/** `fetch` for which some hosts are servers of a test: `routes` says the origin for each host. */
export function routed(
  real: typeof globalThis.fetch,
  routes: Readonly<Record<string, string>>,
): typeof globalThis.fetch {
  return (input, init) => {
    const url = URL.parse(input instanceof Request ? input.url : String(input));
    const origin = url === null ? undefined : routes[url.host];
    if (url === null || origin === undefined) return real(input, init);
    return real(new URL(url.pathname + url.search, origin), init);
  };
}
