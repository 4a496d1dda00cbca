/** Sentences for why the act ledger of a statement cannot be listed. */
import type { EntriesRefusal } from '#libs/statements/outputs/refusals.ts';
import type { Sentences } from '#libs/words/sentences.ts';

export const ACT_LEDGER: Sentences<EntriesRefusal> = {
  ENTRIES_DIFFER_FROM_LEDGER: ({ entries }) =>
    `les actes listés pour ${entries} ne donnent pas le registre du décompte ; reconstruisez la projection dossiers`,
  ENTRIES_NOT_IN_LEDGER: ({ entries }) =>
    `des actes sont listés pour ${entries}, absents du registre du décompte ; reconstruisez la projection dossiers`,
  ENTRIES_OF_OTHER_RULES: ({ calculatedBy, present }) =>
    `des décomptes ont été calculés par la version ${calculatedBy} des règles, ce programme a la version ${present} ; recalculez-les pour lister leurs actes`,
};
