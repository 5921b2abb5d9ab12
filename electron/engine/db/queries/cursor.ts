import { EngineError } from '../../platform/engine-error.ts';

/** A position in a list as the opaque text that a page hands out. */
export function encodeCursor(position: unknown): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

/** Reads a position back; what no page has handed out is refused as `validation`. */
export function decodeCursor<Position>(
  cursor: string,
  isPosition: (value: unknown) => value is Position,
): Position {
  const position = parsed(cursor);
  if (isPosition(position)) return position;
  throw new EngineError(
    'validation',
    'This position is not one of the list. Start again from its first page.',
    {
      field: 'cursor',
    },
  );
}

function parsed(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
