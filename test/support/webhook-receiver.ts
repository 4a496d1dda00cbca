/** A webhook receiver on this machine: it answers as configured and keeps what it received. */
import { once } from 'node:events';
import { type IncomingHttpHeaders, type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { CloudEvent } from '#libs/feed/cloud-event.ts';

export interface ReceivedDelivery {
  /** As in the feed, without its sequence. */
  readonly event: CloudEvent;
  /** Rank among the events of the subscription. */
  readonly sequence: number;
  readonly body: string;
  readonly headers: IncomingHttpHeaders;
  /** The status it sent; 0 for none. */
  readonly status: number;
}

/** The status for an event; undefined for no answer. */
type Answering = (event: CloudEvent, times: number) => number | undefined | Promise<number | undefined>;

export function isAccepted(status: number): boolean {
  return status >= 200 && status < 300;
}

export class Receiver {
  readonly received: ReceivedDelivery[] = [];
  answer: Answering = () => 204;
  readonly #server: Server;
  readonly #times = new Map<string, number>();

  private constructor(server: Server) {
    this.#server = server;
  }

  static async listen(): Promise<Receiver> {
    const server = createServer();
    const receiver = new Receiver(server);
    server.on('request', (request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        void receiver.#answered(Buffer.concat(chunks).toString('utf8'), request.headers).then((status) => {
          if (status === undefined) response.destroy();
          else response.writeHead(status, status === 302 ? { location: '/elsewhere' } : {}).end('thanks');
        });
      });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return receiver;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/hook`;
  }

  /** The positions of accepted events, in the order of their first delivery; of one team if given. */
  accepted(team?: string): number[] {
    const taken = this.received.filter(
      ({ status, event }) => isAccepted(status) && (team ?? event.team) === event.team,
    );
    return [...new Set(taken.map(({ event }) => event.position))];
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  async #answered(body: string, headers: IncomingHttpHeaders): Promise<number | undefined> {
    const { sequence, ...event } = JSON.parse(body) as CloudEvent & { readonly sequence: string };
    const times = (this.#times.get(event.id) ?? 0) + 1;
    this.#times.set(event.id, times);
    const status = await this.answer(event, times);
    this.received.push({ event, sequence: Number(sequence), body, headers, status: status ?? 0 });
    return status;
  }
}

/** Waits until a condition holds. Throws on timeout. */
export async function until(what: string, holds: () => boolean | Promise<boolean>, timeoutMs = 120_000): Promise<void> {
  const end = performance.now() + timeoutMs;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`not within ${timeoutMs} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
