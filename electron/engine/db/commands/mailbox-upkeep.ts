import type { MailboxId } from '../../../../shared/domain/ids.ts';
import type { MaintenanceCommand } from './command.ts';

export const recordMailboxCheck: MaintenanceCommand<
  { readonly id: MailboxId; readonly checkJson: string },
  null
> = (db, { id, checkJson }) => {
  db.prepare('UPDATE mailbox SET last_check_json = ? WHERE id = ?').run(checkJson, id);
  return null;
};

export const setSecret: MaintenanceCommand<{ readonly key: string; readonly value: string }, null> = (
  db,
  input,
) => {
  db.prepare('INSERT OR REPLACE INTO secret (key, value) VALUES (?, ?)').run(input.key, input.value);
  return null;
};

export const removeSecret: MaintenanceCommand<{ readonly key: string }, { readonly removed: boolean }> = (
  db,
  { key },
) => ({
  removed: db.prepare('DELETE FROM secret WHERE key = ?').run(key).changes > 0,
});
