/** Verifies bearer tokens: signature, algorithm, issuer, audience, expiry; person, roles and team from their claims. */
import { hash } from 'node:crypto';
import { type JWTPayload, type JWTVerifyGetKey, errors, jwtVerify } from 'jose';
import { LRUCache } from 'lru-cache';
import { KeysUnavailable } from '#apps/api/access/keys.ts';
import { type Identity, ROLES, type Role } from '#apps/api/access/role.ts';
import { type ClaimKind, claimFault } from '#libs/commands/claims.ts';
import { incompatibleRoles } from '#libs/commands/segregation.ts';
import { sentenceOf } from '#libs/words/sentence-of.ts';

/** An invalid token. The message is in French and does not repeat the token. */
export class TokenRefused extends Error {}

export interface TokenChecks {
  readonly issuer: string;
  readonly audience: string;
  readonly rolesClaim: string;
  readonly teamClaim: string;
  readonly keys: JWTVerifyGetKey;
}

/** Asymmetric signatures only: a shared secret, or no signature, proves nothing. */
const ALGORITHMS = ['EdDSA', 'Ed25519', 'ES256', 'ES384', 'PS256', 'RS256'];
const CLOCK_TOLERANCE_S = 5;
/** How long a verified token is cached: verifying a signature costs more than a read. */
const REMEMBERED_MS = 60_000;
const MAX_REMEMBERED = 10_000;
const MAX_LENGTH = 8_192;
const MAX_ROLES = 50;
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
    return known !== undefined && known.untilMs > this.#now() ? known.identity : undefined;
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
      const { payload } = await jwtVerify(token, keys, {
        issuer,
        audience,
        algorithms: ALGORITHMS,
        requiredClaims: ['sub', 'exp'],
        clockTolerance: CLOCK_TOLERANCE_S,
        currentDate: new Date(this.#now()),
      });
      if ((payload.iat ?? 0) > this.#now() / 1_000 + CLOCK_TOLERANCE_S)
        throw new TokenRefused('le jeton dit avoir été fait dans le futur (iat) ; demandez-en un autre');
      return payload;
    } catch (error) {
      const why = refusal(error);
      if (why instanceof TokenRefused) this.#remembered.delete(token);
      throw why;
    }
  }

  /** Throws TokenRefused. */
  #identityOf(payload: JWTPayload, token: string): Identity {
    const { rolesClaim, teamClaim } = this.#checks;
    const roles = rolesOf(payload[rolesClaim], rolesClaim);
    const team = claimOf('team', payload[teamClaim], teamClaim);
    if (roles.includes('team') && team === undefined)
      throw new TokenRefused(`le jeton a le rôle team et ne dit pas quelle équipe (${teamClaim})`);
    const subject = claimOf('sub', payload.sub, 'sub');
    if (subject === undefined) throw new TokenRefused('le jeton ne dit pas à qui il est (sub)');
    const name = claimOf('name', payload['name'], 'name')?.normalize('NFC').trim() ?? subject;
    const session = claimOf('jti', payload.jti, 'jti') ?? hash('sha256', token, 'hex').slice(0, SESSION_LENGTH);
    return { subject, name, session, roles, team, untilMs: (payload.exp ?? 0) * 1_000 };
  }
}

/** The roles that Décompte knows. Throws TokenRefused where there is none, or where two do not go together. */
function rolesOf(claimed: unknown, claim: string): readonly Role[] {
  const names: readonly unknown[] = Array.isArray(claimed) ? claimed : [claimed];
  if (names.length > MAX_ROLES) throw new TokenRefused(`le jeton a plus de ${MAX_ROLES} rôles (${claim})`);
  for (const name of names) claimOf('role', name, claim);
  const roles = ROLES.filter((role) => names.includes(role));
  if (roles.length === 0)
    throw new TokenRefused(
      `le jeton ne donne aucun rôle (${claim}) que Décompte connaît ; ce sont ${ROLES.join(', ')}`,
    );
  const apart = incompatibleRoles(roles);
  if (apart !== undefined)
    throw new TokenRefused(
      `le jeton a des rôles qu’une même personne ne peut pas avoir (${apart.join(' et ')}) ; demandez un jeton avec l’un des deux`,
    );
  return roles;
}

/** The text of a claim, checked since it is kept; undefined where it is absent, empty or no text. Throws TokenRefused. */
function claimOf(kind: ClaimKind, value: unknown, claim: string): string | undefined {
  if (typeof value !== 'string' || value.trim() === '') return undefined;
  const fault = claimFault(kind, value);
  if (fault !== undefined) throw new TokenRefused(`le jeton n’est pas recevable (${claim}) : ${sentenceOf(fault)}`);
  return value;
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
