import { randomBytes } from 'node:crypto';
import { EngineError } from '../platform/engine-error.ts';

/** Crockford's base 32: no I, L, O, U, so that a code copied by hand survives. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const CODE_BYTES = 20;
const DATA_CHARACTERS = 32;
const GROUP = 4;

/**
 * A new recovery code: 160 random bits as 32 characters and one check character, in groups of four
 * (`7K3M-…-Q9TX-4`). Shown once at set-up; only what it wraps is stored.
 */
export function newRecoveryCode(): string {
  return formatCode(encode(randomBytes(CODE_BYTES)));
}

/**
 * Reads a code as people type it: any case, O for 0, I and L for 1, with or without spaces and dashes.
 * Returns the 32 data characters, which the key is derived from. Throws `validation` that says what is wrong.
 */
export function parseRecoveryCode(text: string): string {
  const characters = text
    .toUpperCase()
    .replace(/[\s\-–—.]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
  const stranger = [...characters].find((character) => !ALPHABET.includes(character));
  if (stranger !== undefined) {
    throw invalid(`The character "${stranger}" does not occur in a recovery code. Check what you typed.`);
  }
  if (characters.length !== DATA_CHARACTERS + 1) {
    throw invalid(
      `A recovery code has ${DATA_CHARACTERS + 1} letters and digits; this has ${characters.length}. Check that none is missing.`,
    );
  }
  const data = characters.slice(0, DATA_CHARACTERS);
  if (checkCharacter(data) !== characters.slice(DATA_CHARACTERS)) {
    throw invalid(
      'The recovery code has a typing mistake: its check character does not match. Compare it again.',
    );
  }
  return data;
}

function encode(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{5}/g) ?? []).map((five) => ALPHABET.charAt(Number.parseInt(five, 2))).join('');
}

function formatCode(data: string): string {
  return [...(data.match(new RegExp(`.{${GROUP}}`, 'g')) ?? []), checkCharacter(data)].join('-');
}

/**
 * A check sum over GF(32), by Horner's scheme with the primitive polynomial x⁵ + x² + 1. It finds every single
 * wrong character and every swap of neighbours, before the slow derivation runs.
 */
function checkCharacter(data: string): string {
  const timesAlpha = (value: number) => (value << 1) ^ (value & 16 ? 0b100101 : 0);
  const sum = [...data].reduce((total, character) => timesAlpha(total) ^ ALPHABET.indexOf(character), 0);
  return ALPHABET.charAt(timesAlpha(sum));
}

function invalid(message: string): EngineError {
  return new EngineError('validation', message, { field: 'recoveryCode' });
}
