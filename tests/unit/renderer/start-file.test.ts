import { describe, expect, it } from 'vitest';
import { startFileIn } from '../../../renderer/api/start-file.ts';

describe('the file that the browser host was started with', () => {
  it('stands beside the token, with its name as it is', () => {
    const fragment = new URLSearchParams({ token: 't', file: 'g-1', name: 'Offene Posten & Co #1.csv' });
    expect(startFileIn(`#${fragment}`)).toEqual({ grant: 'g-1', name: 'Offene Posten & Co #1.csv' });
  });

  it('is none without a grant', () => {
    for (const hash of ['', '#token=t', '#token=t&file=&name=a.csv']) expect(startFileIn(hash)).toBeNull();
  });

  it('is none in the address of a screen, whatever its parameters are called', () => {
    expect(startFileIn('#/worklist?file=g-1')).toBeNull();
    expect(startFileIn('#file=g-1&name=a.csv')).toBeNull();
  });

  it('has a name even when none came with it', () => {
    expect(startFileIn('#token=t&file=g-1')).toEqual({ grant: 'g-1', name: 'the file' });
  });
});
