/** The part of each projection that other programs may read, on an engine that can be queried. */
import type { ReadModel } from '#libs/read-store/read-model.ts';
import { ACT_ENTRIES_READ_MODEL } from '#libs/read-models/act-entries.ts';
import { IMPORTS_READ_MODEL } from '#libs/read-models/imports.ts';
import { PAYMENTS_READ_MODEL } from '#libs/read-models/payments.ts';
import { STATEMENTS_READ_MODEL } from '#libs/read-models/statements.ts';
import { TEAMS_READ_MODEL } from '#libs/read-models/teams.ts';

export const READ_MODELS: readonly ReadModel[] = [
  STATEMENTS_READ_MODEL,
  ACT_ENTRIES_READ_MODEL,
  PAYMENTS_READ_MODEL,
  TEAMS_READ_MODEL,
  IMPORTS_READ_MODEL,
];
