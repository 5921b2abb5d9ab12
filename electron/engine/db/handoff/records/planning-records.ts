import { PLANNED_KINDS } from '../../../../../shared/domain/next-action/planned-kinds.ts';
import { contact, nextAction, snooze } from '../../schema/index.ts';
import { rowsRecord } from './rows-record.ts';

/** Who to speak to; those that were taken away too, since a wish not to be contacted outlives them. */
export const contactRecord = rowsRecord({ table: contact, key: 'id' });

export const nextActionRecord = rowsRecord({
  table: nextAction,
  key: 'account_id',
  allowed: { kind: PLANNED_KINDS },
});

export const snoozeRecord = rowsRecord({ table: snooze, key: 'account_id' });
