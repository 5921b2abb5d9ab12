import { generateKeyPairSync, sign } from 'node:crypto';
import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  certificateBytes,
  type EraseCertificate,
  signCertificate,
  verifyCertificate,
} from '../../../electron/engine/services/contract-end/erase-certificate.ts';
import { lastingSignerOf, signerOf } from '../../../electron/engine/services/contract-end/signer.ts';
import { FACTS, newPeople, OUTCOME } from '../../support/contract-end/certificates.ts';

function read(certificate: unknown) {
  return verifyCertificate(Buffer.from(`${canonicalize(certificate)}\n`, 'utf8'));
}

async function bySupervisor(): Promise<EraseCertificate> {
  const people = newPeople();
  await people.create({ name: 'Ines Okafor', role: 'supervisor' });
  return signCertificate(FACTS, OUTCOME, signerOf(people));
}

describe('a certificate', () => {
  it('holds when it is read back, and says who signed it', async () => {
    const certificate = await bySupervisor();
    expect(verifyCertificate(certificateBytes(certificate))).toEqual({ ok: true, certificate });
    expect(certificate.signedBy).toMatchObject({ name: 'Ines Okafor', role: 'supervisor' });
    expect(certificate.signingKey).toBe(certificate.signedBy?.signingKey);
  });

  it('without a person is signed by a key made for it, and names nobody', async () => {
    const [first, second] = [
      await signCertificate(FACTS, OUTCOME, signerOf(newPeople())),
      await signCertificate(FACTS, OUTCOME, signerOf(newPeople())),
    ];
    expect(first.signedBy).toBeNull();
    expect(first.signingKey).not.toBe(second.signingKey);
    expect(read(first)).toMatchObject({ ok: true });
  });

  it('does not hold when any one byte of it is another', async () => {
    const bytes = Buffer.from(certificateBytes(await bySupervisor()));
    const length = bytes.toString('utf8').trimEnd().length;
    fc.assert(
      fc.property(fc.nat(length - 1), fc.integer({ min: 1, max: 255 }), (at, difference) => {
        const changed = Buffer.from(bytes);
        changed.writeUInt8(changed.readUInt8(at) ^ difference, at);
        expect(changed.equals(bytes) || !verifyCertificate(changed).ok).toBe(true);
      }),
      { numRuns: 500, seed: 20_261_122 },
    );
  });

  it('does not hold with a number, name or state written anew', async () => {
    const certificate = await bySupervisor();
    const changes: readonly Partial<EraseCertificate>[] = [
      { state: 'begun' },
      { erasedAt: '2026-11-19T10:00:02.000Z' },
      { counts: { accounts: 59, documents: 600 } },
      { workspace: { ...certificate.workspace, name: 'Somebody else' } },
      { notErased: [] },
      { signedBy: null },
    ];
    for (const change of changes) {
      expect(read({ ...certificate, ...change })).toMatchObject({
        ok: false,
        reason: expect.stringContaining('changed'),
      });
    }
  });

  it('does not hold under the name of a person whose keys did not sign it', async () => {
    const genuine = await bySupervisor();
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    const { x = '' } = publicKey.export({ format: 'jwk' });
    const forge = async (card: EraseCertificate['signedBy']) =>
      signCertificate(FACTS, OUTCOME, {
        card: card as never,
        signingKey: x,
        sign: async (bytes) => sign(null, bytes, privateKey),
      });
    expect(read(await forge(genuine.signedBy))).toMatchObject({ ok: false });
    const withOwnKey = genuine.signedBy === null ? null : { ...genuine.signedBy, signingKey: x };
    expect(read(await forge(withOwnKey))).toMatchObject({ ok: false, reason: expect.stringContaining('id') });
  });

  it('does not hold in a form that could say two things', async () => {
    const certificate = await bySupervisor();
    const text = Buffer.from(certificateBytes(certificate)).toString('utf8').trim();
    const twice = `{"by":"Somebody else",${text.slice(1)}`;
    for (const other of [
      twice,
      JSON.stringify(certificate, null, 2),
      '',
      'null',
      '[]',
      '{}',
      text.slice(0, -1),
    ]) {
      expect(verifyCertificate(Buffer.from(other))).toMatchObject({ ok: false });
    }
    expect(read({ ...certificate, more: 1 })).toMatchObject({ ok: false });
  });

  it('of a newer Duebook is refused as such', async () => {
    const certificate = await bySupervisor();
    expect(() => read({ ...certificate, formatVersion: 2 })).toThrow(
      expect.objectContaining({ code: 'newer_version' }),
    );
  });

  it('is not mistaken for anything else that the same key signs', async () => {
    const people = newPeople();
    await people.create({ name: 'Ines Okafor', role: 'supervisor' });
    const { signature, ...unsigned } = await signCertificate(FACTS, OUTCOME, signerOf(people));
    const overPlainJson = await people.sign(Buffer.from(canonicalize(unsigned) ?? '', 'utf8'));
    expect(signature).toHaveLength(86);
    expect(read({ ...unsigned, signature: overPlainJson.toString('base64url') })).toMatchObject({
      ok: false,
    });
  });
});

it('a signer for a window goes on after the keys were locked', async () => {
  const people = newPeople();
  await people.create(
    { name: 'Ines Okafor', role: 'specialist' },
    { kind: 'passphrase', passphrase: 'nine quiet herons' },
  );
  const signer = await lastingSignerOf(people);
  people.lock();
  await expect(people.sign(Buffer.from('x'))).rejects.toMatchObject({ code: 'no_key' });
  expect(read(await signCertificate(FACTS, OUTCOME, signer))).toMatchObject({ ok: true });
  await expect(lastingSignerOf(people)).rejects.toMatchObject({ code: 'no_key' });
});
