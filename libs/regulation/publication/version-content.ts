/** The content of a version of the regulation, published or proposed. */
import { proposedVersion, versions } from '#libs/regulation/publication/published.ts';
import { loaded } from '#libs/regulation/publication/state.ts';
import type { Regulation } from '#libs/regulation/regulation.ts';
import type { RegulationSource } from '#libs/regulation/source.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';

/** A published version by its name, or the version that waits for publication. */
export type VersionSought = { readonly version: string } | 'proposed';

export interface VersionContent {
  readonly source: RegulationSource;
  readonly regulation: Regulation;
}

/** Undefined if no such version exists. */
export async function readVersionContent(log: EventStore, sought: VersionSought): Promise<VersionContent | undefined> {
  if (sought !== 'proposed')
    return (await versions(log)).findLast(({ regulation }) => regulation.version === sought.version);
  const proposal = await proposedVersion(log);
  return proposal === undefined ? undefined : loaded(proposal.content);
}
