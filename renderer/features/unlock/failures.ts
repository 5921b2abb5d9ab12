import type { ErrorCode } from '../../../shared/domain/errors.ts';

/** What can help when a workspace does not open. Deleting is never among it. */
export type FailureHelp = 'retry' | 'restore' | 'copy' | 'start';

/** How a failed opening is explained: what happened, what is safe, what to do. */
export interface Failure {
  readonly title: string;
  readonly safe: string;
  readonly doNow: string;
  /** The most useful one first. */
  readonly help: readonly FailureHelp[];
}

const UNTOUCHED = 'The workspace was not changed. It lies where it was, encrypted.';

const FAILURES: Readonly<Partial<Record<ErrorCode, Failure>>> = {
  wrong_key: {
    title: 'The key does not fit this workspace',
    safe: UNTOUCHED,
    doNow:
      'Try again and use the recovery code. If the folder was replaced or mixed with another one, put the right files back.',
    help: ['retry', 'start', 'copy'],
  },
  no_key: {
    title: 'The key of this workspace is not on this computer',
    safe: UNTOUCHED,
    doNow:
      'Unlock the key store of the computer and try again, or open the workspace with its recovery code.',
    help: ['retry', 'start', 'copy'],
  },
  damaged: {
    title: 'The workspace file is damaged',
    safe: 'The damaged file was left as it is. Your backups are separate files and are not affected.',
    doNow:
      'Restore the newest backup: it becomes a workspace of its own beside this one. Keep the damaged folder until you have checked it.',
    help: ['restore', 'retry', 'copy', 'start'],
  },
  newer_version: {
    title: 'This workspace was written by a newer Duebook',
    safe: 'This version did not touch it, because it could lose what it does not know.',
    doNow: 'Update Duebook on this computer to the version that wrote it, then open it again.',
    help: ['retry', 'start', 'copy'],
  },
  locked: {
    title: 'The workspace is open elsewhere',
    safe: 'Nothing is lost: one program at a time may write, and the other one has it.',
    doNow:
      'Close the other window, or the command that is running on it, and try again. On a shared folder, ask who has it open.',
    help: ['retry', 'start', 'copy'],
  },
  disk_full: {
    title: 'The disk is full',
    safe: 'Everything that was saved before is safe. What could not be written was taken back as a whole.',
    doNow:
      'Free some space on this disk, then try again. Duebook needs about twice the size of the workspace.',
    help: ['retry', 'start', 'copy'],
  },
};

const UNKNOWN: Failure = {
  title: 'The workspace could not be opened',
  safe: 'What was saved before is in the workspace file and its backups; nothing was deleted.',
  doNow: 'Try again. If it happens again, restart Duebook, and pass the details on to whoever helps you.',
  help: ['retry', 'copy', 'restore', 'start'],
};

export function failureOf(code: ErrorCode): Failure {
  return FAILURES[code] ?? UNKNOWN;
}
