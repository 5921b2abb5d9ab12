import { type Migration, readMigrations } from '../../../electron/engine/db/migrate.ts';

const MIGRATIONS = new URL('../../../migrations/', import.meta.url);

/** The real migrations and one more, which rebuilds a table and writes every row of it again. */
export function withNextMigration(): readonly Migration[] {
  const real = readMigrations(MIGRATIONS);
  const statements = [
    'CREATE TABLE saved_mapping_next (shape_hash TEXT NOT NULL, kind TEXT NOT NULL, mapping_json TEXT NOT NULL, updated_at TEXT NOT NULL, length INTEGER NOT NULL, PRIMARY KEY (shape_hash, kind))',
    'INSERT INTO saved_mapping_next SELECT shape_hash, kind, mapping_json, updated_at, length(mapping_json) FROM saved_mapping',
    'DROP TABLE saved_mapping',
    'ALTER TABLE saved_mapping_next RENAME TO saved_mapping',
    'CREATE INDEX saved_mapping_length ON saved_mapping (length)',
  ];
  return [...real, { number: real.length + 1, name: 'next', statements }];
}
