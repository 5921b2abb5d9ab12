import { LEDGER_TABLES } from './ledger-tables.ts';

/** Where the parts of a pack stand in it. */
export const RECORDS_PATH = 'records.jsonl';
export const LOG_PATH = 'log.jsonl';
export const RETRACTIONS_PATH = 'retractions.jsonl';
export const TEMPLATES_PATH = 'templates.jsonl';
export const SETTINGS_PATH = 'settings.json';
export const WORDS_PATH = 'words.json';
export const RETURN_PATH = 'return.json';

export function ledgerPath(name: string): string {
  return `ledger/${name.replaceAll('_', '-')}.jsonl`;
}

/** Every part of a handoff that the database fills. */
export const LEDGER_PATHS: readonly string[] = LEDGER_TABLES.map(({ name }) => ledgerPath(name));
