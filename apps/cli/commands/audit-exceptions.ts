/** `decompte audit exceptions | late-facts | roles`: deviations from the usual process, late facts, and the roles of people. */
import { dayInFrench, fieldInFrench, momentInFrench } from '#libs/kernel/french-days.ts';
import { AuditModule, RolesModule } from '#libs/audit/audit.module.ts';
import { FindLateFacts } from '#libs/audit/tools/queries/find-late-facts.ts';
import { FindOverrides } from '#libs/audit/tools/queries/find-overrides.ts';
import { FindRoles } from '#libs/audit/tools/queries/find-roles.ts';
import type { LateFact } from '#libs/audit/tools/late-facts.ts';
import { personText } from '#libs/commands/person.ts';
import { counted } from '#libs/kernel/counted.ts';
import { euros } from '#libs/kernel/euros.ts';
import { OVERRIDE_LABELS, ROLE_SOURCE_TEXTS } from '#libs/words/labels/audit.ts';
import { EVENT_LABELS } from '#libs/words/labels/events.ts';
import { rolesText } from '#libs/words/labels/roles.ts';
import { choiceArgument } from '#apps/cli/arguments.ts';
import { accessesOf } from '#apps/cli/accesses.ts';
import { CliRefusal } from '#apps/cli/refusal.ts';
import type { StoreOptions } from '#apps/cli/stores.ts';
import { printJson, message, result, table } from '#apps/cli/terminal.ts';
import { withModules } from '#apps/cli/with-modules.ts';

interface ListOptions extends StoreOptions {
  readonly json?: boolean;
}

export function exceptionsCommand({
  kind: asked,
  team,
  ...options
}: ListOptions & { readonly kind?: string; readonly team?: string }): Promise<number> {
  const kind = asked === undefined ? undefined : choiceArgument('--kind', OVERRIDE_LABELS, asked);
  return withModules(options, [AuditModule], async ({ query }) => {
    const found = await query(new FindOverrides({ kind, team }));
    if (options.json === true) printJson(found);
    else if (found.length > 0)
      result(
        table(
          ['événement', 'quand', 'quoi', 'enveloppe', 'équipe', 'de quoi', 'montant', 'qui', 'pourquoi'],
          found.map((one) => [
            String(one.position),
            momentInFrench(one.at),
            OVERRIDE_LABELS[one.kind],
            one.envelope,
            one.team,
            one.about,
            one.amountCents === 0n ? '' : euros(one.amountCents),
            one.by.name,
            one.reason,
          ]),
        ),
      );
    message(`${counted(found.length, 'fait à regarder', 'faits à regarder')}.`);
  });
}

const PAGE = 10_000;

export function lateFactsCommand({ days, ...options }: ListOptions & { readonly days: string }): Promise<number> {
  if (!/^[1-9]\d{0,4}$/.test(days)) throw new CliRefusal(`--days vaut « ${days} » ; écrivez un nombre de jours`);
  return withModules(options, [AuditModule], async ({ query }) => {
    const found: LateFact[] = [];
    for (let after: number | undefined = 0; after !== undefined;) {
      const page: { readonly facts: readonly LateFact[]; readonly next: number | undefined } = await query(
        new FindLateFacts({ after, limit: PAGE, daysMin: Number(days) }),
      );
      found.push(...page.facts);
      after = page.next;
    }
    if (options.json === true) printJson(found);
    else if (found.length > 0)
      result(
        table(
          ['événement', 'quoi', 'flux', 'vaut', 'connu le', 'jours'],
          found.map((one) => [
            String(one.position),
            EVENT_LABELS[one.type] ?? one.type,
            one.stream,
            fieldInFrench(one.effective),
            dayInFrench(one.knownOn),
            one.days,
          ]),
        ),
      );
    message(`${counted(found.length, 'fait connu', 'faits connus')} au moins ${counted(Number(days), 'jour')} après.`);
  });
}

export async function rolesCommand(options: ListOptions): Promise<number> {
  const accesses = await accessesOf(options);
  return withModules(options, [RolesModule, accesses], async ({ query }) => {
    const found = (await query(new FindRoles())).map(([, seen]) => seen);
    if (options.json === true) printJson(found);
    else if (found.length > 0)
      result(
        table(
          ['qui', 'rôle', 'première fois', 'dernière fois', 'fois', 'd’où on le sait'],
          found.map(({ person, roles, first, last, times, source }) => [
            personText(person),
            rolesText(roles, ' ou '),
            momentInFrench(first),
            momentInFrench(last),
            times,
            ROLE_SOURCE_TEXTS[source],
          ]),
        ),
      );
    message(
      'Le journal garde qui a fait quoi, non qui pouvait le faire : entre deux fois, rien ne dit qu’un rôle durait.',
    );
  });
}
