import { api } from './base.ts';

export const today = {
  view: api.today.view.handler(({ context }) => {
    const workspace = context.session.workspace();
    return workspace.db.read('todayView', { today: workspace.today() });
  }),
};
