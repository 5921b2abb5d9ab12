/** The last part of a folder's path, for people; works for both kinds of separators. */
export function folderName(folder: string): string {
  return folder.split(/[\\/]/).findLast((part) => part !== '') ?? folder;
}
