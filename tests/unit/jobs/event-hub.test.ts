import { describe, expect, it } from 'vitest';
import { createEventHub } from '../../../electron/engine/services/events/event-hub.ts';
import type { AppEvent } from '../../../shared/contract/app.ts';

const nextOf = async (events: AsyncGenerator<AppEvent, void, void>) => (await events.next()).value;

describe('whoever listens', () => {
  it('hears all from the moment of asking on, in order, each for itself', async () => {
    const hub = createEventHub();
    const status = (state: 'starting' | 'no_workspace') => ({ type: 'status', status: { state } }) as const;
    hub.publish(status('starting'));
    const first = hub.subscribe();
    hub.publish(status('no_workspace'));
    const second = hub.subscribe();
    hub.publish(status('starting'));
    expect([await nextOf(first), await nextOf(first)]).toEqual([status('no_workspace'), status('starting')]);
    expect(await nextOf(second)).toEqual(status('starting'));
  });

  it('hears once of many changes of one topic within a moment, with every id, up to a hundred', async () => {
    const hub = createEventHub();
    const events = hub.subscribe();
    hub.changed('drafts', ['a']);
    hub.changed('drafts', ['b', 'a']);
    hub.changed('worklist');
    hub.changed('worklist', ['c']);
    hub.changed('log', ['d']);
    hub.changed('log');
    hub.changed(
      'accounts',
      Array.from({ length: 100 }, (_, index) => `${index}`),
    );
    hub.changed(
      'timeline',
      Array.from({ length: 101 }, (_, index) => `${index}`),
    );
    const told = [];
    for (let count = 0; count < 5; count += 1) told.push(await nextOf(events));
    expect(told).toEqual([
      { type: 'changed', topic: 'drafts', ids: ['a', 'b'] },
      { type: 'changed', topic: 'worklist' },
      { type: 'changed', topic: 'log' },
      { type: 'changed', topic: 'accounts', ids: expect.arrayContaining(['0', '99']) },
      { type: 'changed', topic: 'timeline' },
    ]);
  });

  it('hears no more once it is over', async () => {
    const hub = createEventHub();
    const stop = new AbortController();
    const events = hub.subscribe(stop.signal);
    const waiting = events.next();
    stop.abort();
    expect(await waiting).toEqual({ value: undefined, done: true });
    hub.publish({ type: 'status', status: { state: 'starting' } });
    expect(await events.next()).toEqual({ value: undefined, done: true });
  });
});
