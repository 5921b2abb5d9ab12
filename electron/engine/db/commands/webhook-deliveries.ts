import type { Instant } from '../../../../shared/domain/dates.ts';
import type { MaintenanceCommand } from './command.ts';

/** The address has answered for an entry of the log: it is told, whatever comes after. `secretName` names the webhook that was meant. */
export const webhookDelivered: MaintenanceCommand<
  { readonly secretName: string; readonly seq: number },
  null
> = (db, { secretName, seq }, context) => {
  db.prepare(
    `UPDATE webhook SET after_seq = @seq, attempts = 0, next_at = NULL, problem = NULL, delivered = delivered + 1,
       delivered_at = @now WHERE secret_name = @secretName AND after_seq < @seq`,
  ).run({ secretName, seq, now: context.now });
  return null;
};

/** A try that was not answered well: it is tried again at `nextAt`. */
export const webhookWaits: MaintenanceCommand<
  { readonly secretName: string; readonly problem: string; readonly nextAt: Instant },
  null
> = (db, input) => {
  db.prepare(
    `UPDATE webhook SET attempts = attempts + 1, problem = @problem, next_at = @nextAt
     WHERE secret_name = @secretName AND state = 'on'`,
  ).run(input);
  return null;
};
