/** The share of a thread in a recomputation: the patients of some streams. */
import type { LogReader, StreamRange } from '#libs/event-store/event-store.ts';
import type { OpenedDocuments } from '#libs/read-store/document-store.ts';
import { type FoldGiven, type FoundInStreams, PatientsFold } from '#libs/statements/recomputation/patients-fold.ts';
import type { DossierSums } from '#libs/statements/calculation/sums-of.ts';
import { type Begin, type Elsewhere, openAt } from '#libs/threads/computing.ts';

export interface PatientsGiven extends FoldGiven {
  readonly log: Elsewhere;
  /** The documents to compare with the log; undefined: only sums are requested. */
  readonly stored: { readonly dossiers: Elsewhere | undefined; readonly acts: Elsewhere | undefined } | undefined;
}

/** The sums of a pin. */
export interface WrittenDossierSums extends Omit<DossierSums, 'sums'> {
  readonly sums: string;
}

/** Gives the sums of each pin. */
export const begin: Begin<PatientsGiven, StreamRange, FoundInStreams, readonly WrittenDossierSums[]> = async (
  given,
) => {
  const log = await openAt<LogReader>(given.log);
  if (log === undefined) return undefined;
  const [dossiers, acts] = [await opened(given.stored?.dossiers), await opened(given.stored?.acts)];
  if (dossiers === null || acts === null) return undefined;
  const fold = new PatientsFold(log, given, given.stored && { dossiers, acts });
  return {
    run: (streams, report) => fold.run(streams, report),
    end: () => fold.sums().map(({ sums, events, nextKnownOn }) => ({ sums: sums.text, events, nextKnownOn })),
    close: () => {
      log.close();
      dossiers?.close();
      acts?.close();
    },
  };
};

/** Null if the documents no longer exist. */
async function opened(place: Elsewhere | undefined): Promise<OpenedDocuments | undefined | null> {
  return place && ((await openAt<OpenedDocuments>(place)) ?? null);
}
