/** The connection to KurrentDB: opened by URL, tried again while it is lost, never for ever. */
import { readFileSync } from 'node:fs';
import { KurrentDBClient, UnavailableError } from '@kurrent/kurrentdb-client';
import { StoreUnavailable } from '#libs/event-store/event-store.ts';

export interface RetrySettings {
  /** ms, monotonic. */
  readonly now: () => number;
  /** How long a lost connection is tried again before the caller is told, ms. */
  readonly retryForMs: number;
}

const FIRST_WAIT_MS = 50;
const LONGEST_WAIT_MS = 2_000;
/** Names of gRPC for a server that is not there, is starting, or has lost its leader. */
const TRANSIENT = new Set(['unavailable', 'cancelled', 'deadline-exceeded', 'not-leader', 'timeout', 'aborted']);

export interface Connected {
  readonly client: KurrentDBClient;
  /** Name of the log, where several share a server. */
  readonly log: string | undefined;
}

/**
 * `kurrentdb://[user:password@]host:port[,host:port]?tls=…`, as the client takes it, and two parameters of our own: `passwordFile=PATH`
 * takes the password from a file, `log=NAME` keeps the streams under a name. Throws RangeError on a URL that is none, repeating
 * nothing of it.
 */
export function connect(url: string): Connected {
  const [head = '', query = ''] = url.split('?');
  const parameters = new URLSearchParams(query);
  const [file, log] = [parameters.get('passwordFile'), parameters.get('log')];
  parameters.delete('passwordFile');
  parameters.delete('log');
  if (log !== null && !/^[\w.-]{1,64}$/.test(log))
    throw new RangeError('log nomme le journal : lettres, chiffres, - _ et .');
  const rest = parameters.size === 0 ? '' : `?${parameters.toString()}`;
  const address = `${file === null ? head : withPassword(head, file)}${rest}`;
  return { client: KurrentDBClient.connectionString(address), log: log ?? undefined };
}

function withPassword(head: string, file: string): string {
  const user = /^[a-z+]+:\/\/([^@:/]+)@/.exec(head)?.[1];
  if (user === undefined) throw new RangeError('passwordFile demande un nom d’utilisateur : kurrentdb://NOM@hôte…');
  const password = encodeURIComponent(readFileSync(file, 'utf8').trim());
  return head.replace(`${user}@`, `${user}:${password}@`);
}

/** Whether the server could not be reached, so that what was asked may or may not have been done. */
export function isConnectionLoss(error: unknown): boolean {
  if (error instanceof UnavailableError) return true;
  const type = (error as { type?: unknown } | null)?.type;
  return typeof type === 'string' && TRANSIENT.has(type);
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
        throw new StoreUnavailable(`KurrentDB ne répond pas depuis ${retryForMs / 1000} s ; réessayez`, {
          cause: error,
        });
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }
}
