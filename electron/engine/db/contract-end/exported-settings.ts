import type { Connection } from '../connection.ts';

/** What `settings.json` of a whole export holds: how the workspace was set up, without anything secret. */
export function exportedSettings(db: Connection): Readonly<Record<string, unknown>> {
  const all = (sql: string): readonly Record<string, unknown>[] =>
    db.prepare<[], Record<string, unknown>>(sql).all().map(withParsedJson);
  const [workspace = null] = all(
    'SELECT id, name, currency, time_zone AS timeZone, created_at AS createdAt FROM workspace',
  );
  const settings = all('SELECT key, json AS valueJson FROM setting ORDER BY key');
  return {
    workspace,
    settings: Object.fromEntries(settings.map(({ key, value }) => [key, value])),
    views: all('SELECT name, filter_json AS filterJson, sort_json AS sortJson FROM saved_view ORDER BY name'),
    mappings: all('SELECT kind, mapping_json AS mappingJson FROM saved_mapping ORDER BY shape_hash, kind'),
    connections: all(
      `SELECT name, kind, company, settings_json AS settingsJson, created_at AS createdAt, removed_at AS removedAt
       FROM connection ORDER BY created_at, id`,
    ),
    writeBack: all(
      `SELECT c.name AS connection, is_on AS isOn, kinds_json AS kindsJson
       FROM write_back_setting JOIN connection c ON c.id = connection_id ORDER BY c.name`,
    ),
    // An address may carry a token in its path: its host is enough.
    webhook: db
      .prepare<[], { url: string; kinds: string }>('SELECT url, kinds_json AS kinds FROM webhook')
      .all()
      .map(({ url, kinds }) => ({ host: new URL(url).host, kinds: JSON.parse(kinds) as unknown })),
  };
}

/** Turns `kindsJson` into `kinds`. */
function withParsedJson(row: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) =>
      name.endsWith('Json') && typeof value === 'string'
        ? [name.slice(0, -'Json'.length), JSON.parse(value) as unknown]
        : [name, value],
    ),
  );
}
