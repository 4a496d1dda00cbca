/** The frame of a calculation: all its inputs except the patients, as known on a day up to a position. */
import { firstDayOf, yearOfQuarter } from '#libs/kernel/day.ts';
import type { QuarterRange } from '#libs/kernel/period.ts';
import { type ReferenceData, referenceDataAsKnown } from '#libs/enrolment/reference-data.ts';
import type { RosterDocuments } from '#libs/enrolment/roster.ts';
import { type Teams, teamsAsKnown } from '#libs/enrolment/teams.ts';
import type { Knowledge } from '#libs/enrolment/versions.ts';
import type { Regulation } from '#libs/regulation/regulation.ts';
import type { Rules } from '#libs/statements/rules/versions.ts';

export interface Frame {
  readonly known: Knowledge;
  readonly regulation: Regulation;
  readonly rules: Rules;
  readonly teams: Teams;
  readonly reference: ReferenceData;
  /** The requested quarters, and the earlier ones whose acts they need. */
  readonly quarters: QuarterRange;
  /** The years of the requested quarters. */
  readonly years: readonly number[];
}

export function frameOf(
  documents: RosterDocuments,
  known: Knowledge,
  regulation: Regulation,
  range: QuarterRange,
  rules: Rules,
): Frame {
  const firstYear = yearOfQuarter(range.from);
  const years = Array.from({ length: yearOfQuarter(range.to) - firstYear + 1 }, (_, i) => firstYear + i);
  return {
    known,
    regulation,
    rules,
    teams: teamsAsKnown(documents.teams, known, regulation),
    reference: referenceDataAsKnown(documents, known, regulation.ageBands),
    quarters: { from: range.from - longestLag(regulation, range), to: range.to },
    years,
  };
}

/** The maximum number of quarters by which the fidelisation rate of a quarter in the range is measured earlier. */
function longestLag(regulation: Regulation, range: QuarterRange): number {
  let longest = 0;
  for (const { parameters } of regulation.schemes.values())
    for (const { value, from } of parameters.get('fidelisation_lag_quarters') ?? [])
      if (from <= firstDayOf(range.to)) longest = Math.max(longest, value as number);
  return longest;
}
