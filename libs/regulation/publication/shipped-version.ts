/** The version shipped with the program, and the version that a log has in force. */
import { withoutBom } from '#libs/csv/bytes.ts';
import type { Commit } from '#libs/event-store/event.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { canonicalGrids } from '#libs/regulation/grids.ts';
import type { RegulationSource } from '#libs/regulation/source.ts';
import { latest, publishFirst } from '#libs/regulation/publication/published.ts';
import type { PublishedRegulation } from '#libs/regulation/publication/state.ts';
import { shippedRegulation } from '#libs/regulation/shipped.ts';

/** The last published version; a new log publishes the shipped one. Throws FAULTY_REGULATION if that has a fault. */
export async function regulationInForce(log: EventStore, commit: Commit): Promise<PublishedRegulation> {
  return (await latest(log)) ?? (await publishFirst(log, shippedRegulation(), commit));
}

/** Missing files are the shipped ones. The proposal has the canonical text, whichever program saved the files. */
export function sourceWith({ parameters, grids }: Partial<RegulationSource>): RegulationSource {
  const shipped = shippedRegulation();
  return {
    parameters: parameters === undefined ? shipped.parameters : withoutBom(parameters),
    grids: grids === undefined ? shipped.grids : canonicalGrids(grids),
  };
}
