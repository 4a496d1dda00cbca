/** The tokens that prove a person, over HTTP and on the command line alike: checks in addition to the standard ones of a signed token. */

/** Asymmetric signatures only: a shared secret, or no signature, proves nothing. */
export const ALGORITHMS = ['EdDSA', 'Ed25519', 'ES256', 'ES384', 'PS256', 'RS256'];
/** Tolerance between the clocks of the provider and of this machine, in seconds. */
export const CLOCK_TOLERANCE_S = 5;
/** A token that is stolen counts no longer than this, s. */
const AGE_MAX_S = 86_400;
/**
 * Types of access tokens. Source: RFC 9068, section 2.1; most providers say JWT, or nothing. Other types are for logging out, or for
 * devices.
 */
const TYPES = ['jwt', 'at+jwt', 'application/at+jwt'];

interface TokenParts {
  readonly header: { readonly typ?: unknown };
  readonly claims: { readonly exp?: unknown; readonly iat?: unknown; readonly events?: unknown };
}

export type TokenFault = 'OTHER_TYPE' | 'FROM_THE_FUTURE' | 'TOO_OLD' | 'TOO_LONG';

/** The fault that keeps a verified token from proving a person; `nowS`: s since 1970. */
export function tokenFault({ header, claims }: TokenParts, nowS: number): TokenFault | undefined {
  const { typ } = header;
  const { exp, iat, events } = claims;
  if (typ !== undefined && (typeof typ !== 'string' || !TYPES.includes(typ.toLowerCase()))) return 'OTHER_TYPE';
  // A message about a session, not a token of a person. Source: RFC 8417, section 2.2.
  if (events !== undefined) return 'OTHER_TYPE';
  const isTime = (time: unknown): time is number => typeof time === 'number';
  if (isTime(iat) && iat > nowS + CLOCK_TOLERANCE_S) return 'FROM_THE_FUTURE';
  if (isTime(iat) && nowS - iat > AGE_MAX_S + CLOCK_TOLERANCE_S) return 'TOO_OLD';
  const begun = isTime(iat) ? iat : nowS;
  if (isTime(exp) && exp - begun > AGE_MAX_S + CLOCK_TOLERANCE_S) return 'TOO_LONG';
  return undefined;
}
