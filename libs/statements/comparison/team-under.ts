/** A team as it would be under another scheme: the same members and the same facts, in the forfait or ACTIVE during the comparison. */
import type { TeamRoster, TeamVersion } from '#libs/enrolment/roster.ts';
import { type Knowledge, inForce } from '#libs/enrolment/versions.ts';
import type { Day } from '#libs/kernel/day.ts';
import { traitsOf } from '#libs/regulation/families.ts';
import type { Scheme } from '#libs/regulation/regulation.ts';

const EVERYONE = 'ALL';
const LEFT = 'LEFT';

/** The option and scope that a person asks for instead of those of the team. */
export interface WishedTerms {
  readonly option?: string;
  readonly scope?: string;
}

/** The scheme that a team is compared under, with its option and scope; empty if the scheme has none. */
export interface Terms {
  readonly option: string;
  readonly scope: string;
}

/** The requested terms if the scheme has them; otherwise those of the team; otherwise everyone, with the widest scope. */
export function termsUnder(scheme: Scheme, own: Terms, wished: WishedTerms): Terms {
  const among = (known: readonly string[], ...preferred: (string | undefined)[]): string =>
    preferred.find((one) => one !== undefined && known.includes(one)) ?? '';
  return {
    option: among(scheme.options, wished.option, own.option, EVERYONE, scheme.options[0]),
    scope: among(scheme.scopes, wished.scope, own.scope, scheme.scopes.at(-1)),
  };
}

/** The known row of a team that gives its terms: the latest, or the given one if it has none. */
export function latestRow(roster: TeamRoster, known: Knowledge): TeamVersion | undefined {
  return inForce(roster.rows, ({ from }) => from, known)
    .sort((a, b) => a.from - b.from)
    .at(-1);
}

/**
 * Its rows take the scheme and its terms. Each phase except LEFT becomes the phase in which the scheme pays, not before its first text. A
 * team without a phase (a candidate) is in it from the first compared day.
 */
export function teamUnder(
  roster: TeamRoster,
  scheme: Scheme,
  terms: Terms,
  { known, first }: { readonly known: Knowledge; readonly first: Day },
): TeamRoster {
  const phase = traitsOf(scheme).replacesActs ? 'FORFAIT' : 'ACTIVE';
  const begins = scheme.texts[0]?.from ?? first;
  const phases = inForce(roster.phases, ({ from }) => from, known)
    .filter((one) => one.phase !== '')
    .sort((a, b) => a.from - b.from);
  const asCompared = phases.length === 0 ? [{ from: first, phase }] : phases;
  return {
    ...roster,
    rows: roster.rows.map((row) => ({ ...row, scheme: scheme.name, ...terms })),
    // If two begin with the scheme, the later one holds.
    phases: asCompared.map((one, position) => ({
      knownOn: known.day,
      position,
      from: Math.max(one.from, begins),
      phase: one.phase === LEFT ? LEFT : phase,
    })),
    credits: [],
  };
}
