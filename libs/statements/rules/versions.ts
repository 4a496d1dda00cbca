/**
 * The versions of the rules, side by side. All share one code; a version lists only its differences. A statement is explained, listed and
 * recalculated by the version that its pin names, however many versions came since.
 */
import type { Family } from '#libs/regulation/families.ts';
import type { Boundary } from '#libs/regulation/values.ts';

export interface Rules {
  /** Named by the pin of a statement. */
  readonly version: string;
  /** The boundary of the number of patients for an `eligibility` that names none. */
  readonly boundaryUnlessNamed: Readonly<Record<Family, Boundary>>;
  /** Whether a period after the last day of its text is flagged. */
  readonly knowsEndOfText: boolean;
}

/** First edition of the specification. */
const VERSION_1: Rules = {
  version: '1',
  boundaryUnlessNamed: { SUBSTITUTIVE: 'ge', INCENTIVE: 'ge' },
  knowsEndOfText: false,
};

/** Second edition: its additions come with parameters, whose first values change nothing; but it reads two parameters differently. */
const VERSION_2: Rules = {
  version: '2',
  boundaryUnlessNamed: { SUBSTITUTIVE: 'ge', INCENTIVE: 'gt' },
  knowsEndOfText: true,
};

export const RULES: readonly Rules[] = [VERSION_1, VERSION_2];

/** The version that calculates statements today. */
export const CURRENT_RULES = VERSION_2;

/** Undefined for a version that this program does not have. */
export function rulesOfVersion(version: string): Rules | undefined {
  return RULES.find((rules) => rules.version === version);
}
