import { describe, expect, it } from 'vitest';
import { worklistFilterSchema } from '../../../shared/contract/worklist.ts';
import { ACCESS, bench, only, REPORT } from '../../support/engine/connection-bench.ts';

describe('a connection that was added', () => {
  it('is there without its secrets, which are in the key store, and was not read', async () => {
    const test = await bench();
    const connection = await only(test);
    expect(connection).toMatchObject({
      name: 'Head office',
      system: 'Tryton',
      settings: ACCESS.settings,
      hasSecrets: true,
      status: 'new',
      freshAt: null,
      lastRun: null,
      running: null,
    });
    expect(JSON.stringify(await test.client.connections.list())).not.toContain('correct horse');
  });

  it('keeps the password that is not typed again when it is changed', async () => {
    const test = await bench();
    await test.client.connections.change({ id: test.id, name: 'Branch', everyMinutes: 60 });
    expect(await only(test)).toMatchObject({ name: 'Branch', everyMinutes: 60, hasSecrets: true });
    await test.read();
    expect(test.password()).toBe('correct horse');
    await test.client.connections.change({ id: test.id, secrets: { password: 'battery staple' } });
    await test.read();
    expect(test.password()).toBe('battery staple');
  });

  it('is gone with its secrets when it is removed, and what it read stays', async () => {
    const test = await bench();
    await test.read();
    const filter = worklistFilterSchema.parse({ scope: 'all', held: 'any' });
    const sort = { key: 'priority', descending: true } as const;
    const { total } = await test.client.worklist.page({ filter, sort });
    await test.client.connections.remove({ id: test.id });
    expect(await test.client.connections.list()).toEqual([]);
    expect((await test.client.worklist.page({ filter, sort })).total).toBe(total);
    expect(total).toBeGreaterThan(0);
  });

  it('refuses a second one of its name, and fields that its system does not have', async () => {
    const { client } = await bench();
    await expect(client.connections.add({ ...ACCESS, name: 'head OFFICE' })).rejects.toMatchObject({
      code: 'conflict',
    });
    const odd = { ...ACCESS, name: 'Other', settings: { ...ACCESS.settings, colour: 'red' } };
    await expect(client.connections.add(odd)).rejects.toMatchObject({ code: 'validation' });
  });
});

describe('a test', () => {
  it('is kept with the connection; one of unsaved settings is not', async () => {
    const test = await bench();
    const tried = await test.client.connections.tryOut(ACCESS);
    expect(tried).toMatchObject(REPORT);
    expect((await only(test)).lastCheck).toBeNull();
    const tested = await test.client.connections.test({ id: test.id });
    expect(await only(test)).toMatchObject({
      lastCheck: tested,
      company: 'Halden Instruments A/S',
    });
  });

  it('of changed settings uses the password in the key store where none is typed', async () => {
    const test = await bench();
    const unsaved = { ...ACCESS, secrets: {} };
    await expect(test.client.connections.tryOut(unsaved)).rejects.toMatchObject({ code: 'validation' });
    await test.client.connections.tryOut({ ...unsaved, id: test.id });
    expect(test.password()).toBe('correct horse');
  });
});

describe('a value that cannot be right', () => {
  it('is refused with its field before anything is kept', async () => {
    const { client } = await bench();
    const netsuite = {
      kind: 'netsuite',
      name: 'Holding',
      settings: { accountId: 'app.netsuite.com/x', clientId: 'c', certificateId: 'k' },
      secrets: { key: `-----BEGIN PRIVATE KEY-----\n${'A'.repeat(5_000)}\n-----END PRIVATE KEY-----` },
    } as const;
    const refused = { code: 'validation', data: { details: { field: 'accountId' } } };
    await expect(client.connections.add(netsuite)).rejects.toMatchObject(refused);
    expect(await client.connections.list()).toHaveLength(1);
    const settings = { ...netsuite.settings, accountId: '1234567' };
    const added = await client.connections.add({ ...netsuite, settings });
    const change = { id: added.id, settings: { accountId: 'no/account' } };
    await expect(client.connections.change(change)).rejects.toMatchObject(refused);
    expect((await client.connections.list()).find(({ id }) => id === added.id)?.settings).toEqual(settings);
  });

  it('does not need what is optional', async () => {
    const { client } = await bench();
    const erpnext = {
      kind: 'erpnext',
      name: 'Site',
      settings: { address: 'https://erp.halden.example', apiKey: 'key', company: '' },
      secrets: { apiSecret: 'secret' },
    } as const;
    const { id, settings } = await client.connections.add(erpnext);
    expect(settings).toEqual({ address: 'https://erp.halden.example', apiKey: 'key' });
    const company = 'Halden Instruments A/S';
    expect((await client.connections.change({ id, settings: { company } })).settings).toEqual({
      ...settings,
      company,
    });
    expect((await client.connections.change({ id, settings: { company: ' ' } })).settings).toEqual(settings);
  });
});
