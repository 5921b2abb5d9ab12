/** Screens of an open workspace. A screen that does not exist yet has no name here. */
export const SCREENS = [
  'first-hour',
  'today',
  'worklist',
  'drafts',
  'outbox',
  'calls',
  'cash',
  'promises',
  'disputes',
  'holds',
  'handoffs',
  'customers',
  'imports',
  'connections',
  'templates',
  'mailboxes',
  'log',
  'settings',
] as const;
export type ScreenName = (typeof SCREENS)[number];

/** Where the person is: a screen, what is selected in it, and details such as a saved view. */
export interface Location {
  readonly screen: ScreenName;
  /** The selected row or opened thing: an account, a draft, a part of the settings. */
  readonly id: string | null;
  readonly params: Readonly<Record<string, string>>;
}

export const HOME: Location = { screen: 'worklist', id: null, params: {} };

/** Reads `#/worklist/acc_1?currency=EUR`; anything else is the worklist. */
export function parseLocation(hash: string): Location {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?');
  const [screen, id] = path.split('/');
  if (!isScreen(screen)) return HOME;
  return { screen, id: id ? decode(id) : null, params: Object.fromEntries(new URLSearchParams(query)) };
}

export function formatLocation(location: Location): string {
  const query = new URLSearchParams(location.params).toString();
  const id = location.id === null ? '' : `/${encodeURIComponent(location.id)}`;
  return `#/${location.screen}${id}${query ? `?${query}` : ''}`;
}

function isScreen(text: string | undefined): text is ScreenName {
  return SCREENS.some((screen) => screen === text);
}

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
