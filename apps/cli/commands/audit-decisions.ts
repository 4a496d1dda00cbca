/** `decompte audit decisions`: who decided what, and which decisions were made under a typed name. */
import { momentInFrench } from '#libs/kernel/french-days.ts';
import { counted } from '#libs/kernel/counted.ts';
import { EVENT_LABELS } from '#libs/words/labels/events.ts';
import { personText } from '#libs/commands/person.ts';
import { HistoryModule } from '#libs/history/history.module.ts';
import { FindDecisions } from '#libs/history/queries/find-decisions.ts';
import { ALL } from '#libs/kernel/page.ts';
import type { StoreOptions } from '#apps/cli/stores.ts';
import { printJson, message, result, table } from '#apps/cli/terminal.ts';
import { withModules } from '#apps/cli/with-modules.ts';

interface DecisionsOptions extends StoreOptions {
  readonly all?: boolean;
  readonly json?: boolean;
}

/** Lists asserted decisions; with `all`, the verified ones too. */
export function decisionsCommand(options: DecisionsOptions): Promise<number> {
  return withModules(options, [HistoryModule], async ({ query }) => {
    const { items: found } = await query(new FindDecisions(options.all === true, ALL));
    if (options.json === true) printJson(found);
    else
      result(
        table(
          ['événement', 'quand', 'qui', 'quoi', 'flux'],
          found.map(({ position, at, by, stream, type }) => [
            String(position),
            momentInFrench(at),
            personText(by),
            EVENT_LABELS[type] ?? type,
            stream,
          ]),
        ),
      );
    const asserted = found.filter(({ by }) => by.assurance === 'asserted').length;
    message(`${counted(asserted, 'décision repose', 'décisions reposent')} sur un nom déclaré, non vérifié.`);
  });
}
