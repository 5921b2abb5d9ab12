import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isRpcFrame } from '../../../electron/hosts/rpc-frame.ts';

describe('a message of the window', () => {
  it('is a call, a piece of a stream or an abort', () => {
    const frames = [
      { i: '1', p: { u: '/worklist/page', b: { json: { limit: 100 } } } },
      { i: 2, t: 1, p: { u: '/x', h: { a: 'b', c: ['d'] }, m: 'GET' } },
      { i: '1', t: 3, p: { e: 'message', d: {} } },
      { i: '1', t: 4 },
    ];
    for (const frame of frames) expect(isRpcFrame(JSON.stringify(frame)), JSON.stringify(frame)).toBe(true);
  });

  it('is nothing else', () => {
    const others = [
      '',
      'null',
      '[]',
      '{}',
      '{"i":"1"}',
      '{"i":"1","p":{}}',
      '{"i":"1","p":{"u":"http://attacker.example/"}}',
      '{"i":{},"p":{"u":"/x"}}',
      '{"i":"1","t":2,"p":{"u":"/x"}}',
      '{"i":"1","p":{"u":"/x","m":"TRACE"}}',
      '{"i":"1","p":{"u":"/x","h":{"a":1}}}',
      '{"i":"1","p":{"u":"/x"},"extra":1}',
    ];
    for (const other of others) expect(isRpcFrame(other), other).toBe(false);
    for (const other of [undefined, null, 1, {}, new Uint8Array(3), ['{}']])
      expect(isRpcFrame(other)).toBe(false);
  });

  it('is told apart without ever throwing', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.json(), fc.anything()), (value) => {
        expect(typeof isRpcFrame(value)).toBe('boolean');
      }),
    );
  });
});
