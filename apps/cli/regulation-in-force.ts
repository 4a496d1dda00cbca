/** What a person is told of the regulation in force before a command works with it. */
import { FindRegulationInForce } from '#libs/regulation/publication/queries/find-regulation-in-force.ts';
import { message } from '#apps/cli/terminal.ts';
import type { Modules } from '#apps/cli/with-modules.ts';

/** Says so where the program published it just now, and where a shipped version waits to be published. */
export async function tellRegulation(query: Modules['query']): Promise<void> {
  const { published, first, unpublished } = await query(new FindRegulationInForce());
  const { version } = published.regulation;
  if (first) message(`Réglementation ${version} publiée.`);
  else if (unpublished !== undefined)
    message(
      `La version ${unpublished} livrée avec le programme n’est pas publiée ; la version ${version} reste en vigueur (decompte regulation propose, puis publish).`,
    );
}
