/** The projections of the product, and which of them the workers keep up with the log. */
import { DOSSIERS } from '#libs/enrolment/dossiers.ts';
import { ROSTERS } from '#libs/enrolment/rosters.ts';
import { IMPORTS } from '#libs/intake/import/imports.ts';
import { JOBS } from '#libs/jobs/job/job-list.ts';
import { KNOWN_ACTS } from '#libs/intake/known-acts.ts';
import { PAYMENTS } from '#libs/payments/documents/payments-projection.ts';
import type { Projection } from '#libs/read-store/projection.ts';
import { LISTED_STATEMENTS } from '#libs/statements/listed/listed-statements.ts';
import { STATEMENTS } from '#libs/statements/statements-projection.ts';

/** Short ones first, so that the most frequently read ones never wait for the long ones. */
export const KEPT_UP: readonly Projection<unknown>[] = [
  JOBS,
  PAYMENTS,
  STATEMENTS,
  LISTED_STATEMENTS,
  ROSTERS,
  IMPORTS,
  DOSSIERS,
];

/** All projections; intake keeps its known acts up to date itself, as it records. */
export const PROJECTIONS: readonly Projection<unknown>[] = [
  DOSSIERS,
  ROSTERS,
  STATEMENTS,
  LISTED_STATEMENTS,
  PAYMENTS,
  IMPORTS,
  KNOWN_ACTS,
  JOBS,
];
