import { isAbsolute } from 'node:path';
import { FOLDER_DATES } from '../../../../shared/domain/connections/folder-settings.ts';
import { EngineError, isEngineError } from '../../platform/engine-error.ts';
import type { ConnectionCheck, ConnectionReport, Connector } from '../connector.ts';
import { lookIntoFolder } from './look-into-folder.ts';

/**
 * A folder with exports as far as it is a connection like any other: it is set up and tested. It has no records to page
 * through: its files go through the import. Throws `validation` for settings that cannot be right.
 */
export function createFolderConnector(settings: Readonly<Record<string, string>>): Connector {
  const { path = '' } = settings;
  refuseMalformed(settings);
  return {
    kind: 'folder',
    capabilities: {
      delta: {},
      longestLookback: null,
      deletions: 'state',
      documents: false,
      instalments: false,
      unappliedCash: 'none',
      writeBack: [],
    },
    test: (signal) => testFolder(path, signal),
    full: nothing,
    incremental: nothing,
  };
}

async function* nothing(): AsyncGenerator<never> {
  // The import reads the files.
}

async function testFolder(path: string, signal: AbortSignal): Promise<ConnectionReport> {
  const checks: ConnectionCheck[] = [];
  try {
    const files = await lookIntoFolder(path, signal);
    checks.push({ step: 'connect', ok: true, text: 'The folder is there.' });
    checks.push({ step: 'read', ok: true, text: filesText(files.length) });
    checks.push({
      step: 'read_only',
      ok: true,
      text: 'Duebook only reads here: no file is ever moved, renamed or deleted.',
    });
  } catch (error) {
    if (!isEngineError(error) || signal.aborted) throw error;
    checks.push({ step: 'connect', ok: false, text: error.message });
  }
  return { ok: checks.every(({ ok }) => ok), checks, company: null };
}

function filesText(count: number): string {
  if (count === 0)
    return 'No export lies in it yet: CSV and XLSX files are looked for, not in folders below.';
  return count === 1 ? 'One export (CSV or XLSX) lies in it.' : `${count} exports (CSV or XLSX) lie in it.`;
}

function refuseMalformed({
  path = '',
  complete = 'no',
  asOf = 'auto',
}: Readonly<Record<string, string>>): void {
  if (!isAbsolute(path) || path.includes('\0'))
    throw malformed('path', `"${path}" is no whole path. Name the folder from the root on.`);
  if (complete !== 'yes' && complete !== 'no')
    throw malformed('complete', `"complete" is yes or no, not "${complete}".`);
  if (!FOLDER_DATES.some((one) => one === asOf))
    throw malformed('asOf', `"asOf" is one of ${FOLDER_DATES.join(', ')}, not "${asOf}".`);
}

function malformed(field: string, message: string): EngineError {
  return new EngineError('validation', message, { field });
}
