import type { Emitter } from 'liquidjs';

/** What one template may use. Rendering runs at once and never computes longer than `renderMs`. */
export interface TemplateLimits {
  /** Computing time for a subject or a body, in milliseconds. */
  readonly renderMs: number;
  /** Characters and list entries that filters and loops may make. */
  readonly memory: number;
  /** Characters of the rendered subject or body, tables not counted. */
  readonly output: number;
}

export const TEMPLATE_LIMITS: TemplateLimits = { renderMs: 250, memory: 200_000, output: 200_000 };

/** Collects the output of a template and stops it when it grows beyond the limit. */
export class BoundedEmitter implements Emitter {
  buffer = '';
  readonly #limit: number;
  constructor(limit: number) {
    this.#limit = limit;
  }
  write(part: unknown): void {
    this.buffer += typeof part === 'string' ? part : '';
    if (this.buffer.length > this.#limit) throw new OutputLimitError();
  }
}

/** Thrown when a template writes more than it may. */
export class OutputLimitError extends Error {
  constructor() {
    super('output limit exceeded');
    this.name = 'OutputLimitError';
  }
}
