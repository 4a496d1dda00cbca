/**
 * The cookie of a session, and which requests may use it. Another site can make a browser send a request, so a request with the
 * cookie comes from a page of this service, and a command names it in a header that no form can send.
 */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Identity } from '#apps/api/access/role.ts';
import type { SignedIn } from '#apps/api/access/claims.ts';
import type { Proof, Session, Sessions } from '#apps/api/session/sessions.ts';
import { Problem } from '#apps/api/http/problem.ts';

/** The header that the console sends with each request: `1`, or `background` for a request that no person asked for. */
const CONSOLE_HEADER = 'decompte-console';
const BACKGROUND = 'background';
const READS = ['GET', 'HEAD'];

export class SessionCookie {
  readonly #name: string;
  readonly #attributes: string;
  readonly #sessions: Sessions;
  readonly #now: () => number;

  /** `secure`: only over TLS, as everywhere but on a developer’s machine. */
  constructor(sessions: Sessions, secure: boolean, now: () => number) {
    this.#sessions = sessions;
    // With this prefix browsers accept the cookie only over TLS, for this host and every path.
    this.#name = secure ? '__Host-decompte' : 'decompte';
    this.#attributes = `Path=/; HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}`;
    this.#now = now;
  }

  /** The caller by its cookie; undefined without a session. Throws Problem for a command that may come from elsewhere. */
  async identify(request: FastifyRequest): Promise<Identity | undefined> {
    return (await this.session(request))?.identity;
  }

  /** The session of a request. Throws Problem for a command that may come from elsewhere. */
  async session(request: FastifyRequest): Promise<Session | undefined> {
    const secret = this.#secretOf(request);
    if (secret === undefined) return undefined;
    if (!READS.includes(request.method)) requireConsole(request);
    else if (!isOfOwnPage(request)) return undefined;
    return this.#sessions.find(secret, this.#now(), request.headers[CONSOLE_HEADER] !== BACKGROUND);
  }

  /** Ends the session of a request and removes the cookie. */
  async end(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const secret = this.#secretOf(request);
    if (secret === undefined) return;
    await this.#sessions.end(secret);
    void reply.header('set-cookie', `${this.#name}=; ${this.#attributes}; Max-Age=0`);
  }

  /** Begins a session with a new secret, and ends the previous session of the request. */
  async begin(person: SignedIn, proof: Proof, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const former = this.#secretOf(request);
    if (former !== undefined) await this.#sessions.end(former);
    const secret = await this.#sessions.open(person, proof, this.#now());
    void reply.header('set-cookie', `${this.#name}=${secret}; ${this.#attributes}`);
  }

  #secretOf(request: FastifyRequest): string | undefined {
    return cookieOf(request, this.#name);
  }
}

/** Undefined for an absent or empty one. */
export function cookieOf({ headers: { cookie } }: FastifyRequest, name: string): string | undefined {
  const pairs = (cookie ?? '').split(';').map((pair) => pair.trim().split('='));
  return pairs.find(([of, value]) => of === name && value !== '')?.[1];
}

/** Throws Problem for a request that a page of another site may have sent. */
export function requireConsole({ headers }: FastifyRequest): void {
  if (headers['sec-fetch-site'] === 'same-origin' && headers[CONSOLE_HEADER] !== undefined) return;
  const detail = 'une commande avec la session d’un navigateur vient d’une page de la console ; ouvrez /console/';
  throw new Problem(403, 'forbidden', detail);
}

/** Typed by a person, or from a page of this service. */
function isOfOwnPage({ headers }: FastifyRequest): boolean {
  return ['same-origin', 'none'].includes(headers['sec-fetch-site'] ?? '');
}
