/**
 * Who calls, and how often: asked of every request before its body is read, so that whoever may not call costs no memory, however
 * much is sent. What a caller may call is for the guard (access.guard.ts).
 */
import type { AuthenticatedRequest } from '#apps/api/access/access.guard.ts';
import { type Route, routePath } from '#apps/api/access/routes.ts';
import { KeysUnavailable, TokenRefused, type Tokens, bearerOf } from '#apps/api/access/tokens.ts';
import { Problem } from '#apps/api/http/problem.ts';
import { RateLimit } from '#apps/api/http/rate.ts';

export class Admission {
  readonly #tokens: Tokens;
  readonly #rate: RateLimit;
  /** `GET /health/live`. */
  readonly #public: ReadonlySet<string>;

  constructor(tokens: Tokens, routes: readonly Route[], requestsPerMinute: number) {
    this.#tokens = tokens;
    this.#rate = new RateLimit(requestsPerMinute, () => performance.now());
    this.#public = new Set(routes.filter(({ isPublic }) => isPublic).map(({ method, path }) => `${method} ${path}`));
  }

  /** Why a request is refused; undefined where it is let in. At once for a token that was verified a moment ago. */
  refusal(request: AuthenticatedRequest): Problem | undefined | Promise<Problem | undefined> {
    const token = bearerOf(request.headers.authorization);
    const identity = token === undefined ? undefined : this.#tokens.remembered(token);
    if (identity !== undefined) {
      request.identity = identity;
      return tooOften(this.#rate.wait(`subject ${identity.subject}`));
    }
    const often = tooOften(this.#rate.wait(`address ${request.ip}`));
    if (often !== undefined || this.#isForAnybody(request)) return often;
    return token === undefined ? withoutToken() : this.#verified(request, token);
  }

  /** What is public, and what is not there. */
  #isForAnybody({ is404, method, routeOptions }: AuthenticatedRequest): boolean {
    const asked = method === 'HEAD' ? 'GET' : method;
    return is404 || this.#public.has(`${asked} ${routePath(routeOptions.url ?? '')}`);
  }

  async #verified(request: AuthenticatedRequest, token: string): Promise<Problem | undefined> {
    try {
      request.identity = await this.#tokens.identify(token);
      return undefined;
    } catch (error) {
      return unverified(error);
    }
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
    return new Problem(503, 'unavailable', error.message, { headers: { 'retry-after': '2' } });
  throw error;
}
