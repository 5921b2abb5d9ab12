import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { newHeader, parseHeader, readHeader, writeHeader } from '../../../electron/engine/db/header.ts';
import { workspacePaths } from '../../../electron/engine/db/workspace-paths.ts';
import { newRawKey, rawKeyToHex } from '../../../electron/engine/secrets/raw-key.ts';
import type { WorkspaceId } from '../../../shared/domain/ids.ts';
import { CONTEXT, temporaryFolder } from '../../support/workspace.ts';

const key = newRawKey();
const header = newHeader('w-1' as WorkspaceId, CONTEXT.now, key, {
  keyring: { service: 'duebook', account: 'workspace w-1' },
});
const bytesOf = (value: unknown) => Buffer.from(JSON.stringify(value));

describe('the header of a workspace', () => {
  it('comes back from the file as it was written', () => {
    const folder = temporaryFolder();
    writeHeader(folder, header);
    expect(readHeader(folder)).toEqual(header);
  });

  it('holds neither the key nor a name', () => {
    const folder = temporaryFolder();
    writeHeader(folder, header);
    const text = readFileSync(workspacePaths(folder).header, 'utf8');
    expect(text).not.toContain(rawKeyToHex(key));
    expect(Object.keys(JSON.parse(text)).sort()).toEqual(
      ['cipher', 'createdAt', 'format', 'formatVersion', 'keyCheck', 'slots', 'workspaceId'].sort(),
    );
  });

  it('is replaced whole, leaves no working file, and only its owner can read it', () => {
    const folder = temporaryFolder();
    writeHeader(folder, header);
    writeHeader(folder, { ...header, slots: {} });
    expect(readHeader(folder).slots).toEqual({});
    expect(readdirSync(folder)).toEqual(['workspace.json']);
    expect(statSync(workspacePaths(folder).header).mode & 0o077).toBe(0);
  });

  it('answers not_found where there is no workspace', () => {
    const folder = temporaryFolder();
    expect(() => readHeader(folder)).toThrow(expect.objectContaining({ code: 'not_found' }));
    expect(() => readHeader(`${folder}/none`)).toThrow(expect.objectContaining({ code: 'not_found' }));
  });

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['half of it', bytesOf(header).subarray(0, 80)],
    ['no JSON', Buffer.from('hello')],
    ['no UTF-8', Buffer.from([0xff, 0xfe, 0x00])],
    ['another program', bytesOf({ format: 'other', formatVersion: 1 })],
    ['an unknown name', bytesOf({ ...header, customer: 'Zeta' })],
    ['a short key check', bytesOf({ ...header, keyCheck: 'abc' })],
    ['an unknown cipher', bytesOf({ ...header, cipher: 'none' })],
    ['far too much', Buffer.alloc(200_000, ' ')],
  ])('answers damaged to %s', (_, bytes) => {
    const folder = temporaryFolder();
    writeFileSync(workspacePaths(folder).header, bytes);
    expect(() => readHeader(folder)).toThrow(
      expect.objectContaining({ code: 'damaged', message: expect.stringContaining('workspace.json') }),
    );
  });

  it('answers newer_version to a later format, whatever else stands in it', () => {
    expect(() =>
      parseHeader(bytesOf({ format: 'duebook-workspace', formatVersion: 2, cipher: 'new' })),
    ).toThrow(
      expect.objectContaining({ code: 'newer_version', message: expect.stringContaining('Update Duebook') }),
    );
  });
});
