/** Where the day comes from that the figures of a file speak of. */
export const FOLDER_DATES = ['auto', 'file', 'name', 'modified'] as const;
export type FolderDates = (typeof FOLDER_DATES)[number];

/** How a folder with exports is read, as the person chose. */
export interface FolderSettings {
  /** An absolute path on this computer. */
  readonly path: string;
  /** Every file lists all that is open on its day: what it no longer holds is asked about. */
  readonly complete: boolean;
  readonly dates: FolderDates;
}

/** The settings of a folder from the texts of its form; what is not set is the first choice of the form. */
export function folderSettings(texts: Readonly<Record<string, string>>): FolderSettings {
  return {
    path: texts.path ?? '',
    complete: texts.complete === 'yes',
    dates: FOLDER_DATES.find((one) => one === texts.asOf) ?? 'auto',
  };
}

/**
 * What became of a file in the folder: `waiting` is not complete yet, `taken` was imported, `same` brought nothing that
 * was not imported before, `needs_mapping` waits for a person, `refused` could not be read.
 */
export const FOLDER_FILE_STATES = ['waiting', 'taken', 'same', 'needs_mapping', 'refused'] as const;
export type FolderFileState = (typeof FOLDER_FILE_STATES)[number];
