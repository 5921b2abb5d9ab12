import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fixedClock } from '../../../electron/engine/platform/clock.ts';
import { EngineError } from '../../../electron/engine/platform/engine-error.ts';
import { createLogger, silentLogger } from '../../../electron/engine/platform/logger.ts';
import { instant } from '../../../shared/domain/dates.ts';
import { temporaryFolder } from '../../support/workspace.ts';

const clock = fixedClock(instant('2026-11-20T09:30:00.000Z'));

function openLogger(options: { maxBytes?: number; keep?: number } = {}) {
  const folder = join(temporaryFolder(), 'logs');
  const path = join(folder, 'duebook.log');
  const lines = () =>
    readFileSync(path, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
  return { folder, path, lines, logger: createLogger({ folder, clock, ...options }) };
}

describe('the local log', () => {
  it('writes one JSON line per event, with the time, readable by its owner only', () => {
    const { logger, lines, path, folder } = openLogger();
    logger.info('workspace.opened', { rows: 12, cold: true, store: 'keyring' });
    logger.warn('keyring.unavailable');
    expect(lines()).toEqual([
      {
        at: '2026-11-20T09:30:00.000Z',
        level: 'info',
        event: 'workspace.opened',
        rows: 12,
        cold: true,
        store: 'keyring',
      },
      { at: '2026-11-20T09:30:00.000Z', level: 'warn', event: 'keyring.unavailable' },
    ]);
    expect((statSync(path).mode | statSync(folder).mode) & 0o077).toBe(0);
  });

  it.each([
    'Zeta Trading LLC',
    'pay@zeta.example',
    '5,119.85',
    'INV-0042',
    '/home/anna/clients/zeta',
    'word word',
  ])('does not write "%s", wherever it comes in', (text) => {
    const { logger, path } = openLogger();
    logger.info(text, { value: text, [text]: 1 });
    logger.error('failed', new Error(text, { cause: new EngineError('validation', text, { text }) }), {
      text,
    });
    logger.error('failed', new Error(`no\n    at ${text} (x.ts:1:1)\n    at ${text}`));
    logger.error('failed', text);
    logger.error('failed', Object.assign(new Error('x'), { code: text, name: text }));
    expect(readFileSync(path, 'utf8')).not.toContain(text);
  });

  it('keeps class, code, frames and cause of an error under the reference that it returns', () => {
    const { logger, lines } = openLogger();
    const cause = Object.assign(new TypeError('secret'), { code: 'SQLITE_FULL' });
    const reference = logger.error('command.failed', new EngineError('disk_full', 'secret', {}, cause));
    expect(lines()).toEqual([
      expect.objectContaining({
        level: 'error',
        event: 'command.failed',
        reference,
        error: {
          name: 'EngineError',
          code: 'disk_full',
          frames: expect.arrayContaining([expect.stringMatching(/platform\/logger\.test\.ts:\d+/)]),
          cause: { name: 'TypeError', code: 'sqlite_full', frames: expect.any(Array) },
        },
      }),
    ]);
    expect(JSON.stringify(lines())).not.toContain(process.cwd());
  });

  it('starts a new file when one is full and keeps a few old ones', () => {
    const { logger, folder } = openLogger({ maxBytes: 300, keep: 2 });
    for (let number = 0; number < 30; number++) logger.info('event', { number });
    expect(readdirSync(folder).sort()).toEqual(['duebook.log', 'duebook.log.1', 'duebook.log.2']);
    for (const file of readdirSync(folder))
      expect(statSync(join(folder, file)).size).toBeLessThanOrEqual(300);
    expect(readFileSync(join(folder, 'duebook.log'), 'utf8')).toContain('"number":29');
  });

  it('that cannot be written stops nothing', () => {
    const file = join(temporaryFolder(), 'file');
    writeFileSync(file, '');
    const logger = createLogger({ folder: join(file, 'logs'), clock });
    logger.info('event');
    expect(logger.error('failed', new Error('x'))).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('can be silent and still gives references', () => {
    expect(silentLogger.error('failed', new Error('x'))).not.toBe(
      silentLogger.error('failed', new Error('x')),
    );
    expect(existsSync('logs')).toBe(false);
  });
});
