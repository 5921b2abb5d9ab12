import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ORPCError } from '@orpc/client';
import fc from 'fast-check';
import { afterEach, expect, it } from 'vitest';
import type { AppEvent, Job } from '../../shared/contract/app.ts';
import { errorDataSchema } from '../../shared/contract/base.ts';
import { ERROR_CODES } from '../../shared/domain/errors.ts';
import { BOOK_CASES } from './book-cases.ts';
import { type Desk, demoDesk, passphraseDesk } from './desk.ts';
import { hostileValue, mutated, mutations } from './hostile-values.ts';
import { FILTER, NEW_BOOKS, PASSPHRASE, SORT } from './inputs.ts';
import { callAt, PROCEDURES, type Procedure, procedureAt } from './procedures.ts';

/** Calls with hostile input; many more in the long run. */
const CALLS = Number(process.env.DUEBOOK_FUZZ ?? 400);
/** Another one each time, unless it is given: a run that found something is repeated with the seed that it named. */
const SEED = process.env.DUEBOOK_FUZZ_SEED;
const RUN = { endOnFailure: true, ...(SEED === undefined ? {} : { seed: Number(SEED) }) };
/** Deriving a key from a passphrase is slow on purpose. */
const CALLS_WITH_KEYS = Math.ceil(CALLS / 10);
const WITH_PASSPHRASE = { with: 'passphrase', passphrase: PASSPHRASE } as const;
const TIME_LIMIT = 1_800_000;

const opened: Desk[] = [];
afterEach(async () => {
  for (const desk of opened.splice(0)) await desk.close();
});

/** Answers as the contract says, or refuses with one of its codes and in words for people. True: it answered. */
async function answersOrRefuses(desk: Desk, { path, output }: Procedure, input: unknown): Promise<boolean> {
  const answer = await callAt(desk.client, path, input).then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );
  if ('value' in answer) {
    if (path !== 'app.watch') output.parse(answer.value);
    return true;
  }
  const { error } = answer;
  if (!(error instanceof ORPCError)) throw error;
  expect(ERROR_CODES, error.message).toContain(error.code);
  const data = errorDataSchema.parse(error.data);
  expect(data).toEqual(error.data);
  if (error.code === 'internal') throw new Error(`${path} went wrong: ${programLog(desk, data.reference)}`);
  expect(error.message).not.toMatch(/SQLITE|\bat .+:\d+:\d+|\[object/);
  return false;
}

/** What the program noted about it under its reference: frames without data. */
function programLog({ home }: Desk, reference: string | undefined): string {
  const lines = readFileSync(join(home, 'logs', 'duebook.log'), 'utf8').split('\n');
  const line = lines.find((text) => reference !== undefined && text.includes(reference));
  if (line === undefined) throw new Error('An internal error left no line in the program log.');
  return line;
}

/** The jobs that failed with `internal` since this was called. */
async function watchJobs({ client }: Desk): Promise<readonly Job[]> {
  const internal: Job[] = [];
  const events = await client.app.watch();
  const follow = async (stream: AsyncIterable<AppEvent>) => {
    for await (const event of stream) {
      if (event.type === 'job' && event.job.error?.code === 'internal') internal.push(event.job);
    }
  };
  void follow(events).catch(() => undefined);
  return internal;
}

async function worksStill(desk: Desk): Promise<void> {
  const { jobId } = await desk.client.imports.run(desk.pickedLedger());
  expect(await desk.ended(jobId)).toMatchObject({ state: 'done' });
  const page = await desk.client.worklist.page({ filter: FILTER, sort: SORT });
  expect(page.items.length).toBeGreaterThan(0);
  const accountId = await desk.accountId();
  await desk.client.accounts.addTouchpoint({ accountId, kind: 'note', text: 'Still here' });
  expect(await desk.client.log.verify()).toMatchObject({ ok: true });
  expect(Object.prototype).not.toHaveProperty('polluted');
}

it(
  'hostile input to any procedure on open books is answered or refused by a code, and harms nothing',
  async () => {
    const desk = await demoDesk();
    opened.push(desk);
    const internalJobs = await watchJobs(desk);
    const good = new Map<string, unknown>();
    for (const [path, input] of Object.entries(BOOK_CASES)) {
      if (procedureAt(path).input !== null) good.set(path, await input(desk));
    }
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...good.keys()), mutations, async (path, changes) => {
        await answersOrRefuses(desk, procedureAt(path), mutated(good.get(path), changes));
      }),
      { numRuns: CALLS, ...RUN },
    );
    await worksStill(desk);
    expect(internalJobs).toEqual([]);
  },
  TIME_LIMIT,
);

it(
  'anything at all as the whole input is answered or refused by a code',
  async () => {
    const desk = await demoDesk();
    opened.push(desk);
    const procedures = PROCEDURES.filter(({ path }) => path in BOOK_CASES);
    for (const procedure of procedures) {
      await fc.assert(
        fc.asyncProperty(hostileValue, async (input) => {
          await answersOrRefuses(desk, procedure, input);
        }),
        { numRuns: procedure.input === null ? 1 : Math.ceil(CALLS / procedures.length), ...RUN },
      );
    }
    await worksStill(desk);
  },
  TIME_LIMIT,
);

it(
  'hostile input around keys and folders is answered or refused by a code, and the books stay as they were',
  async () => {
    const desk = await passphraseDesk();
    opened.push(desk);
    await desk.importLedger();
    const { client } = desk;
    const [recent] = (await client.app.info()).recents;
    const targets = [
      ['workspaces.create', NEW_BOOKS],
      ['workspaces.open', { recentId: recent?.id, folderGrant: 'no such grant' }],
      ['workspaces.unlock', { with: 'passphrase', passphrase: 'not the one' }],
      ['workspaces.unlock', { with: 'recovery', code: 'ABCD-EFGH' }],
      ['workspaces.changeProtection', { kind: 'passphrase', passphrase: 'short' }],
      [
        'workspaces.backups.restore',
        { ...desk.pickedLedger(), unlock: { with: 'passphrase', passphrase: 'x' } },
      ],
      ['workspaces.backups.download', { fileName: '../workspace.db' }],
      ['takeover.look', { source: { grant: desk.pickedLedger().grant }, passphrase: null }],
      ['takeover.look', { source: { shared: '../people.json' }, passphrase: 'x' }],
      ['takeover.brief', { source: { grant: 'no such grant' }, passphrase: 'x', form: 'html' }],
      ['takeover.enter', { handoff: 'h-1', unlock: { with: 'keyring' } }],
      ['takeover.return', { final: true, to: 'shared' }],
    ] as const;
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...targets), mutations, async ([path, good], changes) => {
        if (!(await answersOrRefuses(desk, procedureAt(path), mutated(good, changes)))) return;
        // A changed input can be good: other books are open now, or these have another passphrase.
        if (path === 'workspaces.changeProtection')
          await client.workspaces.changeProtection(NEW_BOOKS.protection);
        await client.workspaces.open({ recentId: recent?.id });
        await client.workspaces.unlock(WITH_PASSPHRASE);
      }),
      { numRuns: CALLS_WITH_KEYS, ...RUN },
    );
    for (const path of [
      'workspaces.lock',
      'workspaces.lock',
      'workspaces.close',
      'workspaces.close',
      'log.verify',
    ])
      await answersOrRefuses(desk, procedureAt(path), undefined);
    await client.workspaces.open({ recentId: recent?.id });
    await client.workspaces.unlock(WITH_PASSPHRASE);
    await worksStill(desk);
  },
  TIME_LIMIT,
);

it(
  'a position that no page handed out is refused, whatever list it is for',
  async () => {
    const desk = await demoDesk();
    opened.push(desk);
    for (const path of ['worklist.page', 'accounts.timeline', 'drafts.list', 'log.page']) {
      const good = (await BOOK_CASES[path]?.(desk)) as object;
      for (const cursor of ['', '7', 'NaN', 'e30', 'W10', 'bnVsbA', 'WzEsMiwzLDQsNSw2XQ', '%%%', 'MS41']) {
        const refused = callAt(desk.client, path, { ...good, cursor });
        await expect(refused, `${path} ${cursor}`).rejects.toMatchObject({ code: 'validation' });
      }
    }
  },
  TIME_LIMIT,
);
