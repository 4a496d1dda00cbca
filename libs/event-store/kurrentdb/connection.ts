/** The connection to KurrentDB: opened by URL, tried again while it is lost, never waited for without end. */
import { readFileSync } from 'node:fs';
import { KurrentDBClient } from '@kurrent/kurrentdb-client';
import pLimit from 'p-limit';
import { StoreUnavailable } from '#libs/kernel/store-unavailable.ts';

export interface RetrySettings {
  /** ms, monotonic. */
  readonly now: () => number;
  /** How long a lost connection is tried again before the caller is told, ms. */
  readonly retryForMs: number;
}

const FIRST_WAIT_MS = 50;
const LONGEST_WAIT_MS = 2_000;
/** Names that the client has for a server that is not there, is starting, or has lost its leader. */
const TRANSIENT = new Set(['unavailable', 'cancelled', 'deadline-exceeded', 'not-leader', 'timeout', 'aborted']);
/** Of gRPC: cancelled, unknown, deadline exceeded, aborted, internal, unavailable. All can come of a connection that was cut. */
const TRANSIENT_CODES = new Set([1, 2, 4, 10, 13, 14]);
/** The same where the client has no name for them: what its reading half says of the code, in words. */
const TRANSIENT_WORDS =
  /^Unmapped gRPC error: code: (The operation was (cancelled|aborted)|Unknown error|Internal error|The service is currently unavailable|Deadline expired)/;
/**
 * Appends under way at once, whoever asks for them. The client queues what its stream does not take at once (16 messages), and a
 * connection that is cut while something is queued ends the process: a rejection that nobody can handle.
 */
export const APPENDS_AT_ONCE = 15;
/** The server gives an append up after 10 s by itself. */
const APPEND_SECONDS = 15;
/** A filtered read may pass over much before it has something to send. */
const READ_SECONDS = 60;

const REFUSED =
  'KurrentDB refuse l’accès : vérifiez dans son URL le nom et le mot de passe (ou passwordFile), et les droits de ce compte';

function isRefused(error: unknown): boolean {
  return (error as { type?: unknown } | null)?.type === 'access-denied';
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

/** Nothing came from the server for too long: what was asked may or may not have been done. */
export class Unanswered extends Error {
  readonly type = 'timeout';
}

/** Something that is waited for. Seconds are counted while the process is free to hear an answer. */
interface Wait {
  readonly client: KurrentDBClient;
  secondsLeft: number;
  readonly giveUp: (error: Unanswered) => void;
}

/**
 * A client made anew whenever the one before lost its connection or gave no sign: after a cut at a bad moment it may never connect again, or
 * keep a stream of appends that takes what is sent and answers nothing.
 */
export class Connection {
  /** Name of the log, where several share a server. */
  readonly log: string | undefined;
  readonly #address: string;
  readonly #limit = pLimit(APPENDS_AT_ONCE);
  readonly #waits = new Set<Wait>();
  #client: KurrentDBClient;
  #clock: NodeJS.Timeout | undefined;

  /** Takes a URL as `addressOf` reads it. Throws RangeError on one that is none, repeating nothing of it. */
  constructor(url: string) {
    const { address, log } = addressOf(url);
    this.log = log;
    this.#address = address;
    this.#client = KurrentDBClient.connectionString(address);
  }

  /**
   * Sends an append, in the order in which they are asked for. Throws what the client throws, Unanswered, and StoreUnavailable where the
   * server knows no such account or does not let it.
   */
  append<T>(send: (client: KurrentDBClient) => Promise<T>): Promise<T> {
    return this.#limit(() => this.#answered(this.#client, send(this.#client), APPEND_SECONDS));
  }

  /** Gives what a read sends, one after another. Throws as `append`. */
  read<T>(ask: (client: KurrentDBClient) => AsyncIterable<T>): AsyncIterable<T> {
    const client = this.#client;
    return {
      [Symbol.asyncIterator]: () => {
        const items = ask(client)[Symbol.asyncIterator]();
        return {
          next: () => this.#answered(client, items.next(), READ_SECONDS),
          return: () => {
            // Not waited for: of one that is silent it would never end.
            void items.return?.().catch(() => undefined);
            return Promise.resolve({ done: true, value: undefined });
          },
        };
      },
    };
  }

  async close(): Promise<void> {
    clearInterval(this.#clock);
    await this.#client.dispose();
  }

  #answered<T>(client: KurrentDBClient, answer: Promise<T>, secondsLeft: number): Promise<T> {
    this.#clock ??= setInterval(() => {
      this.#countDown();
    }, 1_000).unref();
    return new Promise((resolve, reject) => {
      const wait = { client, secondsLeft, giveUp: reject };
      this.#waits.add(wait);
      answer.then(
        (value) => {
          this.#waits.delete(wait);
          resolve(value);
        },
        (error: unknown) => {
          this.#waits.delete(wait);
          if (isConnectionLoss(error)) this.#replace(client);
          reject(isRefused(error) ? new StoreUnavailable(REFUSED, { cause: error }) : asError(error));
        },
      );
    });
  }

  #countDown(): void {
    for (const wait of this.#waits) {
      if (--wait.secondsLeft > 0) continue;
      this.#waits.delete(wait);
      this.#replace(wait.client);
      wait.giveUp(new Unanswered('KurrentDB n’a pas répondu'));
    }
  }

  #replace(lost: KurrentDBClient): void {
    if (lost !== this.#client) return;
    this.#client = KurrentDBClient.connectionString(this.#address);
    // It ends what it has begun as lost; where it does not, the clock does.
    lost.dispose().catch(() => undefined);
  }
}

/**
 * `kurrentdb://[user:password@]host:port[,host:port]?tls=…`, as the client takes it, and two parameters of our own: `passwordFile=PATH`
 * takes the password from a file, `log=NAME` keeps the streams under a name.
 */
function addressOf(url: string): { readonly address: string; readonly log: string | undefined } {
  const [head = '', query = ''] = url.split('?');
  const parameters = new URLSearchParams(query);
  const [file, log] = [parameters.get('passwordFile'), parameters.get('log')];
  parameters.delete('passwordFile');
  parameters.delete('log');
  if (log !== null && !/^[\w.-]{1,64}$/.test(log))
    throw new RangeError('log nomme le journal : lettres, chiffres, - _ et .');
  const rest = parameters.size === 0 ? '' : `?${parameters.toString()}`;
  return { address: `${file === null ? head : withPassword(head, file)}${rest}`, log: log ?? undefined };
}

function withPassword(head: string, file: string): string {
  const user = /^[a-z+]+:\/\/([^@:/]+)@/.exec(head)?.[1];
  if (user === undefined) throw new RangeError('passwordFile demande un nom d’utilisateur : kurrentdb://NOM@hôte…');
  const password = encodeURIComponent(readFileSync(file, 'utf8').trim());
  return head.replace(`${user}@`, `${user}:${password}@`);
}

/** Whether the server could not be reached, so that what was asked may or may not have been done. */
export function isConnectionLoss(error: unknown): boolean {
  const { type, code, message } = (error ?? {}) as { type?: unknown; code?: unknown; message?: unknown };
  if (typeof type === 'string' && type !== 'unknown') return TRANSIENT.has(type);
  return TRANSIENT_CODES.has(code as number) || (typeof message === 'string' && TRANSIENT_WORDS.test(message));
}

/** Only for what can be asked twice. Throws StoreUnavailable when the time is over. */
export async function retried<T>(ask: () => Promise<T>, { now, retryForMs }: RetrySettings): Promise<T> {
  const until = now() + retryForMs;
  for (let wait = FIRST_WAIT_MS; ; wait = Math.min(wait * 2, LONGEST_WAIT_MS)) {
    try {
      return await ask();
    } catch (error) {
      if (!isConnectionLoss(error)) throw error;
      if (now() + wait > until)
        throw new StoreUnavailable(
          `KurrentDB ne répond pas depuis ${retryForMs / 1000} s : vérifiez qu’il tourne, et l’adresse, tls et tlsCAFile dans son URL`,
          { cause: error },
        );
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }
}
