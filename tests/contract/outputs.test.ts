import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AppEvent, appEventSchema, type Job, jobSchema } from '../../shared/contract/app.ts';
import { importOutcomeSchema } from '../../shared/contract/import-procedures.ts';
import { logVerificationSchema } from '../../shared/contract/log.ts';
import { backupInfoSchema } from '../../shared/contract/workspaces.ts';
import { BOOK_CASES } from './book-cases.ts';
import { type Desk, demoDesk, passphraseDesk } from './desk.ts';
import { callAt, PROCEDURES, procedureAt } from './procedures.ts';
import { SESSION_CASES } from './session-cases.ts';

/** Answers that are streams have tests of their own. */
const STREAMS = ['app.watch'];

let demo: Desk;
let session: Desk;
beforeAll(async () => {
  demo = await demoDesk();
  session = await passphraseDesk();
});
afterAll(async () => {
  await demo?.close();
  await session?.close();
});

/** Nothing is missing, of another form or beyond what the contract says. */
async function answersAsTheContractSays(desk: Desk, path: string, input: unknown): Promise<void> {
  const { output } = procedureAt(path);
  const answer = await callAt(desk.client, path, input);
  expect(output.parse(answer)).toEqual(answer);
}

it('every procedure of the contract has a case', () => {
  const cases = [...Object.keys(BOOK_CASES), ...Object.keys(SESSION_CASES), ...STREAMS];
  expect(cases.sort()).toEqual(PROCEDURES.map(({ path }) => path).sort());
});

describe('on the demo’s books the answer is what the contract says, of', () => {
  it.each(Object.entries(BOOK_CASES))('%s', async (path, input) => {
    await answersAsTheContractSays(demo, path, await input(demo));
  });

  it('a search, a page and a timeline that go on behind a position', async () => {
    for (const path of [
      'worklist.page',
      'accounts.timeline',
      'log.page',
      'drafts.list',
      'cash.unapplied',
      'cash.matches',
    ]) {
      const input = { ...((await BOOK_CASES[path]?.(demo)) as object), limit: 1 };
      const first = (await callAt(demo.client, path, input)) as { readonly next: string | null };
      expect(first.next, path).not.toBeNull();
      await answersAsTheContractSays(demo, path, { ...input, cursor: first.next });
    }
  });
});

describe('between workspaces the answer is what the contract says, of', () => {
  // The books of the demo are written anew, which takes its time on a busy computer.
  it.each(Object.entries(SESSION_CASES))('%s', { timeout: 120_000 }, async (path, input) => {
    await answersAsTheContractSays(session, path, await input(session));
    await answersAsTheContractSays(session, 'app.status', undefined);
    await answersAsTheContractSays(session, 'app.info', undefined);
  });
});

describe('a job’s result is what the contract says, of', () => {
  const ended = async (start: Promise<{ readonly jobId: Job['id'] }>): Promise<Job> => {
    const job = jobSchema.parse(await demo.ended((await start).jobId));
    expect(job).toMatchObject({ state: 'done', error: null });
    const listed = (await demo.client.app.jobs.list()).find(({ id }) => id === job.id);
    expect(listed?.result).toEqual(job.result);
    return job;
  };

  it('an import that is tried out, with every row accounted for', async () => {
    const job = await ended(demo.client.imports.tryOut(demo.pickedLedger()));
    const result = importOutcomeSchema.parse(job.result);
    expect(result).toEqual(job.result);
    expect(result).toMatchObject({ batch: null, rows: { read: 4, rejected: 1 } });
    expect(result.rejected).toMatchObject([{ row: 5, column: 'Date' }]);
  });

  it('an import', async () => {
    const job = await ended(demo.client.imports.run(demo.pickedLedger()));
    const result = importOutcomeSchema.parse(job.result);
    expect(result).toEqual(job.result);
    const history = await demo.client.imports.history();
    expect(history.map(({ id }) => id as string)).toContain(result.batch);
  });

  it('a backup', async () => {
    const job = await ended(demo.client.workspaces.backups.create());
    expect(backupInfoSchema.parse(job.result)).toEqual(job.result);
  });

  it('an import that cannot be made: a typed error, and nothing else', async () => {
    const { jobId } = await demo.client.imports.run({
      ...demo.pickedLedger(),
      mapping: { ...demo.pickedLedger().mapping, columns: { invoiceNumber: 'No such column' } },
    });
    const job = jobSchema.parse(await demo.ended(jobId));
    expect(job).toMatchObject({ state: 'failed', result: null, error: { code: 'bad_mapping' } });
  });
});

describe('whoever watches', () => {
  /** Every event that comes until one is what is waited for. */
  async function eventsUntil(isLast: (event: AppEvent) => boolean, act: () => Promise<unknown>) {
    const stop = new AbortController();
    const seen: AppEvent[] = [];
    for await (const event of await demo.client.app.watch(undefined, { signal: stop.signal })) {
      expect(appEventSchema.parse(event)).toEqual(event);
      seen.push(event);
      if (seen.length === 1) await act();
      if (isLast(event)) break;
    }
    stop.abort();
    return seen;
  }

  it('hears the present status first, then which account a note changed', async () => {
    const accountId = await demo.accountId();
    const seen = await eventsUntil(
      (event) => event.type === 'changed' && event.topic === 'log',
      () => demo.client.accounts.addTouchpoint({ accountId, kind: 'note', text: 'Heard by all windows' }),
    );
    expect(seen[0]).toMatchObject({ type: 'status', status: { state: 'ready' } });
    const timeline = seen.find((event) => event.type === 'changed' && event.topic === 'timeline');
    expect(timeline).toMatchObject({ ids: [accountId] });
    expect(JSON.stringify(seen)).not.toContain('Heard by all windows');
  });

  it('hears that an approved application of money touches the account, and that letters are gated anew', async () => {
    const input = await BOOK_CASES['cash.approve']?.(demo);
    const seen = await eventsUntil(
      (event) => event.type === 'changed' && event.topic === 'outbox',
      () => callAt(demo.client, 'cash.approve', input),
    );
    const topics = seen.flatMap((event) => (event.type === 'changed' ? [event.topic] : []));
    const touched = ['cash', 'accounts', 'timeline', 'worklist', 'drafts', 'outbox'];
    expect(topics).toEqual(expect.arrayContaining(touched));
  });

  it('hears of an import from its start to its end, and that the worklist changed', async () => {
    const seen = await eventsUntil(
      (event) => event.type === 'changed' && event.topic === 'worklist',
      () => demo.client.imports.run(demo.pickedLedger()),
    );
    const states = seen.flatMap((event) => (event.type === 'job' ? [event.job.state] : []));
    expect(states[0]).toBe('running');
  });
});

it('the log of all that verifies', async () => {
  expect(logVerificationSchema.parse(await demo.client.log.verify())).toMatchObject({ ok: true });
});
