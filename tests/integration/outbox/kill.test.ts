import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OutboxMessageId } from '../../../shared/domain/ids.ts';
import { type KilledDesk, killedOutbox, workOn } from '../../support/engine/killed-outbox.ts';
import { outboxDesk } from '../../support/engine/outbox-desk.ts';
import { type FakeSmtp, startFakeSmtp } from '../../support/smtp/fake-smtp.ts';
import type { Misbehaviour } from '../../support/smtp/smtp-plan.ts';
import { kills, seededNumbers, turns } from '../../support/storage/seeded.ts';

/** Kills go on side by side, each beside a server of its own. */
let smtp: FakeSmtp;
let secondSmtp: FakeSmtp;
beforeAll(async () => {
  [smtp, secondSmtp] = await Promise.all([startFakeSmtp(), startFakeSmtp()]);
});
afterAll(async () => {
  await Promise.all([smtp.stop(), secondSmtp.stop()]);
});

/** What can go wrong at the server meanwhile; null: nothing. */
const WRONGS: readonly (Misbehaviour | null)[] = [
  null,
  { at: 'greeting', by: 'drop' },
  { at: 'mail', by: 'drop' },
  { at: 'rcpt', by: 'drop' },
  { at: 'data', by: 'drop' },
  { at: 'body', by: 'drop' },
  { at: 'dot', by: 'drop' },
  { at: 'dot', by: 'drop', taken: false },
  { at: 'dot', by: 'hang' },
  { at: 'mail', by: { answer: '421 4.7.0 too many' } },
  { at: 'dot', by: { answer: '451 4.3.0 later' } },
  { at: 'rcpt', by: { answer: '550 5.1.1 no such user' } },
  { at: 'dot', by: { answer: '554 5.6.0 refused' } },
];

const EDGES = [
  'before messageChecking',
  'after messageChecking',
  'before messageDispatching',
  'after messageDispatching',
  'before recordSent',
  'after recordSent',
] as const;

interface Kill {
  readonly wrong: Misbehaviour | null;
  /** The edge at which the child stands still to be killed; null: it is killed on its way. */
  readonly edge: (typeof EDGES)[number] | null;
  /** On its way: after so many lines that the server heard or messages that it took, … */
  readonly heard: number;
  /** … so many turns later. */
  readonly later: number;
}

/** All that can go wrong at all edges. */
const AT_EDGES = WRONGS.flatMap((wrong) => EDGES.map((edge) => ({ wrong, edge })));

/** Every other one at an edge: in each run of as many as there are, everything that can go wrong has come at every edge. */
function planKills(count: number): readonly Kill[] {
  const random = seededNumbers();
  const shuffled = <Item>(items: readonly Item[]): Item[] =>
    items
      .map((item) => ({ item, place: random(1_000_000) }))
      .sort((left, right) => left.place - right.place)
      .map(({ item }) => item);
  let [atEdges, underWay] = [shuffled(AT_EDGES), shuffled(WRONGS)];
  return Array.from({ length: count }, (_, index) => {
    const moment = { heard: random(13), later: random(3_000) };
    if (atEdges.length === 0) atEdges = shuffled(AT_EDGES);
    if (underWay.length === 0) underWay = shuffled(WRONGS);
    const atEdge = index % 2 === 0 ? atEdges.pop() : undefined;
    return atEdge === undefined
      ? { wrong: underWay.pop() ?? null, edge: null, ...moment }
      : { ...atEdge, ...moment };
  });
}

/** A desk whose outbox was worked on by a child that was killed, while the server misbehaved. */
async function killedDesk(server: FakeSmtp, { wrong, edge, heard, later }: Kill): Promise<KilledDesk> {
  server.misbehave();
  server.forget();
  const desk = await outboxDesk(server);
  if (wrong !== null) server.misbehave(wrong);
  const killed = await killedOutbox(desk, edge ?? 'none', async (child) => {
    await child.untilLines(1);
    const moments = [child.untilLines(2)];
    if (wrong?.by === 'hang') moments.push(server.until(({ taken }) => taken.length > 0));
    if (edge === null) {
      moments.push(server.until(({ commands, taken }) => commands.length + taken.length >= heard));
    }
    await Promise.race(moments);
    if (edge === null) await turns(later);
    else if (wrong === null) expect(child.lines).toEqual(['open', 'stopped']);
  });
  server.misbehave();
  return killed;
}

/** Messages that the server took, by the id in our own header. */
const takenOf = (server: FakeSmtp, id: OutboxMessageId) =>
  server.taken.filter(({ bytes }) => bytes.includes(`X-Duebook-Ref: ${id}`)).length;

/** Each message was taken at most once, and what became of it is known or asked: none is lost. */
async function expectOnce(server: FakeSmtp, desk: KilledDesk, told: string) {
  for (const id of desk.ids) {
    const { state } = await desk.message(id);
    const taken = takenOf(server, id);
    expect(taken, `${told}: ${state}`).toBeLessThanOrEqual(1);
    expect(['sent', 'rejected', 'unknown'], told).toContain(state);
    if (state === 'sent') expect(taken, told).toBe(1);
    if (state === 'rejected') expect(taken, told).toBe(0);
    const [entries] = desk.rows<{ sent: number }>(
      "SELECT COUNT(*) AS sent FROM touchpoint JOIN touchpoint_payload USING (seq) WHERE kind = 'mail_sent' AND payload ->> '$.message' = ?",
      id,
    );
    expect(entries?.sent, told).toBe(state === 'sent' ? 1 : 0);
  }
  expect(await desk.workspace.db.read('verifyLog', null)).toMatchObject({ ok: true });
  await desk.workspace.close();
}

describe('a message on its way to the server', () => {
  it.each(EDGES)(
    'goes out exactly once, or a person is asked, after SIGKILL %s',
    async (edge) => {
      const desk = await killedDesk(smtp, { wrong: null, edge, heard: 0, later: 0 });
      const [first] = desk.ids;
      const taken = first === undefined ? -1 : takenOf(smtp, first);
      expect(taken).toBe(edge.endsWith('recordSent') ? 1 : 0);
      await workOn(desk);
      const uncertain = edge === 'after messageDispatching' || edge === 'before recordSent';
      if (first !== undefined) expect(desk.state(first)).toBe(uncertain ? 'unknown' : 'sent');
      await expectOnce(smtp, desk, edge);
    },
    60_000,
  );

  const rounds = kills(20);
  it(
    `is taken at most once and never lost, whatever the server does, at any moment (${rounds} kills)`,
    async () => {
      const left = [...planKills(rounds).entries()];
      const killOn = async (server: FakeSmtp) => {
        for (let next = left.shift(); next !== undefined; next = left.shift()) {
          const [round, kill] = next;
          const desk = await killedDesk(server, kill);
          await workOn(desk);
          await expectOnce(server, desk, `round ${round}: ${JSON.stringify(kill)}`);
        }
      };
      await Promise.all([killOn(smtp), killOn(secondSmtp)]);
      expect(left).toEqual([]);
    },
    120_000 + rounds * 10_000,
  );
});
