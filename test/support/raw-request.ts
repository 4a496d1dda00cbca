/** Sends raw bytes that no client would send. */
import { connect } from 'node:net';
import type { ReceivedAnswer } from '#test/support/held-contract.ts';

interface RawOptions {
  /** Repeated after the first bytes on an open connection: a client that never ends its request. */
  readonly trickle?: string;
  /** Ends the connection. */
  readonly signal?: AbortSignal;
  /** At the first bytes of an answer, also of one that says to go on (100). */
  readonly onAnswer?: (() => void) | undefined;
}

const TRICKLE_MS = 20;

/** Everything received until the connection closes, possibly nothing. */
export function rawRequest(
  url: string,
  bytes: string | Uint8Array,
  { trickle, signal, onAnswer }: RawOptions = {},
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
    if (onAnswer !== undefined) socket.once('data', onAnswer);
    socket.setEncoding('utf8').on('data', (chunk: string) => (answer += chunk));
    socket.on('error', () => undefined);
    socket.on('close', () => {
      clearInterval(timer);
      resolve(answer);
    });
  });
}

/** The answer, read by its declared length. */
export function receivedOf(answer: string): ReceivedAnswer {
  const [head = '', text = ''] = answer.split('\r\n\r\n');
  const [line = '', ...lines] = head.split('\r\n');
  const headers = new Headers();
  for (const one of lines) headers.append(one.slice(0, one.indexOf(':')), one.slice(one.indexOf(':') + 1));
  return { status: Number(/^HTTP\/1\.1 (\d{3}) /.exec(line)?.[1]), headers, text };
}
