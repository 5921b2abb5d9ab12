import { describe, expect, test } from 'vitest';
import { levelAfter } from '../../../../shared/domain/promises/level.ts';

describe('the level of a promise', () => {
  test('is 1 for the first one', () => {
    expect(levelAfter(null)).toBe(1);
  });

  test('rises when it takes the place of one that is open or was broken', () => {
    expect(levelAfter({ level: 1, state: 'open' })).toBe(2);
    expect(levelAfter({ level: 2, state: 'broken' })).toBe(3);
  });

  test('stays for the rest of a partly kept one', () => {
    expect(levelAfter({ level: 1, state: 'partly_kept' })).toBe(1);
    expect(levelAfter({ level: 2, state: 'partly_kept' })).toBe(2);
  });

  test('starts again after one that was kept or taken back', () => {
    expect(levelAfter({ level: 3, state: 'kept' })).toBe(1);
    expect(levelAfter({ level: 3, state: 'withdrawn' })).toBe(1);
  });
});
