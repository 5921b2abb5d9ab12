import type { ViewId } from '../../../../shared/domain/ids.ts';
import { EngineError } from '../../platform/engine-error.ts';
import type { WriteCommand } from './command.ts';

/** Keeps a filter and sort under a name; with an id it replaces that view. Both are JSON as the contract has them. */
export const saveView: WriteCommand<
  {
    readonly id: ViewId | null;
    readonly name: string;
    readonly filterJson: string;
    readonly sortJson: string;
  },
  { readonly id: ViewId }
> = (db, input, context) => {
  const id = input.id ?? (context.newId() as ViewId);
  const taken = db.prepare('SELECT 1 FROM saved_view WHERE name = ? AND id <> ?').get(input.name, id);
  if (taken !== undefined) {
    throw new EngineError('conflict', `There is a view called "${input.name}" already. Choose another name.`);
  }
  const same = db
    .prepare('SELECT 1 FROM saved_view WHERE id = ? AND name = ? AND filter_json = ? AND sort_json = ?')
    .get(id, input.name, input.filterJson, input.sortJson);
  if (same !== undefined) return { output: { id }, unchanged: true };
  db.prepare(
    `INSERT INTO saved_view (id, name, filter_json, sort_json, created_at) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, filter_json = excluded.filter_json, sort_json = excluded.sort_json`,
  ).run(id, input.name, input.filterJson, input.sortJson, context.now);
  const payload = {
    summary: `View saved: ${input.name}`,
    view: id,
    filter: JSON.parse(input.filterJson) as unknown,
  };
  return { output: { id }, entries: [{ kind: 'view_saved', account: null, payload }] };
};

export const removeView: WriteCommand<{ readonly id: ViewId }, null> = (db, { id }) => {
  const row = db.prepare<[string], { name: string }>('SELECT name FROM saved_view WHERE id = ?').get(id);
  if (row === undefined) return { output: null, unchanged: true };
  db.prepare('DELETE FROM saved_view WHERE id = ?').run(id);
  return {
    output: null,
    entries: [
      { kind: 'view_removed', account: null, payload: { summary: `View removed: ${row.name}`, view: id } },
    ],
  };
};
