/** A team as it would be under another scheme: the same members and the same facts, in the forfait or ACTIVE for as long as it is compared. */
import type { TeamRoster, TeamVersion } from '#libs/enrolment/roster.ts';
import { type Knowledge, inForce } from '#libs/enrolment/versions.ts';
import type { Day } from '#libs/kernel/day.ts';
import { traitsOf } from '#libs/regulation/families.ts';
import type { Scheme } from '#libs/regulation/regulation.ts';

const EVERYONE = 'ALL';
const LEFT = 'LEFT';

/** The option and scope that a person asks for in place of those of the team. */
export interface Wished {
  readonly option?: string;
  readonly scope?: string;
}

/** The scheme that a team is compared under, with what it has for an option and a scope; empty where the scheme has none. */
export interface Terms {
  readonly option: string;
  readonly scope: string;
}

/** The requested terms if the scheme has them; else those of the team; else everyone, with the widest scope. */
export function termsUnder(scheme: Scheme, own: Terms, wished: Wished): Terms {
  const among = (known: readonly string[], ...preferred: (string | undefined)[]): string =>
    preferred.find((one) => one !== undefined && known.includes(one)) ?? '';
  return {
    option: among(scheme.options, wished.option, own.option, EVERYONE, scheme.options[0]),
    scope: among(scheme.scopes, wished.scope, own.scope, scheme.scopes.at(-1)),
  };
}

/** The row of a team, as known, that its terms are taken from: the latest, or the one given where it has none. */
export function latestRow(roster: TeamRoster, known: Knowledge): TeamVersion | undefined {
  return inForce(roster.rows, ({ from }) => from, known)
    .sort((a, b) => a.from - b.from)
    .at(-1);
}

/**
 * Its rows take the scheme and its terms; each phase but LEFT becomes that in which the scheme pays, not before its first text. A team
 * without a phase, a candidate, is in it from the first day compared.
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
    // Of two that begin with the scheme, the later one holds.
    phases: asCompared.map((one, position) => ({
      knownOn: known.day,
      position,
      from: Math.max(one.from, begins),
      phase: one.phase === LEFT ? LEFT : phase,
    })),
    credits: [],
  };
}
