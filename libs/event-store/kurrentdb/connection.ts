/** The connection to KurrentDB: opened by URL, retried after a loss, with a limit on every wait. */
import { readGivenText } from '#libs/files/given-file.ts';
import { KurrentDBClient } from '@kurrent/kurrentdb-client';
import pLimit from 'p-limit';
import { ServerUrlRefused } from '#libs/kernel/server-url.ts';
import type { RetrySettings } from '#libs/kernel/retry-settings.ts';
import { StoreUnavailable } from '#libs/kernel/store-unavailable.ts';

const FIRST_WAIT_MS = 50;
const LONGEST_WAIT_MS = 2_000;
/** Error types of the client for a server that is absent, starting or without a leader. */
const TRANSIENT = new Set(['unavailable', 'cancelled', 'deadline-exceeded', 'not-leader', 'timeout', 'aborted']);
/** gRPC codes: cancelled, unknown, deadline exceeded, aborted, internal, unavailable. A cut connection can raise each of them. */
const TRANSIENT_CODES = new Set([1, 2, 4, 10, 13, 14]);
/** The same codes as text, for errors of the client's read side without a type. */
const TRANSIENT_WORDS =
  /^Unmapped gRPC error: code: (The operation was (cancelled|aborted)|Unknown error|Internal error|The service is currently unavailable|Deadline expired)/;
/**
 * Appends running at once, in total. The client queues messages that its stream does not accept at once (16 messages), and a cut connection
 * with a queued message ends the process with a rejection that cannot be handled.
 */
export const APPENDS_AT_ONCE = 15;
/** The server itself gives up an append after 10 s. */
const APPEND_SECONDS = 15;
/** A filtered read may skip many events before it sends one. */
const READ_SECONDS = 60;

function isRefused(error: unknown): boolean {
  return (error as { type?: unknown } | null)?.type === 'access-denied';
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

/** The server did not answer in time; the request may or may not have run. */
export class Unanswered extends Error {
  readonly type = 'timeout';
}

/** A pending request. Its seconds count only while the process can receive an answer. */
interface Wait {
  readonly client: KurrentDBClient;
  secondsLeft: number;
  readonly giveUp: (error: Unanswered) => void;
}

/**
 * Replaces the client after a lost connection or a silence: a client cut at a bad moment may never reconnect, or keep a stream of
 * appends that accepts data and never answers.
 */
export class KurrentConnection {
  /** Name of the log on a shared server. */
  readonly log: string | undefined;
  readonly #address: string;
  readonly #limit = pLimit(APPENDS_AT_ONCE);
  readonly #waits = new Set<Wait>();
  #client: KurrentDBClient;
  #clock: NodeJS.Timeout | undefined;

  /** Takes a URL in the form of `addressOf`. Throws RangeError for an invalid URL, without repeating it. */
  constructor(url: string) {
    const { address, log } = addressOf(url);
    this.log = log;
    this.#address = address;
    this.#client = KurrentDBClient.connectionString(address);
  }

  /**
   * Sends appends in the order of the calls. Throws errors of the client, Unanswered, and StoreUnavailable if the server rejects the
   * account.
   */
  append<T>(send: (client: KurrentDBClient) => Promise<T>): Promise<T> {
    return this.#limit(() => this.#answered(this.#client, send(this.#client), APPEND_SECONDS));
  }

  /** Yields the events of a read. Throws as `append`. */
  read<T>(ask: (client: KurrentDBClient) => AsyncIterable<T>): AsyncIterable<T> {
    const client = this.#client;
    return {
      [Symbol.asyncIterator]: () => {
        const items = ask(client)[Symbol.asyncIterator]();
        return {
          next: () => this.#answered(client, items.next(), READ_SECONDS),
          return: () => {
            // Not awaited: on a silent connection it would never end.
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
          reject(
            isRefused(error)
              ? new StoreUnavailable({ code: 'SERVER_ACCESS_DENIED', data: {} }, { cause: error })
              : asError(error),
          );
        },
      );
    });
  }

  #countDown(): void {
    for (const wait of this.#waits) {
      if (--wait.secondsLeft > 0) continue;
      this.#waits.delete(wait);
      this.#replace(wait.client);
      wait.giveUp(new Unanswered('KurrentDB did not answer'));
    }
  }

  #replace(lost: KurrentDBClient): void {
    if (lost !== this.#client) return;
    this.#client = KurrentDBClient.connectionString(this.#address);
    // The client rejects its pending requests; the clock rejects the others.
    lost.dispose().catch(() => undefined);
  }
}

/**
 * `kurrentdb://[user:password@]host:port[,host:port]?tls=…`, as the client takes it, with two parameters of our own:
 * `passwordFile=PATH` reads the password from a file, `log=NAME` prefixes the streams with a name.
 */
function addressOf(url: string): { readonly address: string; readonly log: string | undefined } {
  const [head = '', query = ''] = url.split('?');
  const parameters = new URLSearchParams(query);
  const [file, log] = [parameters.get('passwordFile'), parameters.get('log')];
  parameters.delete('passwordFile');
  parameters.delete('log');
  if (log !== null && !/^[\w.-]{1,64}$/.test(log)) throw new ServerUrlRefused({ code: 'LOG_NAME_INVALID', data: {} });
  const rest = parameters.size === 0 ? '' : `?${parameters.toString()}`;
  return { address: `${file === null ? head : withPassword(head, file)}${rest}`, log: log ?? undefined };
}

function withPassword(head: string, file: string): string {
  const user = /^[a-z+]+:\/\/([^@:/]+)@/.exec(head)?.[1];
  if (user === undefined) throw new ServerUrlRefused({ code: 'PASSWORD_FILE_WITHOUT_USER', data: {} });
  const password = encodeURIComponent(readGivenText(file).trim());
  return head.replace(`${user}@`, `${user}:${password}@`);
}

/** Whether the connection failed, so that the request may or may not have run. */
export function isConnectionLoss(error: unknown): boolean {
  const { type, code, message } = (error ?? {}) as { type?: unknown; code?: unknown; message?: unknown };
  if (typeof type === 'string' && type !== 'unknown') return TRANSIENT.has(type);
  return TRANSIENT_CODES.has(code as number) || (typeof message === 'string' && TRANSIENT_WORDS.test(message));
}

/** For repeatable requests only. Throws StoreUnavailable when the time is over. */
export async function retried<T>(ask: () => Promise<T>, { now, retryForMs }: RetrySettings): Promise<T> {
  const until = now() + retryForMs;
  for (let wait = FIRST_WAIT_MS; ; wait = Math.min(wait * 2, LONGEST_WAIT_MS)) {
    try {
      return await ask();
    } catch (error) {
      if (!isConnectionLoss(error)) throw error;
      if (now() + wait > until)
        throw new StoreUnavailable({ code: 'SERVER_SILENT', data: { seconds: retryForMs / 1000 } }, { cause: error });
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }
}
