import { describe, expect, test } from 'vitest';
import { failureReason } from '../../../../electron/engine/connectors/connector-failure.ts';
import {
  FROM_THE_BEGINNING,
  following,
  parseCursor,
  writeCursor,
} from '../../../../electron/engine/connectors/quickbooks/quickbooks-cursor.ts';

const FINISHED = {
  ...FROM_THE_BEGINNING,
  began: '2016-04-13T07:52:34.949-07:00',
  phase: 'done',
  table: 1,
  balances: true,
} as const;

describe('the cursor of QuickBooks', () => {
  test('the next read begins five minutes before the last one began, by QuickBooks’ time', () => {
    expect(following(FINISHED)).toEqual({ ...FROM_THE_BEGINNING, since: '2016-04-13T14:47:34.949Z' });
  });

  test('a read that was not finished goes on where it stood', () => {
    const half = {
      ...FINISHED,
      phase: 'rows',
      at: '2016-04-13T07:34:55-07:00',
      ties: 3,
      last: '65',
    } as const;
    expect(following(parseCursor(writeCursor(half)))).toEqual(half);
  });

  test.each(['', '{}', 'null', '{"v":2}', JSON.stringify({ ...FINISHED, phase: 'elsewhere' })])(
    'one that is not readable (%s) is answered by a full read',
    (text) => {
      const read = () => parseCursor(text);
      expect(read).toThrow();
      try {
        read();
      } catch (error) {
        expect(failureReason(error)).toBe('cursor_too_old');
      }
    },
  );
});
