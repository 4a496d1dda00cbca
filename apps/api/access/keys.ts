/** The keys of the provider of identities: fetched when they are needed, kept for a while, fetched again where one is missing. */
import { type FlattenedJWSInput, type JWTVerifyGetKey, createRemoteJWKSet, errors } from 'jose';

/** The keys of the provider cannot be had: nothing is said about the token. */
export class KeysUnavailable extends Error {
  /** After how long to ask again. */
  readonly retryAfterS: number;

  constructor(message: string, retryAfterS: number) {
    super(message);
    this.retryAfterS = retryAfterS;
  }
}

const TIMEOUT_MS = 3_000;
/** With the minute that a token is remembered (tokens.ts), a key that is withdrawn is taken for five and no longer. */
const KEPT_MS = 4 * 60_000;
/** For a key that is missing, keys are not fetched sooner: tokens that name made-up ones are to cost the provider nothing. */
const COOLDOWN_MS = 10_000;

/**
 * Keys at an address. Where a token is of none of them, throws what jose throws if they were fetched since it came, else
 * KeysUnavailable: it may be of a new one.
 */
export function remoteKeys(url: URL, now: () => number): JWTVerifyGetKey {
  // jose is not to look for a missing key itself, for it says the same whether it could look or not.
  const kept = { cacheMaxAge: KEPT_MS, cooldownDuration: KEPT_MS };
  const remote = createRemoteJWKSet(url, { timeoutDuration: TIMEOUT_MS, ...kept });
  let restMs = -Infinity;
  /** Signature of the token for which keys were fetched last. */
  let lookedFor = '';

  async function lookAgain(missing: unknown, { signature }: FlattenedJWSInput): Promise<void> {
    const left = restMs - now();
    if (left > 0 && signature === lookedFor) throw missing;
    if (left > 0)
      throw new KeysUnavailable(
        "le jeton est d'une clé que le fournisseur d'identité n'avait pas donnée ; réessayez",
        Math.ceil(left / 1_000),
      );
    // One that is under way was asked for before this token came.
    const isOfAnother = remote.reloading;
    await remote.reload();
    if (!isOfAnother) [restMs, lookedFor] = [now() + COOLDOWN_MS, signature];
  }

  const keyOf: JWTVerifyGetKey = async (header, token) => {
    try {
      return await remote(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
      await lookAgain(error, token);
    }
    return keyOf(header, token);
  };
  return keyOf;
}
