/** What the browser ended at: the address that the sign-in service sent it back to, not asked for yet. */
export type ComesBack = URL;

/** Walks through a sign-in as a browser does, with cookies, up to the way back to the program. */
export async function signInWithBrowser(address: string): Promise<ComesBack> {
  const cookies = new Map<string, string>();
  let url = new URL(address);
  for (let step = 0; step < 12; step += 1) {
    const response = await fetch(url, {
      redirect: 'manual',
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [name = '', value = ''] = cookie.split(';', 1)[0]?.split(/=(.*)/su) ?? [];
      cookies.set(name, value);
    }
    const location = response.headers.get('location');
    await response.arrayBuffer();
    if (location === null) throw new Error(`The sign-in stopped at ${url.pathname} (${response.status}).`);
    url = new URL(location, url);
    if (url.pathname === '/duebook/signed-in') return url;
  }
  throw new Error('The sign-in goes in circles.');
}

/** The whole sign-in of a person: through the service and back to the program. Answers what the program showed. */
export async function completeSignIn(address: string): Promise<Response> {
  return fetch(await signInWithBrowser(address));
}
