/** How the file of a handoff ends. */
export const HANDOFF_ENDING = '.duebook-handoff';

/** Whether a file is a handoff by its name: one that is taken over, and no books to import. */
export function isHandoffFile(name: string): boolean {
  return name.toLowerCase().endsWith(HANDOFF_ENDING);
}
