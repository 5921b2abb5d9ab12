import { basename } from 'node:path';
import { connectorFailure } from '../connector-failure.ts';
import { shownName } from './folder-names.ts';

const REFUSED = ['EACCES', 'EPERM'] as const;

/** The error for a folder that cannot be looked into. A drive that is not there is no fault of anybody. */
export function folderFailure(path: string, error: unknown): Error {
  const name = shownName(basename(path));
  if (error instanceof RangeError) {
    return connectorFailure(
      'not_found',
      `The folder "${name}" holds too many files. Name one into which only exports are put.`,
      {},
      error,
    );
  }
  if (REFUSED.some((code) => isErrno(error, code))) {
    return connectorFailure(
      'forbidden',
      `The folder "${name}" may not be read by the user of this computer. Ask for the right to read it.`,
      {},
      error,
    );
  }
  if (isErrno(error, 'ENOTDIR')) {
    return connectorFailure(
      'not_found',
      `"${name}" is a file, not a folder. Name the folder that it lies in.`,
      {},
      error,
    );
  }
  return connectorFailure(
    'network_down',
    `The folder "${name}" is not there at the moment. What was read stays as it is; it is looked for again by itself. If it is on a drive of the network, connect the drive.`,
    {},
    error,
  );
}

export function isErrno(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
