/** `decompte audit access`: who read which patient or account, over the service or at a terminal, and when. */
import { momentInFrench } from '#libs/kernel/french-days.ts';
import { type Access, askedOfRecord, instantsOf } from '#libs/access-record/access-record.ts';
import { FindAccesses } from '#libs/access-record/queries/find-accesses.ts';
import { counted } from '#libs/kernel/counted.ts';
import type { Page } from '#libs/kernel/page.ts';
import { accessText } from '#libs/words/labels/accesses.ts';
import { ACCESS_LABELS } from '#libs/words/labels/audit.ts';
import { rolesText } from '#libs/words/labels/roles.ts';
import { accessesOf } from '#apps/cli/accesses.ts';
import { dayRangeOf } from '#apps/cli/arguments.ts';
import type { StoreOptions } from '#apps/cli/stores.ts';
import { printJson, message, result, table } from '#apps/cli/terminal.ts';
import { withModules } from '#apps/cli/with-modules.ts';

interface AccessOptions extends StoreOptions {
  readonly id?: string;
  readonly subject?: string;
  readonly from?: string;
  readonly to?: string;
  readonly json?: boolean;
}

const PAGE = 10_000;
const IDS_SHOWN = 5;

export async function accessCommand(options: AccessOptions): Promise<number> {
  const { id, subject, from, to } = options;
  dayRangeOf(options);
  const filter = { id, subject, ...instantsOf(from, to) };
  return withModules(options, [await accessesOf(options)], async ({ query, reads }) => {
    reads.note('audit access', 'RECORD', askedOfRecord([id, subject, from, to]));
    const found: Access[] = [];
    for (let after: string | undefined = ''; after !== undefined;) {
      const page: Page<Access> = await query(new FindAccesses(filter, { after, limit: PAGE }));
      found.push(...page.items);
      after = page.next;
    }
    if (options.json === true) printJson(found);
    else if (found.length > 0)
      result(
        table(
          ['quand', 'qui', 'rôles', 'quoi', 'lesquels', 'adresse'],
          found.map(({ at, name, roles, kind, ids, count, address }) => [
            momentInFrench(at),
            name,
            rolesText(roles),
            ACCESS_LABELS[kind],
            `${ids
              .slice(0, IDS_SHOWN)
              .map((id) => accessText(kind, id))
              .join(', ')}${count > IDS_SHOWN ? `… (${count})` : ''}`,
            // A recorded command, not one to type: a hint would show it with the folder of this reader.
            address.replace(/^decompte /, 'terminal : '),
          ]),
        ),
      );
    message(
      `${counted(found.length, 'lecture')}, par le service ou à la ligne de commande. Qui lit les fichiers de la machine n’y est pas.`,
    );
  });
}
