/** Messages about the regulation in force before a command uses it. */
import { FindRegulationInForce } from '#libs/regulation/publication/queries/find-regulation-in-force.ts';
import { message } from '#apps/cli/terminal.ts';
import type { Modules } from '#apps/cli/with-modules.ts';

/** Reports that the program has just published its version, or that a shipped version waits for publication. */
export async function tellRegulation(query: Modules['query']): Promise<void> {
  const { published, first, unpublished } = await query(new FindRegulationInForce());
  const { version } = published.regulation;
  if (first) message(`Réglementation ${version} publiée.`);
  else if (unpublished !== undefined)
    message(
      `La version ${unpublished} livrée avec le programme n’est pas publiée ; la version ${version} reste en vigueur (decompte regulation propose, puis publish).`,
    );
}
