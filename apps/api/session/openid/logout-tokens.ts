/**
 * The provider reports that a session ended there: by its own logout, or because somebody ended it for the person.
 * Source: OpenID Connect Back-Channel Logout 1.0, section 2.6.
 */
import { type JWTPayload, type JWTVerifyGetKey, errors, jwtVerify } from 'jose';
import { KeysUnavailable } from '#apps/api/access/keys.ts';
import { ALGORITHMS, CLOCK_TOLERANCE_S } from '#libs/commands/token-rules.ts';
import type { SessionChoice } from '#apps/api/session/sessions.ts';

const EVENT = 'http://schemas.openid.net/event/backchannel-logout';
/** Maximum age of a token; the provider sends it at once. */
const MAX_AGE = '5m';

/** A token that ends no session. */
export class LogoutTokenRefused extends Error {}

interface Checks {
  readonly issuer: string;
  /** The service as a client. */
  readonly audience: string;
  readonly keys: JWTVerifyGetKey;
}

export class LogoutTokens {
  readonly #checks: Checks;
  readonly #now: () => number;

  constructor(checks: Checks, now: () => number) {
    this.#checks = checks;
    this.#now = now;
  }

  /** The sessions that end. Throws LogoutTokenRefused, and KeysUnavailable. */
  async read(token: string): Promise<SessionChoice> {
    const { events, nonce, sid, sub } = await this.#verified(token);
    const isLogout = typeof events === 'object' && events !== null && EVENT in events;
    // A token with a nonce is of a login.
    if (!isLogout || nonce !== undefined) throw new LogoutTokenRefused('ce jeton ne termine aucune session');
    if (typeof sid === 'string') return { sid };
    if (typeof sub === 'string') return { subject: sub };
    throw new LogoutTokenRefused('le jeton ne dit pas quelle session finit (sid, sub)');
  }

  async #verified(token: string): Promise<JWTPayload> {
    const { issuer, audience, keys } = this.#checks;
    try {
      const { payload } = await jwtVerify(token, keys, {
        issuer,
        audience,
        algorithms: ALGORITHMS,
        requiredClaims: ['iat', 'jti', 'events'],
        maxTokenAge: MAX_AGE,
        clockTolerance: CLOCK_TOLERANCE_S,
        currentDate: new Date(this.#now()),
      });
      return payload;
    } catch (error) {
      if (error instanceof KeysUnavailable || !(error instanceof errors.JOSEError)) throw error;
      throw new LogoutTokenRefused('le jeton n’est pas valable : forme, émetteur, date ou signature', { cause: error });
    }
  }
}
