/**
 * @typedef {{
 *   override: string | undefined,
 *   hasDisplay: boolean,
 *   isRoot: boolean,
 *   electron: { found: boolean, obstacle?: string },
 * }} Surroundings `override` is DUEBOOK_HOST; `obstacle` says why Electron is not there
 * @typedef {{ host: 'electron' | 'browser', reason: string } | { host: undefined, problem: string }} Choice
 */

/**
 * Whether there is any use in looking for Electron.
 * @param {Omit<Surroundings, 'electron'>} surroundings
 */
export function wantsElectron({ override, hasDisplay, isRoot }) {
  return override === 'electron' || (!override && hasDisplay && !isRoot);
}

/**
 * Decides in which host the application opens, and says why in a few words.
 * @param {Surroundings} surroundings
 * @returns {Choice}
 */
export function chooseHost({ override, hasDisplay, isRoot, electron }) {
  if (override === 'browser') return { host: 'browser', reason: 'DUEBOOK_HOST asks for it' };
  if (override === 'electron') {
    return electron.found
      ? { host: 'electron', reason: 'DUEBOOK_HOST asks for it' }
      : { host: undefined, problem: `DUEBOOK_HOST asks for Electron, but ${electron.obstacle}` };
  }
  if (override) {
    return { host: undefined, problem: `DUEBOOK_HOST is "${override}"; it can be "electron" or "browser"` };
  }
  if (!hasDisplay) return { host: 'browser', reason: 'there is no display' };
  if (isRoot) return { host: 'browser', reason: 'Electron does not run sandboxed as root' };
  if (!electron.found) return { host: 'browser', reason: electron.obstacle ?? 'Electron is not here' };
  return { host: 'electron', reason: 'its binary is here' };
}
