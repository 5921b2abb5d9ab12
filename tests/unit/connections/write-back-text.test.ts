import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CONNECTOR_KINDS } from '../../../shared/domain/connections/connector-kinds.ts';
import {
  exampleNote,
  NOTE_KINDS,
  type NoteFacts,
  noteMarker,
  noteText,
  writeBackKind,
  writeBackOffer,
} from '../../../shared/domain/connections/write-back.ts';
import { plainDate } from '../../../shared/domain/dates.ts';
import { TOUCHPOINT_KINDS } from '../../../shared/domain/touchpoint-kinds.ts';

const DAY = plainDate('2026-11-22');
const MARKER = '4f1c09be27d5';
const END = '(Ada Lund, 2026-11-22) [Duebook 4f1c09be27d5]';

function text(facts: Partial<NoteFacts>): string {
  return noteText(
    { entry: 'note', date: DAY, actor: 'Ada Lund', text: '', outcome: null, subject: null, ...facts },
    MARKER,
  );
}

describe('the text of a note', () => {
  it.each([
    ['a note as it was written', { text: 'New address from May.' }, `New address from May. ${END}`],
    [
      'a call with what came of it',
      { entry: 'call', outcome: 'right_party', text: 'Pays on Friday.' },
      `Call, right party: Pays on Friday. ${END}`,
    ],
    [
      'that nobody was reached',
      { entry: 'call', outcome: 'voicemail' },
      `Call, not reached (voicemail) ${END}`,
    ],
    ['a meeting', { entry: 'meeting', text: 'All open items.' }, `Meeting: All open items. ${END}`],
    [
      'of a mail its subject',
      { entry: 'mail_sent', subject: 'Reminder: R-1', text: 'Dear Ms Berg, …' },
      `Mail sent: Reminder: R-1 ${END}`,
    ],
    ['of a letter that it was sent', { entry: 'letter', text: 'The whole letter' }, `Letter sent ${END}`],
  ] as const)('says %s', (_what, facts, expected) => {
    expect(text(facts)).toBe(expected);
  });

  it('never holds what stands in a mail or letter', () => {
    for (const entry of ['mail', 'mail_sent', 'draft_sent_in_mailbox', 'letter', 'sms'] as const) {
      expect(text({ entry, text: 'confidential' })).not.toContain('confidential');
    }
  });

  it('ends with its marker, has no control characters but line breaks, and is never endless', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...TOUCHPOINT_KINDS),
        fc.string({ unit: 'binary', maxLength: 5_000 }),
        (entry, words) => {
          const note = text({ entry, text: words, subject: words });
          expect(note.endsWith(`[Duebook ${MARKER}]`)).toBe(true);
          expect(note).not.toMatch(/[^\P{Cc}\n]/u);
          expect(note.length).toBeLessThan(2_300);
        },
      ),
    );
  });

  it('does not cut a character in half', () => {
    const note = text({ text: '🙂'.repeat(2_000) });
    expect(note.isWellFormed()).toBe(true);
    expect(note).toContain('…');
  });

  it('is shown by an example of each kind before it is approved', () => {
    for (const kind of NOTE_KINDS) {
      expect(exampleNote(kind, 'Ada Lund', DAY)).toMatch(
        /\(Ada Lund, 2026-11-22\) \[Duebook [0-9a-f]{12}\]$/,
      );
    }
  });
});

describe('the marker', () => {
  it('is the same for the same entry, short, and another for another entry', () => {
    const id = 'a1b2c3d4-e5f6-8a7b-8c9d-0e1f2a3b4c5d';
    expect(noteMarker(id)).toBe('a1b2c3d4e5f6');
    expect(noteMarker(id)).toBe(noteMarker(id));
    expect(noteMarker('b1b2c3d4-e5f6-8a7b-8c9d-0e1f2a3b4c5d')).not.toBe(noteMarker(id));
  });
});

describe('what flows back', () => {
  it('is what a person did towards a customer, and nothing of planning, set-up or the ledger', () => {
    const flowing = TOUCHPOINT_KINDS.filter((kind) => writeBackKind(kind) !== null);
    expect(flowing).toEqual([
      'note',
      'call',
      'mail',
      'letter',
      'sms',
      'meeting',
      'draft_sent_in_mailbox',
      'mail_sent',
    ]);
  });

  it('is offered only where a note needs no right to change figures, and says why not elsewhere', () => {
    const offered = CONNECTOR_KINDS.filter((kind) => writeBackOffer(kind).offered);
    expect(offered).toEqual(['tryton', 'odoo', 'erpnext']);
    for (const kind of CONNECTOR_KINDS) {
      const offer = writeBackOffer(kind);
      expect(offer.offered ? offer.right : offer.reason).toMatch(/^[A-Z].{30,}\.$/);
    }
  });
});
