/** `decompte audit decisions`: who decided what, and which decisions rest on a name that was only typed. */
import { madeBy } from '#libs/commands/command-stream.ts';
import { personText } from '#libs/commands/person.ts';
import { type StoreOptions, openStores } from '#apps/cli/stores.ts';
import { json, message, result, table } from '#apps/cli/terminal.ts';

export interface DecisionsOptions extends StoreOptions {
  readonly all?: boolean;
  readonly json?: boolean;
}

const CATEGORIES = ['statement', 'ledger', 'payee', 'debtor', 'regulation', 'webhook'];

/** Asserted decisions; with `all`, the verified ones too. */
export async function decisionsCommand(options: DecisionsOptions): Promise<number> {
  const stores = await openStores(options, false);
  try {
    const found = [];
    for await (const batch of stores.log.read({ after: 0, categories: CATEGORIES }))
      for (const event of batch) {
        const meta = madeBy(event);
        if (meta === undefined || (options.all !== true && meta.by.assurance === 'verified')) continue;
        const { position, stream, type } = event;
        found.push({ position, at: meta.at, by: meta.by, stream, type });
      }
    if (options.json === true) json(found);
    else
      result(
        table(
          ['événement', 'quand', 'qui', 'quoi', 'flux'],
          found.map(({ position, at, by, stream, type }) => [position, at.slice(0, 19), personText(by), type, stream]),
        ),
      );
    const asserted = found.filter(({ by }) => by.assurance === 'asserted').length;
    message(`${asserted} décisions reposent sur un nom déclaré, non vérifié.`);
    return 0;
  } finally {
    await stores.close();
  }
}
