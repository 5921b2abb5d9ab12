import type { AppEvent, Topic } from '../../../../shared/contract/app.ts';

/** Where the engine tells its windows that something changed. Carries topics and ids, never rows. */
export interface EventHub {
  publish(event: AppEvent): void;
  /** Tells of a change; many within a moment are told once per topic. */
  changed(topic: Topic, ids?: readonly string[]): void;
  /** Everything from now on, until the signal ends it. */
  subscribe(signal?: AbortSignal): AsyncGenerator<AppEvent, void, void>;
}

/** Four times a second at most per topic, as a person cannot see more. */
const COALESCE_MS = 250;
const MOST_IDS = 100;

export function createEventHub(): EventHub {
  const subscribers = new Set<(event: AppEvent) => void>();
  const waiting = new Map<Topic, Set<string> | 'all'>();
  let timer: ReturnType<typeof setTimeout> | null = null;
  let lastFlush = 0;

  const publish = (event: AppEvent): void => {
    for (const subscriber of subscribers) subscriber(event);
  };
  const flush = (): void => {
    timer = null;
    lastFlush = Date.now();
    for (const [topic, ids] of waiting) {
      publish({ type: 'changed', topic, ...(ids === 'all' ? {} : { ids: [...ids] }) });
    }
    waiting.clear();
  };

  return {
    publish,
    changed(topic, ids) {
      waiting.set(topic, joined(waiting.get(topic), ids));
      if (timer === null) timer = setTimeout(flush, Math.max(0, COALESCE_MS - (Date.now() - lastFlush)));
    },
    subscribe: (signal) => subscription(subscribers, signal),
  };
}

function joined(
  known: Set<string> | 'all' | undefined,
  ids: readonly string[] | undefined,
): Set<string> | 'all' {
  if (ids === undefined || known === 'all') return 'all';
  const all = new Set([...(known ?? []), ...ids]);
  return all.size > MOST_IDS ? 'all' : all;
}

/** Subscribes at once, not at the first `next`: nothing that happens in between is lost. */
function subscription(
  subscribers: Set<(event: AppEvent) => void>,
  signal: AbortSignal | undefined,
): AsyncGenerator<AppEvent, void, void> {
  const queue: AppEvent[] = [];
  let wake: () => void = () => {};
  const take = (event: AppEvent): void => {
    queue.push(event);
    wake();
  };
  subscribers.add(take);
  signal?.addEventListener('abort', () => wake(), { once: true });
  return (async function* events() {
    try {
      while (signal?.aborted !== true) {
        const event = queue.shift();
        if (event !== undefined) yield event;
        else {
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        }
      }
    } finally {
      subscribers.delete(take);
    }
  })();
}
