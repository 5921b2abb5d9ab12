import type { MantineColorSchemeManager } from '@mantine/core';

/** Keeps the scheme in the page only: what lasts is the preference that the engine keeps. */
export function colorSchemeInPage(): MantineColorSchemeManager {
  return {
    get: (initial) => initial,
    set: () => {},
    subscribe: () => {},
    unsubscribe: () => {},
    clear: () => {},
  };
}
