import {
  DEFAULT_PRIORITY_WEIGHTS,
  PRIORITY_CODES,
  PRIORITY_LABELS,
} from '../../../shared/domain/priority/weights.ts';
import { changeSettings, readSettings } from '../services/settings/settings-service.ts';
import { api } from './base.ts';

export const settings = {
  get: api.settings.get.handler(({ context }) => readSettings(context.session.workspace())),
  change: api.settings.change.handler(async ({ context, input }) => {
    const changed = await changeSettings(context.session.workspace(), input);
    for (const topic of ['settings', 'worklist', 'accounts', 'views', 'log'] as const)
      context.hub.changed(topic);
    return changed;
  }),
  weights: api.settings.weights.handler(() =>
    PRIORITY_CODES.map((code) => ({
      code,
      label: PRIORITY_LABELS[code],
      default: DEFAULT_PRIORITY_WEIGHTS[code],
    })),
  ),
};
