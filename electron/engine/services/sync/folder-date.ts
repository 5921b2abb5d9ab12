import type { FolderDates } from '../../../../shared/domain/connections/folder-settings.ts';
import { dateInZone, type Instant, type PlainDate } from '../../../../shared/domain/dates.ts';
import { dateInName } from '../../../../shared/domain/imports/date-in-name.ts';

export interface FileDates {
  readonly name: string;
  /** By the clock of the drive, in milliseconds since 1970. */
  readonly modifiedMs: number;
  /** The day that the file itself states. */
  readonly stated: PlainDate | null;
  readonly timeZone: string;
  readonly today: PlainDate;
}

/** The day that the figures of a file speak of, from where the person chose; null when it is not there. */
export function figuresDay(
  from: FolderDates,
  file: FileDates,
): { readonly day: PlainDate; readonly from: Exclude<FolderDates, 'auto'> } | null {
  const named = dateInName(file.name);
  const modified = dateInZone(new Date(file.modifiedMs).toISOString() as Instant, file.timeZone);
  switch (from) {
    case 'file':
      return file.stated === null ? null : { day: file.stated, from };
    case 'name':
      return named === null ? null : { day: named, from };
    case 'modified':
      return { day: modified, from };
    case 'auto':
      if (file.stated !== null) return { day: file.stated, from: 'file' };
      // A day to come is when something falls due, not when the file was written.
      if (named !== null && named <= file.today) return { day: named, from: 'name' };
      return { day: modified, from: 'modified' };
  }
}

const ABSENT = {
  auto: '',
  file: 'It does not say which day its figures are of. Import it by hand and give the day, or let the connection take the day from the name or from when the file was saved.',
  name: 'Its name holds no day that can be read in one way only, such as 2026-11-21.',
  modified: '',
} satisfies Record<FolderDates, string>;

/** What to tell a person when the day is not where it should be. */
export function absentDay(from: FolderDates): string {
  return ABSENT[from];
}
