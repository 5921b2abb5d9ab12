/** How often the SIGKILL tests kill: a few in `npm test`, `DUEBOOK_KILLS` of them in the long run. */
export function kills(usual: number): number {
  return Number(process.env.DUEBOOK_KILLS ?? usual);
}

/** Whole numbers from 0 to `limit` − 1, the same for the same seed (`DUEBOOK_SEED`); mulberry32. */
export function seededNumbers(
  seed = Number(process.env.DUEBOOK_SEED ?? 20_261_120),
): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * limit);
  };
}

/** Lets the event loop turn: other processes go on meanwhile, for a time that depends on the number only. */
export async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn++) await new Promise((resolve) => setImmediate(resolve));
}
