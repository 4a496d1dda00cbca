/** The regulation in force: the last version published, or the one shipped, which a new log publishes first. */
import type { EventStore } from '#libs/event-store/event-store.ts';
import { loadRegulation } from '#libs/regulation/load.ts';
import { regulationInForce as inForce } from '#libs/regulation/publication/shipped-version.ts';
import { latest, versions } from '#libs/regulation/publication/published.ts';
import type { PublishedRegulation } from '#libs/regulation/publication/state.ts';
import { shippedRegulation } from '#libs/regulation/shipped.ts';
import { FindRegulationInForce } from '#libs/regulation/publication/queries/find-regulation-in-force.ts';
import type { Modules } from '#apps/cli/with-modules.ts';
import { commitOf } from '#apps/cli/arguments.ts';
import { message } from '#apps/cli/terminal.ts';

/** Says so when it publishes, and when a shipped version waits to be published. */
export async function regulationInForce(log: EventStore): Promise<PublishedRegulation> {
  const published = await latest(log);
  if (published === undefined) {
    const first = await inForce(log, commitOf('première version de la réglementation'));
    message(`Réglementation ${first.regulation.version} publiée.`);
    return first;
  }
  const { version, fingerprint } = loadRegulation(shippedRegulation());
  if (!(await versions(log)).some(({ regulation }) => regulation.fingerprint === fingerprint))
    message(
      `La version ${version} livrée avec le programme n'est pas publiée ; la version ${published.regulation.version} reste en vigueur (decompte regulation propose, puis publish).`,
    );
  return published;
}

/** Says so where the program published it just now, and where a shipped version waits to be published. */
export async function tellRegulation(query: Modules['query']): Promise<void> {
  const { published, first, unpublished } = await query(new FindRegulationInForce());
  const { version } = published.regulation;
  if (first) message(`Réglementation ${version} publiée.`);
  else if (unpublished !== undefined)
    message(
      `La version ${unpublished} livrée avec le programme n'est pas publiée ; la version ${version} reste en vigueur (decompte regulation propose, puis publish).`,
    );
}
