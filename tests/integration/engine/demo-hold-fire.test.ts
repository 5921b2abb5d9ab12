import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LinkedEngine, linkedEngine } from '../../support/engine/linked-engine.ts';

describe('what customers of the demo said', () => {
  let demo: LinkedEngine;
  beforeAll(async () => {
    demo = await linkedEngine({ demo: true });
  }, 60_000);
  afterAll(() => demo.close());

  it('is a promise that is broken and tops the list, one due today and one ahead', async () => {
    const { promises } = await demo.client.promises.list({});
    expect(promises.map(({ state }) => state).sort()).toEqual(['broken', 'open', 'open']);
    const { items } = await demo.client.worklist.page({
      filter: {},
      sort: { key: 'priority', descending: true },
      limit: 1,
    });
    const broken = promises.find(({ state }) => state === 'broken');
    expect(items[0]).toMatchObject({ accountId: broken?.accountId, brokenLevel: 1 });
  });

  it('is a dispute about a part, whose next date is over and of which a paper is missing', async () => {
    const { disputes } = await demo.client.disputes.list({});
    expect(disputes).toMatchObject([
      {
        reason: 'short_shipment',
        owner: 'Logistics',
        papers: [{ receivedOn: expect.any(String) }, { receivedOn: null }],
      },
    ]);
    expect(disputes[0]?.amountMinor).toBeLessThan(disputes[0]?.openMinor ?? 0);
  });

  it('is an account on hold until a day', async () => {
    const { holds } = await demo.client.holds.list();
    expect(holds).toMatchObject([{ target: { scope: 'account' }, until: expect.any(String) }]);
  });
});
