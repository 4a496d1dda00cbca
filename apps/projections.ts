/** Every projection of the product: what is folded from the log, watched over and rebuilt. */
import { DOSSIERS } from '#libs/enrolment/dossier.ts';
import { ROSTERS } from '#libs/enrolment/roster.ts';
import { IMPORTS } from '#libs/intake/import-events.ts';
import { KNOWN_ACTS } from '#libs/intake/known-acts.ts';
import type { Projection } from '#libs/read-store/projection.ts';
import { STATEMENTS } from '#libs/statements/statement-events.ts';

export const PROJECTIONS: readonly Projection<unknown>[] = [DOSSIERS, ROSTERS, STATEMENTS, IMPORTS, KNOWN_ACTS];
