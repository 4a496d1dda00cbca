/** The dossier: all versions of all facts of one patient. */
import { type Day, dayFromText } from '#libs/kernel/day.ts';
import type { Version } from '#libs/enrolment/versions.ts';
import type { KeptOfPatient } from '#libs/enrolment/kept-part.ts';
import type { Sex } from '#libs/regulation/profile.ts';

interface PersonVersion extends Version {
  readonly birth: Day;
  readonly sex: Sex;
  readonly diedOn: Day | null;
}

export interface CoverageVersion extends Version {
  /** The constant C2S for complementary health cover. */
  readonly aldNumber: number;
  readonly from: Day;
  /** Last day, inclusive; null while open. */
  readonly until: Day | null;
}

interface DeclarationVersion extends Version {
  /** Empty when it ends the previous declaration. */
  readonly rpps: string;
  readonly declaredOn: Day;
}

export interface ActVersion extends Version {
  readonly actId: string;
  readonly executant: string;
  readonly profession: string;
  readonly actCode: string;
  readonly careOn: Day;
  readonly baseCents: number;
  readonly paidCents: number;
  readonly informationOnly: boolean;
  readonly reversal: boolean;
}

export interface SpendingVersion extends Version {
  readonly year: number;
  /** null: unknown, or withdrawn. */
  readonly amountCents: number | null;
}

export interface Dossier {
  readonly patient: string;
  readonly person: readonly PersonVersion[];
  readonly coverage: readonly CoverageVersion[];
  readonly declarations: readonly DeclarationVersion[];
  readonly acts: readonly ActVersion[];
  readonly spending: readonly SpendingVersion[];
  /** For an erased patient, who has no facts any more: his parts in statements. */
  readonly kept?: KeptOfPatient;
}

/** The number that represents complementary health cover among those of long-term conditions. */
export const C2S = 0;

/**
 * The versions of a dossier, fact by fact. For an erased patient, the days on which his parts began, at position 0, so that every calculation
 * knows them.
 */
export function factsOf(dossier: Dossier): readonly (readonly Version[])[] {
  const { person, coverage, declarations, acts, spending, kept } = dossier;
  if (kept === undefined) return [person, coverage, declarations, acts, spending];
  return kept.parts.map(({ from }) => from.map((day) => ({ knownOn: dayFromText(day), position: 0 })));
}

/**
 * The professionals that a dossier names, some of them more than once: by them a calculation finds the patients whom a change of a team
 * concerns. `professionalIn` (dossiers.ts) finds the same ones in the events.
 */
export function professionalsIn({ declarations, acts }: Dossier): readonly string[] {
  const declared = declarations.map(({ rpps }) => rpps);
  return declared.concat(acts.map(({ executant }) => executant));
}

/** The number of events in the dossier: one per version. */
export function eventCount({ person, coverage, declarations, acts, spending }: Dossier): number {
  return person.length + coverage.length + declarations.length + acts.length + spending.length;
}
