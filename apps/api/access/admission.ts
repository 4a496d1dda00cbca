/**
 * Authenticates and counts a request before reading its body, so that a caller without access costs no memory. The guard checks
 * the roles of the caller (access.guard.ts).
 */
import type { FastifyRequest } from 'fastify';
import { TokenRefused } from '#apps/api/access/claims.ts';
import type { AuthenticatedRequest } from '#apps/api/access/authenticated-request.ts';
import { KeysUnavailable } from '#apps/api/access/keys.ts';
import type { RequestRate } from '#apps/api/access/request-rate.ts';
import { type Route, routePath } from '#apps/api/access/routes.ts';
import { type Tokens, bearerOf } from '#apps/api/access/tokens.ts';
import { Problem } from '#apps/api/http/problem.ts';
import type { SessionCookie } from '#apps/api/session/session-cookie.ts';

const HEALTH = '/health/';

export class Admission {
  readonly #tokens: Tokens;
  readonly #sessions: Pick<SessionCookie, 'identify'>;
  readonly #rate: RequestRate;
  /** `GET /docs`. */
  readonly #public: ReadonlySet<string>;

  constructor(tokens: Tokens, sessions: Pick<SessionCookie, 'identify'>, routes: readonly Route[], rate: RequestRate) {
    this.#tokens = tokens;
    this.#sessions = sessions;
    this.#rate = rate;
    this.#public = new Set(routes.filter(({ isPublic }) => isPublic).map(({ method, path }) => `${method} ${path}`));
  }

  /** The refusal of a request; undefined if it is admitted. */
  async refusal(request: AuthenticatedRequest): Promise<Problem | undefined> {
    // Health checks are answered at any load, so they are not counted.
    if (isHealth(request)) return undefined;
    const token = bearerOf(request.headers.authorization);
    if (token === undefined) return this.#withoutToken(request);
    const identity = this.#tokens.remembered(token);
    if (identity === undefined) return this.#ofToken(request, token);
    request.identity = identity;
    return tooOften(await this.#rate.ofRequest(request));
  }

  /** The request of a person in the console, by its session, or of a stranger. */
  async #withoutToken(request: AuthenticatedRequest): Promise<Problem | undefined> {
    if (request.headers.cookie !== undefined)
      try {
        const identity = await this.#sessions.identify(request);
        if (identity !== undefined) {
          request.identity = identity;
          return tooOften(await this.#rate.ofRequest(request));
        }
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        return this.#ofStranger(request, () => error);
      }
    return this.#ofStranger(request, withoutToken);
  }

  /** Counts the request for its address; admits it to public routes. */
  async #ofStranger(request: AuthenticatedRequest, why: () => Problem): Promise<Problem | undefined> {
    const often = tooOften(await this.#rate.ofRequest(request));
    return often ?? (this.#isForAnybody(request) ? undefined : why());
  }

  /**
   * Verifies before counting: other traffic from an address does not throttle a valid token, which is counted from its next
   * request.
   */
  async #ofToken(request: AuthenticatedRequest, token: string): Promise<Problem | undefined> {
    const seconds = this.#tokens.isKnown(token) ? 0 : await this.#rate.beforeToken(request);
    if (seconds > 0) return tooOften(seconds);
    try {
      request.identity = await this.#tokens.identify(token);
      return undefined;
    } catch (error) {
      if (error instanceof TokenRefused) await this.#rate.ofWrongToken(request);
      return this.#ofStranger(request, () => unverified(error));
    }
  }

  /** True for public and unknown routes. */
  #isForAnybody({ is404, method, routeOptions }: AuthenticatedRequest): boolean {
    const asked = method === 'HEAD' ? 'GET' : method;
    return is404 || this.#public.has(`${asked} ${routePath(routeOptions.url ?? '')}`);
  }
}

/** A monitoring request, which is answered even when others are refused. */
export function isHealth({ url, is404 }: FastifyRequest): boolean {
  return url.startsWith(HEALTH) && !is404;
}

function tooOften(seconds: number): Problem | undefined {
  if (seconds === 0) return undefined;
  return new Problem(429, 'too-many-requests', `trop de requêtes ; attendez ${seconds} s, puis réessayez`, {
    headers: { 'retry-after': String(seconds) },
  });
}

export function withoutToken(): Problem {
  return new Problem(401, 'unauthenticated', 'présentez un jeton : Authorization: Bearer …', {
    headers: { 'www-authenticate': 'Bearer' },
  });
}

/** Rethrows an error that comes neither from the token nor from the provider. */
function unverified(error: unknown): Problem {
  if (error instanceof TokenRefused)
    return new Problem(401, 'unauthenticated', error.message, {
      headers: { 'www-authenticate': 'Bearer error="invalid_token"' },
    });
  if (error instanceof KeysUnavailable)
    return new Problem(503, 'unavailable', error.message, { headers: { 'retry-after': String(error.retryAfterS) } });
  throw error;
}
