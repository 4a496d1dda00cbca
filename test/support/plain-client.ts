/** A client that sends a request as given, without correcting it. */
import { Agent, request } from 'node:http';
import type { ReceivedAnswer } from '#test/support/held-contract.ts';

interface PlainRequest {
  readonly method: string;
  /** The target as written into the request line. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** The headers announce its length, but it is never sent: the connection ends with the answer. */
  readonly lacksBody?: boolean;
}

export class PlainClient {
  readonly #agent: Agent;
  readonly #baseUrl: URL;

  constructor(baseUrl: string, connections: number) {
    this.#agent = new Agent({ keepAlive: true, maxSockets: connections });
    this.#baseUrl = new URL(baseUrl);
  }

  /** Empty for an endless stream. Rejects if nothing comes for that long. */
  send({ method, path, headers, body, lacksBody = false }: PlainRequest, timeoutMs?: number): Promise<ReceivedAnswer> {
    const { hostname, port } = this.#baseUrl;
    const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
    const options = { agent: this.#agent, hostname, port, method, path, headers: { ...length, ...headers } };
    return new Promise((resolve, reject) => {
      const outgoing = request(options, (response) => {
        let text = '';
        const done = (): void => {
          const headers = new Headers(response.headers as Record<string, string>);
          resolve({ status: response.statusCode ?? 0, headers, text });
          if (lacksBody) outgoing.destroy();
        };
        if (response.headers['content-type']?.startsWith('text/event-stream') === true) {
          done();
          response.destroy();
          return;
        }
        response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
        response.on('end', done).on('error', reject);
      });
      if (timeoutMs !== undefined)
        outgoing.setTimeout(timeoutMs, () => outgoing.destroy(new Error(`no answer in ${timeoutMs} ms`)));
      outgoing.on('error', reject).end(body);
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}
