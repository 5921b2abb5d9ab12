import type { PlainDate } from '../../../../shared/domain/dates.ts';
import { gateSettings } from '../../../../shared/domain/gate/settings.ts';
import type { AccountId } from '../../../../shared/domain/ids.ts';
import { figuresTooOld } from '../../../../shared/domain/next-action/figures-too-old.ts';
import type { Connection } from '../connection.ts';
import { figuresOf, figuresOfAll } from './figures.ts';
import { rawSettings, readWorkspace } from './workspace.ts';

/**
 * Whether figures are so old on a day that the gate lets nothing go out on them: those of an account, or without one the
 * oldest of the workspace.
 */
export function figuresStopMail(db: Connection, today: PlainDate, account?: AccountId): boolean {
  const { timeZone } = readWorkspace(db);
  const figures = account === undefined ? figuresOfAll(db) : figuresOf(db, account);
  return figuresTooOld(figures, { today, timeZone }, gateSettings(rawSettings(db).gate));
}
