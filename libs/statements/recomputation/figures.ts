/** The figures of a recomputation, for the command line with --json and for jobs. They name no patient: a job is recorded in the log. */
import type { RecomputedLog } from '#libs/statements/recomputation/commands/recompute-statements.ts';
import type { Differing } from '#libs/statements/recomputation/recompute.ts';

interface RecomputationFigures extends Pick<
  RecomputedLog,
  'fits' | 'position' | 'calculations' | 'ofOtherRules' | 'isRecorded'
> {
  readonly differing: readonly {
    readonly team: string;
    readonly period: string;
    /** Number of the decision; null for the latest calculation. */
    readonly decision: number | null;
    /** A sentence. */
    readonly difference: string;
  }[];
  /** Projections with a document that the log does not give. */
  readonly projections: readonly string[];
  /** The recorded position of the index of patients, if the log gives another one; null if they agree. */
  readonly patientIndex: number | null;
}

export function figuresOfRecomputation(
  { position, calculations, ofOtherRules, fits, isRecorded, differing, stored, patientIndex }: RecomputedLog,
  textOf: (difference: Differing['difference']) => string,
): RecomputationFigures {
  return {
    fits,
    position,
    calculations,
    ofOtherRules,
    isRecorded,
    differing: differing.map(({ team, period, number, difference }) => ({
      team,
      period,
      decision: number ?? null,
      difference: textOf(difference),
    })),
    projections: stored.map(({ projection }) => projection),
    patientIndex: patientIndex ?? null,
  };
}
