/**
 * Who calls, and how often: asked of every request before its body is read, so that whoever may not call costs no memory, however
 * much is sent. What a caller may call is for the guard (access.guard.ts).
 */
import type { AuthenticatedRequest } from '#apps/api/access/access.guard.ts';
import { KeysUnavailable } from '#apps/api/access/keys.ts';
import { type Route, routePath } from '#apps/api/access/routes.ts';
import { TokenRefused, type Tokens, bearerOf } from '#apps/api/access/tokens.ts';
import { Problem } from '#apps/api/http/problem.ts';
import { RateLimit } from '#apps/api/http/rate.ts';

/** Tokens of one address that may turn out wrong in a minute before no other is verified: each costs the check of a signature. */
const MAX_WRONG_TOKENS = 20_000;
const HEALTH = '/health/';

export class Admission {
  readonly #tokens: Tokens;
  readonly #rate: RateLimit;
  readonly #wrongTokens: RateLimit;
  /** `GET /docs`. */
  readonly #public: ReadonlySet<string>;

  constructor(tokens: Tokens, routes: readonly Route[], requestsPerMinute: number, wrongTokens = MAX_WRONG_TOKENS) {
    this.#tokens = tokens;
    this.#rate = new RateLimit(requestsPerMinute, () => performance.now());
    this.#wrongTokens = new RateLimit(wrongTokens, () => performance.now());
    this.#public = new Set(routes.filter(({ isPublic }) => isPublic).map(({ method, path }) => `${method} ${path}`));
  }

  /** Why a request is refused; undefined where it is let in. At once for a token that was verified a moment ago. */
  refusal(request: AuthenticatedRequest): Problem | undefined | Promise<Problem | undefined> {
    // Whoever watches over the service is told how it is, whatever others ask of it.
    if (request.url.startsWith(HEALTH) && !request.is404) return undefined;
    const token = bearerOf(request.headers.authorization);
    if (token === undefined) return this.#ofStranger(request, withoutToken);
    const identity = this.#tokens.remembered(token);
    if (identity === undefined) return this.#ofToken(request, token);
    request.identity = identity;
    return tooOften(this.#rate.wait(`subject ${identity.subject}`));
  }

  /** Counted for the address that he comes from, and let in to what is for anybody. */
  #ofStranger(request: AuthenticatedRequest, why: () => Problem): Problem | undefined {
    const often = tooOften(this.#rate.wait(`address ${request.ip}`));
    return often ?? (this.#isForAnybody(request) ? undefined : why());
  }

  /**
   * Verified before anything is counted: what others at the same address ask is nothing to whoever has a good token, who is counted
   * from his next request on.
   */
  async #ofToken(request: AuthenticatedRequest, token: string): Promise<Problem | undefined> {
    const seconds = this.#tokens.isKnown(token) ? 0 : this.#wrongTokens.wouldWait(request.ip);
    if (seconds > 0) return tooOften(seconds);
    try {
      request.identity = await this.#tokens.identify(token);
      return undefined;
    } catch (error) {
      if (error instanceof TokenRefused) this.#wrongTokens.wait(request.ip);
      return this.#ofStranger(request, () => unverified(error));
    }
  }

  /** What is public, and what is not there. */
  #isForAnybody({ is404, method, routeOptions }: AuthenticatedRequest): boolean {
    const asked = method === 'HEAD' ? 'GET' : method;
    return is404 || this.#public.has(`${asked} ${routePath(routeOptions.url ?? '')}`);
  }
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

/** Throws what is of neither the token nor the provider. */
function unverified(error: unknown): Problem {
  if (error instanceof TokenRefused)
    return new Problem(401, 'unauthenticated', error.message, {
      headers: { 'www-authenticate': 'Bearer error="invalid_token"' },
    });
  if (error instanceof KeysUnavailable)
    return new Problem(503, 'unavailable', error.message, { headers: { 'retry-after': String(error.retryAfterS) } });
  throw error;
}
