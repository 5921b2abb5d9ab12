import { describe, expect, it } from 'vitest';
import type { ShownError } from '../../../../renderer/api/errors.ts';
import { offerTags } from '../../../../renderer/features/takeover/offer-tags.ts';
import { problemOf } from '../../../../renderer/features/takeover/takeover-problem.ts';
import { timeBetween, windowWords } from '../../../../renderer/features/takeover/window-words.ts';
import { addDays, instant, plainDate } from '../../../../shared/domain/dates.ts';
import { FINGERPRINT, offered } from './sample-handoff.ts';

const TODAY = plainDate('2026-11-21');
const window = { from: plainDate('2026-11-20'), to: plainDate('2026-11-23') };

describe('how a window stands', () => {
  it.each([
    [{ ...window, from: addDays(TODAY, 1), state: 'not_begun', daysLeft: 3 }, 'begins tomorrow'],
    [{ ...window, state: 'running', daysLeft: 3 }, '3 days left'],
    [{ ...window, state: 'running', daysLeft: 1 }, 'today is the last day'],
    [{ ...window, to: addDays(TODAY, -1), state: 'over', daysLeft: 0 }, 'over since today'],
    [{ ...window, state: 'returned', daysLeft: 3 }, 'returned'],
  ] as const)('%o: %s', (stands, words) => {
    expect(windowWords(stands, TODAY, 'en-GB')).toBe(words);
  });
});

describe('the time to the first contact', () => {
  const from = instant('2026-11-21T08:00:00.000Z');
  it.each([
    ['2026-11-21T08:00:05.000Z', '1 minute'],
    ['2026-11-21T08:09:40.000Z', '10 minutes'],
    ['2026-11-21T09:59:00.000Z', '119 minutes'],
    ['2026-11-21T11:10:00.000Z', '3 hours'],
    ['2026-11-24T08:00:00.000Z', '3 days'],
  ])('until %s it is %s', (to, words) => {
    expect(timeBetween(from, instant(to))).toBe(words);
  });
});

describe('what stands beside an offered account', () => {
  const texts = (change: Parameters<typeof offered>[1]) =>
    offerTags(offered('Contoso', change), TODAY, 'en-GB').map(({ text }) => text);

  it('is nothing where nothing is under way', () => {
    expect(texts({})).toEqual([]);
  });

  it('is first of all what must not be done', () => {
    expect(
      texts({
        doNotContact: 'mail',
        holds: 1,
        replyWaiting: true,
        promises: 1,
        promiseDue: plainDate('2026-11-22'),
        disputes: 1,
        drafts: 2,
      }),
    ).toEqual([
      'Do not write',
      'On hold',
      'Waits for an answer',
      'Promise due tomorrow',
      '1 dispute',
      '2 drafts',
    ]);
  });

  it('tells a promise whose day went by from one that is due', () => {
    expect(texts({ promiseDue: TODAY })).toEqual(['Promise due today']);
    expect(texts({ promiseDue: plainDate('2026-11-20') })).toEqual(['Promised, yesterday']);
  });
});

describe('why a pack cannot be looked at', () => {
  const error = (code: ShownError['code'], details: Record<string, unknown> = {}): ShownError => ({
    ...{ code, details, title: 'Title', text: 'The engine says why.', reference: null },
  });
  const nobody = { own: null, keys: 'none' } as const;
  const locked = { own: {} as never, keys: 'locked' } as const;
  const open = { own: {} as never, keys: 'open' } as const;

  it.each([
    ['no person was made yet', error('no_key'), nobody, false, { kind: 'no_person' }],
    ['the keys wait for their passphrase', error('no_key'), locked, false, { kind: 'locked_keys' }],
    ['the key store is out of reach', error('no_key'), open, false, { kind: 'other' }],
    [
      'a passphrase is wanted',
      error('wrong_recipient', { passphrase: 'missing' }),
      nobody,
      false,
      { kind: 'passphrase', wrong: false },
    ],
    [
      'the passphrase is another one',
      error('wrong_recipient'),
      open,
      true,
      { kind: 'passphrase', wrong: true },
    ],
    [
      'it is for somebody else',
      error('wrong_recipient'),
      open,
      false,
      { kind: 'wrong_recipient', text: 'The engine says why.' },
    ],
    [
      'the sender is not known here',
      error('bad_pack', { sender: { id: 'p-1', name: 'Ada', fingerprint: FINGERPRINT } }),
      open,
      false,
      { kind: 'stranger', name: 'Ada', fingerprint: FINGERPRINT },
    ],
    ['it is damaged', error('bad_pack'), open, false, { kind: 'bad_pack', text: 'The engine says why.' }],
    [
      'it comes from a later version',
      error('newer_version'),
      open,
      false,
      { kind: 'newer_version', text: 'The engine says why.' },
    ],
    ['the file is gone', error('bad_file'), open, false, { kind: 'other' }],
  ] as const)('%s', (_why, given, people, tried, expected) => {
    expect(problemOf(given, people, tried)).toEqual(expected);
  });
});
