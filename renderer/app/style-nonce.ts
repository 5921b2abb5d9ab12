/** The nonce that the host gave this page for styles which components add at run time; empty while developing. */
export function styleNonce(page: Document): string {
  return page.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';
}

/** Hands the nonce to the library that locks scrolling behind a dialog; it looks for this global name. */
export function shareStyleNonce(page: Document): void {
  Object.assign(globalThis, { __webpack_nonce__: styleNonce(page) });
}
