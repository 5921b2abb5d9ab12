import { describe, expect, it } from 'vitest';
import {
  canonicalJson,
  EMPTY_HEAD,
  entryHashOf,
  entryIdOf,
  payloadHashOf,
} from '../../../electron/engine/db/touchpoint-log/entry-hash.ts';

const FACTS = {
  seq: 1,
  at: '2026-11-20T09:30:00.000Z',
  actor: 'Zoë Straße',
  kind: 'note',
  account: null,
  payloadHash: '4daa0371c1dda1e2cb6c2bc1e3cae2ddcd51d5bb6dc1f97c0fda9b1ae3bf1a44',
  prev: EMPTY_HEAD.hash,
};

describe('the hashes of a log entry', () => {
  // Computed apart from this program: printf '%b' … | sha256sum.
  it('is SHA-256 over the salt bytes and the canonical payload', () => {
    expect(payloadHashOf('000102030405060708090a0b0c0d0e0f', '{"summary":"Zoë"}')).toBe(
      '4f2932e8f0933348adb70bc8546c25725d72faec216bc6e5ef13cd3c6cdcac50',
    );
  });

  it('is SHA-256 over the canonical JSON of number, time, actor, kind, account, payload hash and link', () => {
    expect(entryHashOf(FACTS)).toBe('a0de5bf1d14272bcc8dcc97c09245bc523e76e1b06b2af0e38e97a8929e87904');
  });

  it('covers every one of its facts', () => {
    const original = entryHashOf(FACTS);
    const others = [
      { ...FACTS, seq: 2 },
      { ...FACTS, at: '2026-11-20T09:30:00.001Z' },
      { ...FACTS, actor: 'Zoë Strasse' },
      { ...FACTS, kind: 'call' },
      { ...FACTS, account: '' },
      { ...FACTS, payloadHash: FACTS.payloadHash.replace('4', '5') },
      { ...FACTS, prev: FACTS.prev.replace('0', '1') },
    ];
    expect(new Set([original, ...others.map(entryHashOf)]).size).toBe(others.length + 1);
  });

  it('does not depend on the order in which the facts are handed over, nor on others beside them', () => {
    const { seq, ...rest } = FACTS;
    expect(entryHashOf({ ...rest, seq, ...{ id: 'x', payload: {} } })).toBe(entryHashOf(FACTS));
  });
});

describe('canonical JSON', () => {
  it('sorts names by UTF-16 code units and writes numbers as RFC 8785 says', () => {
    expect(canonicalJson({ ö: 1, b: [1e21, -0, 0.1, 1.5e-7], a: { z: null, B: true } })).toBe(
      '{"a":{"B":true,"z":null},"b":[1e+21,0,0.1,1.5e-7],"ö":1}',
    );
  });

  it('drops names without a value, as JSON does', () => {
    expect(canonicalJson({ a: undefined, b: 1 })).toBe('{"b":1}');
  });

  it.each([[Number.NaN], [Number.POSITIVE_INFINITY], ['\ud800'], [undefined]])('refuses %s', (value) => {
    expect(() => canonicalJson(value)).toThrow();
  });
});

describe('the id of an entry', () => {
  it('is a UUID of version 8 made from the hash', () => {
    const hash = 'ffffffffffffffffffffffffffffffff00000000000000000000000000000000';
    expect(entryIdOf(hash)).toBe('ffffffff-ffff-8fff-bfff-ffffffffffff');
    expect(entryIdOf('0'.repeat(64))).toBe('00000000-0000-8000-8000-000000000000');
  });
});
