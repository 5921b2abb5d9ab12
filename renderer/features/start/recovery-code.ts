const TYPED_CHARACTERS = 4;

/** What a person types to show that the code was kept: its last groups, of four characters at least. */
export function lastGroup(code: string): string {
  const groups = code.split('-');
  for (let count = 1; count < groups.length; count += 1) {
    const tail = groups.slice(-count);
    if (tail.join('').length >= TYPED_CHARACTERS) return tail.join('-');
  }
  return code;
}

/** The code in groups for the page: a last group that is too short to stand alone stays with the one before it. */
export function shownGroups(code: string): readonly string[] {
  const tail = lastGroup(code);
  const head = code.slice(0, code.length - tail.length).split('-');
  return [...head.filter((group) => group !== ''), tail];
}

/** True when the typed text is the code's last group; case, spaces, dashes and look-alike letters do not matter. */
export function matchesLastGroup(typed: string, code: string): boolean {
  return plain(typed) === plain(lastGroup(code));
}

/** The text of the file that a person keeps. Says what the code opens, so that it makes sense in a year. */
export function recoveryFileText(code: string, workspaceName: string, date: string): string {
  return [
    'Duebook recovery code',
    '',
    `Workspace: ${workspaceName}`,
    `Made on: ${date}`,
    '',
    code,
    '',
    'This code opens the workspace and its backups when the key store of the computer or the passphrase is lost.',
    'Whoever has it and the workspace file can read everything in it. Keep it away from the computer.',
    '',
  ].join('\r\n');
}

/** Codes have no I, L, O, U: a typed O is a zero, a typed I or L a one. */
function plain(text: string): string {
  return text
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
}
