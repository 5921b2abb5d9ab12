import { performance } from 'node:perf_hooks';

export interface Measured {
  readonly name: string;
  /** Milliseconds: of one run for long work, the middle of several for short work. */
  readonly ms: number;
  /** Milliseconds that the processor worked for this process, its threads included; other processes take nothing away. */
  readonly cpu?: number;
  readonly worst?: number;
  readonly runs: number;
}

/** One run of long work. */
export async function once(name: string, work: () => Promise<unknown> | unknown): Promise<Measured> {
  const before = process.cpuUsage();
  const start = performance.now();
  await work();
  const ms = performance.now() - start;
  const { user, system } = process.cpuUsage(before);
  return { name, ms, cpu: (user + system) / 1_000, runs: 1 };
}

/** Several runs of short work; the first one warms up and does not count. */
export async function several(
  name: string,
  work: () => Promise<unknown> | unknown,
  runs = 9,
): Promise<Measured> {
  await work();
  const times: number[] = [];
  for (let run = 0; run < runs; run++) times.push((await once(name, work)).ms);
  return summarised(name, times);
}

/** Short work, over and over as long as something else goes on. */
export async function during(
  name: string,
  other: Promise<unknown>,
  work: () => Promise<unknown>,
): Promise<Measured> {
  const times: number[] = [];
  let over = false;
  const ended = other.finally(() => {
    over = true;
  });
  while (!over) times.push((await once(name, work)).ms);
  await ended;
  return summarised(name, times);
}

/** The middle and the worst of times that were measured elsewhere, such as in a page. */
export function summarised(name: string, times: readonly number[]): Measured {
  const sorted = [...times].sort((left, right) => left - right);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { name, ms: at(0.5), worst: sorted.at(-1) ?? 0, runs: sorted.length };
}

/**
 * A line of the report: what the engine took, what the plain library took for the least of the same work, and the ratio;
 * of long work also the ratio of the processor's time, which is the same on a busy machine.
 */
export function reportLine(engine: Measured, plain: Measured | null): string {
  const columns = [
    engine.name.padEnd(34),
    milliseconds(engine.ms).padStart(12),
    besides(engine).padStart(18),
    (plain === null ? '' : milliseconds(plain.ms)).padStart(12),
    (plain === null ? '' : `${(engine.ms / plain.ms).toFixed(1)}×`).padStart(9),
    `${engine.runs} runs`.padStart(10),
    engine.cpu === undefined || plain?.cpu === undefined
      ? ''
      : `  CPU ${(engine.cpu / plain.cpu).toFixed(1)}× of ${milliseconds(plain.cpu)}`,
  ];
  return columns.join('');
}

function besides({ worst, cpu }: Measured): string {
  if (worst !== undefined) return `worst ${milliseconds(worst)}`;
  return cpu === undefined ? '' : `CPU ${milliseconds(cpu)}`;
}

function milliseconds(value: number): string {
  return `${value < 10 ? value.toFixed(2) : Math.round(value).toLocaleString('en-US')} ms`;
}
