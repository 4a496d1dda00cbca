/** The keys of the identity provider: fetched on demand, cached, and fetched again for an unknown key. */
import { CLOCK_TOLERANCE_S } from '#libs/commands/token-rules.ts';
import { type FlattenedJWSInput, type JWTVerifyGetKey, createRemoteJWKSet, errors } from 'jose';

/** The keys of the provider are unavailable; the token is neither valid nor invalid. */
export class KeysUnavailable extends Error {
  /** Seconds before a retry. */
  readonly retryAfterS: number;

  constructor(message: string, retryAfterS: number) {
    super(message);
    this.retryAfterS = retryAfterS;
  }
}

const TIMEOUT_MS = 3_000;
/** With the minute that a token is cached (tokens.ts), a revoked key is accepted for at most five minutes. */
const KEPT_MS = 4 * 60_000;
/** Minimum delay between fetches for unknown keys, so that tokens with invented keys do not load the provider. */
const COOLDOWN_MS = 10_000;

/**
 * Keys at an address. For a token with an unknown key, throws the error of jose if the keys were fetched after it arrived, otherwise
 * KeysUnavailable, because the key may be new.
 */
export function remoteKeys(url: URL, now: () => number): JWTVerifyGetKey {
  // jose must not fetch a missing key itself: its error does not tell whether the fetch succeeded.
  const kept = { cacheMaxAge: KEPT_MS, cooldownDuration: KEPT_MS };
  const remote = createRemoteJWKSet(url, { timeoutDuration: TIMEOUT_MS, ...kept });
  let restMs = -Infinity;
  /** Signature of the token that caused the last fetch. */
  let lookedFor = '';
  let lastMs = -Infinity;

  /** After the clock went back, old keys would count as fresh, and the delay would last, for as long. */
  async function forgetTimesToCome(): Promise<void> {
    const nowMs = now();
    const wentBack = nowMs < lastMs - CLOCK_TOLERANCE_S * 1_000;
    lastMs = nowMs;
    if (!wentBack) return;
    restMs = -Infinity;
    await remote.reload();
  }

  async function lookAgain(missing: unknown, { signature }: FlattenedJWSInput): Promise<void> {
    const left = restMs - now();
    if (left > 0 && signature === lookedFor) throw missing;
    if (left > 0)
      throw new KeysUnavailable(
        'le jeton est d’une clé que le fournisseur d’identité n’avait pas donnée ; réessayez',
        Math.ceil(left / 1_000),
      );
    // A fetch under way began before this token arrived.
    const isOfAnother = remote.reloading;
    await remote.reload();
    if (!isOfAnother) [restMs, lookedFor] = [now() + COOLDOWN_MS, signature];
  }

  const keyOf: JWTVerifyGetKey = async (header, token) => {
    try {
      await forgetTimesToCome();
      return await remote(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
      await lookAgain(error, token);
    }
    return keyOf(header, token);
  };
  return keyOf;
}
