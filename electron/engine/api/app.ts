import { keyringState } from '../services/workspace/key-choices.ts';
import { api } from './base.ts';

export const app = {
  status: api.app.status.handler(({ context }) => context.session.status()),
  info: api.app.info.handler(async ({ context }) => ({
    version: context.installation.version,
    host: context.hostKind,
    platform: process.platform,
    keyring: await keyringState(),
    recents: context.profile.recents().map((recent) => ({ ...recent })),
  })),
  watch: api.app.watch.handler(async function* ({ context, signal }) {
    const events = context.hub.subscribe(signal);
    yield { type: 'status', status: context.session.status() } as const;
    yield* events;
  }),
  preferences: {
    get: api.app.preferences.get.handler(({ context }) => context.profile.preferences()),
    set: api.app.preferences.set.handler(({ context, input }) => context.profile.setPreferences(input)),
  },
  jobs: {
    list: api.app.jobs.list.handler(({ context }) => context.jobs.list()),
    cancel: api.app.jobs.cancel.handler(({ context, input }) => ({
      cancelled: context.jobs.cancel(input.id),
    })),
  },
  connectivity: api.app.connectivity.handler(({ context }) => context.session.courier().connectivity()),
  reportOnline: api.app.reportOnline.handler(({ context, input }) => {
    context.session.setOnline(input.online);
    return context.session.courier().reportOnline(input.online);
  }),
};
