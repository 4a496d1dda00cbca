/** Sends deliveries over HTTP: bounded in time, without following redirects, to no private address. */
import { type LookupAddress, type LookupAllOptions, lookup as lookUp } from 'node:dns';
import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import { type LookupFunction, isIP } from 'node:net';
import { type AddressRules, hostOf, isAllowedAddress, urlFault } from '#libs/webhooks/addresses.ts';
import type { SendFault } from '#libs/webhooks/faults.ts';
import { retryAfter } from '#libs/webhooks/retry.ts';
import type { SendResult, WebhookRequest, WebhookSender } from '#libs/webhooks/sender.ts';

/** Source: Standard Webhooks 1.0.0, which requires 15 to 30 s. */
const TIMEOUT_MS = 15_000;
/** Bytes of an answer that are read, only to reuse its connection. */
const MAX_ANSWER_BYTES = 65_536;

/** Looks up the addresses of a name, as in node:dns. */
export type Resolve = (
  name: string,
  options: LookupAllOptions,
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

export interface SenderOptions {
  /** Ms since 1970: a receiver may say until when to wait. */
  readonly now: () => number;
  readonly timeoutMs?: number;
  readonly resolve?: Resolve;
}

class AddressRefused extends Error {}

export class HttpSender implements WebhookSender {
  readonly #rules: AddressRules;
  readonly #now: () => number;
  readonly #timeoutMs: number;
  readonly #resolve: Resolve;
  /** Any number of connections to a host: a request that waited for one behind a silent receiver of its host would time out unsent. */
  readonly #agents = { 'http:': new http.Agent({ keepAlive: true }), 'https:': new https.Agent({ keepAlive: true }) };

  constructor(rules: AddressRules, { timeoutMs = TIMEOUT_MS, resolve = lookUp, now }: SenderOptions) {
    this.#rules = rules;
    this.#now = now;
    this.#timeoutMs = timeoutMs;
    this.#resolve = resolve;
  }

  async send({ url: text, headers, body }: WebhookRequest): Promise<SendResult> {
    // The rules may have changed after the subscription.
    const fault = urlFault(text, this.#rules);
    if (fault !== undefined) return { fault: { code: 'ADDRESS_REFUSED', data: { fault } } };
    try {
      return await this.#post(new URL(text), headers, body);
    } catch (error) {
      return { fault: faultOf(error, this.#timeoutMs) };
    }
  }

  async close(): Promise<void> {
    for (const agent of Object.values(this.#agents)) agent.destroy();
  }

  #post(url: URL, headers: Readonly<Record<string, string>>, body: string): Promise<SendResult> {
    const protocol = url.protocol === 'http:' ? 'http:' : 'https:';
    const options = {
      method: 'POST',
      headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) },
      agent: this.#agents[protocol],
      signal: AbortSignal.timeout(this.#timeoutMs),
      lookup: this.#guardedLookup(hostOf(url)),
    };
    return new Promise((resolve, reject) => {
      const request = (protocol === 'http:' ? http : https).request(url, options);
      request.once('error', reject);
      // 101: nobody asked for another protocol. Without a listener Node closes the connection, and neither answers nor fails.
      request.once('upgrade', (answer, socket) => {
        socket.destroy();
        resolve(resultOf(answer, this.#now));
      });
      request.once('response', (answer) => {
        // The status is known from here on; a later failure does not change it.
        request.removeListener('error', reject).on('error', () => undefined);
        drain(answer, this.#now, resolve);
      });
      request.end(body);
    });
  }

  /** The address of the name is known only at the moment of the call. */
  #guardedLookup(host: string): LookupFunction {
    return (hostname, options, callback) => {
      this.#resolve(hostname, { ...options, all: true }, (error, found: readonly LookupAddress[] | undefined) => {
        const addresses = [...(found ?? [])];
        const refused = addresses.find(({ address }) => !isAllowedAddress(host, address, this.#rules));
        const [first] = addresses;
        if (error !== null) callback(error, '');
        else if (refused !== undefined) callback(new AddressRefused(refused.address), '');
        else if (options.all === true) callback(null, addresses);
        else callback(null, first?.address ?? '', isIP(first?.address ?? ''));
      });
    };
  }
}

/** Discards the rest of an answer; only the status counts, and how long to wait. */
function drain(answer: IncomingMessage, now: () => number, resolve: (result: SendResult) => void): void {
  let bytes = 0;
  answer.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > MAX_ANSWER_BYTES) answer.destroy();
  });
  answer.on('error', () => undefined);
  answer.once('close', () => {
    resolve(resultOf(answer, now));
  });
}

function resultOf({ headers, statusCode }: IncomingMessage, now: () => number): SendResult {
  const retryAfterMs = retryAfter(headers['retry-after'], now());
  return { status: statusCode ?? 0, ...(retryAfterMs !== undefined && { retryAfterMs }) };
}

function faultOf(error: unknown, timeoutMs: number): SendFault {
  if (error instanceof AddressRefused) return { code: 'NAME_LEADS_TO_PRIVATE', data: { address: error.message } };
  const { name, code, message } = error as NodeJS.ErrnoException;
  if (name === 'TimeoutError' || name === 'AbortError')
    return { code: 'RECEIVER_SILENT', data: { seconds: timeoutMs / 1_000 } };
  return { code: 'CONNECTION_FAILED', data: { reason: code ?? message } };
}
