import { type Instant, instant } from '../../../../shared/domain/dates.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';

/** The instant that lies `milliseconds` after now; before now when they are negative. */
export function after({ now }: Pick<OpenWorkspace, 'now'>, milliseconds: number): Instant {
  return instant(new Date(Date.parse(now()) + milliseconds).toISOString());
}
