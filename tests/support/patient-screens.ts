/**
 * Screens are drawn when the machine gets to it: on two busy cores that can take longer than the library's second.
 * A longer limit makes no passing test slower.
 */
if (typeof document !== 'undefined') {
  const { configure } = await import('@testing-library/react');
  configure({ asyncUtilTimeout: 10_000 });
}

export {};
