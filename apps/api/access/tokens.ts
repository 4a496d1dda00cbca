/** Verifies bearer tokens: signature, algorithm, issuer, audience, expiry; roles and team from their claims. */
import { type JWTPayload, type JWTVerifyGetKey, errors, jwtVerify } from 'jose';
import { LRUCache } from 'lru-cache';
import { KeysUnavailable } from '#apps/api/access/keys.ts';
import { type Identity, ROLES } from '#apps/api/access/role.ts';

/** A token that proves nothing. The sentence is in French and repeats nothing of the token. */
export class TokenRefused extends Error {}

export interface TokenChecks {
  readonly issuer: string;
  readonly audience: string;
  readonly rolesClaim: string;
  readonly teamClaim: string;
  readonly keys: JWTVerifyGetKey;
}

/** Signatures by a key pair only: a shared secret, or none, proves nothing. */
const ALGORITHMS = ['EdDSA', 'Ed25519', 'ES256', 'ES384', 'PS256', 'RS256'];
const CLOCK_TOLERANCE_S = 5;
/** A token verified is not verified again for this long: a signature costs more than a read. */
const REMEMBERED_MS = 60_000;
const MAX_REMEMBERED = 10_000;
const MAX_LENGTH = 8_192;
/** To ask again of a provider that does not answer. */
const RETRY_S = 2;

/** The token of an Authorization header, where it is one that can be a token. */
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

  /** Whose token it is, where it was verified a moment ago. */
  remembered(token: string): Identity | undefined {
    const known = this.#remembered.get(token);
    return known !== undefined && known.untilMs > this.#now() ? known.identity : undefined;
  }

  /** Whether it was verified at some time, however long ago. */
  isKnown(token: string): boolean {
    return this.#remembered.has(token);
  }

  /** Throws TokenRefused, and KeysUnavailable. */
  async identify(token: string): Promise<Identity> {
    if (token.length > MAX_LENGTH) throw new TokenRefused('le jeton est trop long');
    const remembered = this.remembered(token);
    if (remembered !== undefined) return remembered;
    const payload = await this.#verified(token);
    const identity = this.#identityOf(payload);
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

  #identityOf(payload: JWTPayload): Identity {
    const { rolesClaim, teamClaim } = this.#checks;
    const claimed = payload[rolesClaim];
    const names: readonly unknown[] = Array.isArray(claimed) ? claimed : [claimed];
    const roles = ROLES.filter((role) => names.includes(role));
    if (roles.length === 0)
      throw new TokenRefused(
        `le jeton ne donne aucun rôle (${rolesClaim}) que Décompte connaît ; ce sont ${ROLES.join(', ')}`,
      );
    const team = payload[teamClaim];
    if (roles.includes('team') && (typeof team !== 'string' || team === ''))
      throw new TokenRefused(`le jeton a le rôle team et ne dit pas quelle équipe (${teamClaim})`);
    if (typeof payload.sub !== 'string' || payload.sub.trim() === '')
      throw new TokenRefused('le jeton ne dit pas à qui il est (sub)');
    const untilMs = (payload.exp ?? 0) * 1_000;
    return { subject: payload.sub, roles, team: typeof team === 'string' ? team : undefined, untilMs };
  }
}

function refusal(error: unknown): Error {
  if (error instanceof KeysUnavailable || error instanceof TokenRefused) return error;
  if (error instanceof errors.JWTExpired) return new TokenRefused('le jeton a expiré ; demandez-en un autre');
  if (error instanceof errors.JWTClaimValidationFailed)
    return new TokenRefused(`le jeton n'est pas pour ce service (${error.claim})`);
  if (isOfProvider(error))
    return new KeysUnavailable("les clés du fournisseur d'identité ne répondent pas ; réessayez", RETRY_S);
  return new TokenRefused("le jeton n'est pas valable : forme, algorithme ou signature");
}

/** What jose throws where the provider cannot be reached, answers no 200, or gives no keys: none of it is about the token. */
function isOfProvider(error: unknown): boolean {
  if (!(error instanceof errors.JOSEError)) return true;
  return (
    error instanceof errors.JWKSTimeout || error instanceof errors.JWKSInvalid || error.code === 'ERR_JOSE_GENERIC'
  );
}
