import { type Reply, type SeenRequest, sendReply, startWebServer } from './web-server.ts';

/** What came from the system that is behind. */
export interface Genuine {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** One request on its way: what is answered instead of the genuine answer; null hands that on. */
export type Meddling = (
  request: SeenRequest,
  index: number,
  genuine: () => Promise<Genuine>,
) => Promise<Reply | null> | Reply | null;

/** Something that stands between a connector and its system: a proxy, a gateway, or an enemy. */
export interface InBetween {
  readonly origin: string;
  /** Requests that came by. */
  readonly count: number;
  /** From now on, with requests counted from 0 anew. */
  meddle(how: Meddling): void;
  stop(): Promise<void>;
}

const OF_THE_LINE = [
  'host',
  'connection',
  'content-length',
  'transfer-encoding',
  'keep-alive',
  'accept-encoding',
];

export async function startInBetween(behind: string): Promise<InBetween> {
  let how: Meddling = () => null;
  let count = 0;
  const server = await startWebServer(async (request, response) => {
    const index = count;
    count += 1;
    const genuine = () => ask(behind, request);
    const reply = (await how(request, index, genuine)) ?? (await genuine());
    sendReply(response, reply);
  });
  return {
    origin: server.origin,
    get count() {
      return count;
    },
    meddle(next) {
      how = next;
      count = 0;
    },
    stop: () => server.stop(),
  };
}

async function ask(behind: string, { method, url, headers, body }: SeenRequest): Promise<Genuine> {
  const passed = Object.entries(headers).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string' && !OF_THE_LINE.includes(entry[0]),
  );
  const answer = await fetch(`${behind}${url.pathname}${url.search}`, {
    method,
    headers: { ...Object.fromEntries(passed), 'x-forwarded-host': url.host },
    ...(method === 'GET' ? {} : { body }),
  });
  const kept = [...answer.headers].filter(([name]) => !OF_THE_LINE.includes(name));
  return { status: answer.status, headers: Object.fromEntries(kept), body: await answer.text() };
}
