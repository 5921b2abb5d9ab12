import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

export interface ReceivedEvent {
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  readonly event: Readonly<Record<string, unknown>>;
}

export type Answer = (response: ServerResponse, event: ReceivedEvent) => void;

export interface WebhookReceiver {
  readonly url: string;
  readonly received: readonly ReceivedEvent[];
  /** How it answers from now on; at first with 204. */
  answerWith(answer: number | Answer): void;
  /** Resolves once so many events came in. */
  until(count: number): Promise<void>;
}

/** A real receiver on loopback that keeps what it is told; gone when the test ends. */
export async function webhookReceiver(): Promise<WebhookReceiver> {
  const received: ReceivedEvent[] = [];
  const waiting: { readonly count: number; readonly done: () => void }[] = [];
  let answer: Answer = (response) => response.writeHead(204).end();
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const body = Buffer.concat(parts).toString('utf8');
      const event = { headers: request.headers, body, event: JSON.parse(body) as Record<string, unknown> };
      received.push(event);
      answer(response, event);
      for (const one of waiting) if (received.length >= one.count) one.done();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/events?token=path-secret`,
    received,
    answerWith(next) {
      answer = typeof next === 'number' ? (response) => response.writeHead(next).end() : next;
    },
    until: (count) =>
      received.length >= count
        ? Promise.resolve()
        : new Promise((done) => {
            waiting.push({ count, done });
          }),
  };
}

/** What a receiver does with the signature, written from the documentation and not from our code. */
export function isSignedBy(secret: string, { headers, body }: ReceivedEvent): boolean {
  const timestamp = String(headers['duebook-timestamp']);
  const expected = createHmac('sha256', secret).update(`${timestamp}.${body}`, 'utf8').digest('hex');
  return headers['duebook-signature'] === `v1=${expected}`;
}
