/** Verifies bearer tokens: signature, algorithm, issuer, audience, expiry; person, roles and team from their claims. */
import { hash } from 'node:crypto';
import { type JWTPayload, type JWTVerifyGetKey, errors, jwtVerify } from 'jose';
import { LRUCache } from 'lru-cache';
import { type ClaimNames, TokenRefused, textClaim, signedInOf } from '#apps/api/access/claims.ts';
import { KeysUnavailable } from '#apps/api/access/keys.ts';
import { ALGORITHMS, CLOCK_TOLERANCE_S, tokenFault } from '#libs/commands/token-rules.ts';
import { TOKEN_FAULTS } from '#libs/words/tokens.ts';
import type { Identity } from '#apps/api/access/role.ts';

export interface TokenChecks extends ClaimNames {
  readonly issuer: string;
  readonly audience: string;
  readonly keys: JWTVerifyGetKey;
}

/** How long a verified token is cached: verifying a signature costs more than a read. */
const REMEMBERED_MS = 60_000;
const MAX_REMEMBERED = 10_000;
const MAX_LENGTH = 8_192;
/** Enough to tell two tokens apart, and not to find one again. */
const SESSION_LENGTH = 16;
/** Retry-After for a provider that does not answer, s. */
const RETRY_S = 2;

/** The token of an Authorization header; undefined for any other header. */
export function bearerOf(authorization: string | undefined): string | undefined {
  return authorization === undefined ? undefined : /^Bearer ([\w.~+/=-]+)$/i.exec(authorization)?.[1];
}

export class Tokens {
  readonly #checks: TokenChecks;
  readonly #now: () => number;
  readonly #remembered = new LRUCache<string, { readonly identity: Identity; readonly untilMs: number }>({
    max: MAX_REMEMBERED,
  });

  constructor(checks: TokenChecks, now: () => number) {
    this.#checks = checks;
    this.#now = now;
  }

  /** The identity of a cached token. */
  remembered(token: string): Identity | undefined {
    const known = this.#remembered.get(token);
    if (known === undefined) return undefined;
    const leftMs = known.untilMs - this.#now();
    // With more left, the clock went back since.
    return leftMs > 0 && leftMs <= REMEMBERED_MS ? known.identity : undefined;
  }

  /** Whether the token was ever verified. */
  isKnown(token: string): boolean {
    return this.#remembered.has(token);
  }

  /** Throws TokenRefused, and KeysUnavailable. */
  async identify(token: string): Promise<Identity> {
    if (token.length > MAX_LENGTH) throw new TokenRefused('le jeton est trop long');
    const remembered = this.remembered(token);
    if (remembered !== undefined) return remembered;
    const payload = await this.#verified(token);
    const identity = this.#identityOf(payload, token);
    const untilMs = Math.min(this.#now() + REMEMBERED_MS, identity.untilMs);
    this.#remembered.set(token, { identity, untilMs });
    return identity;
  }

  async #verified(token: string): Promise<JWTPayload> {
    const { issuer, audience, keys } = this.#checks;
    try {
      const { payload, protectedHeader } = await jwtVerify(token, keys, {
        issuer,
        audience,
        algorithms: ALGORITHMS,
        requiredClaims: ['sub', 'exp'],
        clockTolerance: CLOCK_TOLERANCE_S,
        currentDate: new Date(this.#now()),
      });
      const fault = tokenFault({ header: protectedHeader, claims: payload }, this.#now() / 1_000);
      if (fault !== undefined) throw new TokenRefused(TOKEN_FAULTS[fault]);
      return payload;
    } catch (error) {
      const why = refusal(error);
      if (why instanceof TokenRefused) this.#remembered.delete(token);
      throw why;
    }
  }

  /** Throws TokenRefused. */
  #identityOf(payload: JWTPayload, token: string): Identity {
    const person = signedInOf(payload, this.#checks);
    const session = textClaim('jti', payload.jti, 'jti') ?? hash('sha256', token, 'hex').slice(0, SESSION_LENGTH);
    return { ...person, session, untilMs: (payload.exp ?? 0) * 1_000 };
  }
}

function refusal(error: unknown): Error {
  if (error instanceof KeysUnavailable || error instanceof TokenRefused) return error;
  if (error instanceof errors.JWTExpired) return new TokenRefused('le jeton a expiré ; demandez-en un autre');
  if (error instanceof errors.JWTClaimValidationFailed)
    return new TokenRefused(`le jeton n’est pas pour ce service (${error.claim})`);
  if (isOfProvider(error))
    return new KeysUnavailable('les clés du fournisseur d’identité ne répondent pas ; réessayez', RETRY_S);
  return new TokenRefused('le jeton n’est pas valable : forme, algorithme ou signature');
}

/** Errors of jose when the provider is unreachable, does not answer 200 or returns no keys; they say nothing about the token. */
function isOfProvider(error: unknown): boolean {
  if (!(error instanceof errors.JOSEError)) return true;
  return (
    error instanceof errors.JWKSTimeout || error instanceof errors.JWKSInvalid || error.code === 'ERR_JOSE_GENERIC'
  );
}
