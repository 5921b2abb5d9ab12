import { expect, it } from 'vitest';
import { passphraseDesk } from './desk.ts';
import { callAt } from './procedures.ts';

it('a request that cannot even be decoded is refused with a code of the contract, and harms nothing', async () => {
  const desk = await passphraseDesk();
  try {
    const hostile = { settings: JSON.parse('{"x":1}') as Record<string, unknown> };
    Object.defineProperty(hostile.settings, '__proto__', { value: 5n, enumerable: true });
    await expect(callAt(desk.client, 'settings.change', hostile)).rejects.toMatchObject({
      code: 'validation',
      data: { details: { path: '' } },
    });
    expect(Object.getPrototypeOf({})).toBe(Object.prototype);
    await expect(desk.client.app.info()).resolves.toBeDefined();
  } finally {
    await desk.close();
  }
});
