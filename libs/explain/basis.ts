/** The common input of all parts of an explanation. */
import type { Team } from '#libs/enrolment/teams.ts';
import type { Evidence } from '#libs/explain/evidence.ts';
import type { Frame } from '#libs/statements/rules/frame.ts';

export interface Basis {
  readonly team: Team;
  /** Teams, parameters and reference figures as known at the calculation. */
  readonly frame: Frame;
  /** The facts that each of them comes from. */
  readonly evidence: Evidence;
}
