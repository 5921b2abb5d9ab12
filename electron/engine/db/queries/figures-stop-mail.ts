import type { PlainDate } from '../../../../shared/domain/dates.ts';
import { gateSettings } from '../../../../shared/domain/gate/settings.ts';
import { figuresTooOld } from '../../../../shared/domain/next-action/figures-too-old.ts';
import type { Connection } from '../connection.ts';
import { figuresOfAll } from './figures.ts';
import { rawSettings, readWorkspace } from './workspace.ts';

/** Whether the oldest figures of the workspace are so old on a day that the gate lets nothing go out on them. */
export function figuresStopMail(db: Connection, today: PlainDate): boolean {
  const { timeZone } = readWorkspace(db);
  return figuresTooOld(figuresOfAll(db), { today, timeZone }, gateSettings(rawSettings(db).gate));
}
