/** What the service answers to bytes that no client would send. */
import { connect } from 'node:net';

export interface RawOptions {
  /** Sent again and again after the first ones, and the connection left open: a client that never comes to an end. */
  readonly trickle?: string;
  /** Ends the connection. */
  readonly signal?: AbortSignal;
}

const TRICKLE_MS = 20;

/** Everything that comes back until the connection closes, which it may at once. */
export function rawRequest(
  url: string,
  bytes: string | Uint8Array,
  { trickle, signal }: RawOptions = {},
): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    let answer = '';
    let timer: NodeJS.Timeout | undefined;
    const socket = connect(Number(port), hostname, () => {
      if (trickle === undefined) socket.end(bytes);
      else {
        socket.write(bytes);
        timer = setInterval(() => socket.write(trickle), TRICKLE_MS);
      }
    });
    signal?.addEventListener('abort', () => socket.destroy());
    socket.setEncoding('utf8').on('data', (chunk: string) => (answer += chunk));
    socket.on('error', () => undefined);
    socket.on('close', () => {
      clearInterval(timer);
      resolve(answer);
    });
  });
}
