/** `decompte teams [TEXT]`: teams by any part of their name or identifier, without case and accents. */
import { foldedText } from '#libs/commands/folded-text.ts';
import { EnrolmentModule } from '#libs/enrolment/enrolment.module.ts';
import { FindTeams } from '#libs/enrolment/queries/find-teams.ts';
import type { FoundTeam } from '#libs/enrolment/queries/find-team.ts';
import { PHASE_LABELS } from '#libs/words/labels/statements.ts';
import { knownOn } from '#apps/cli/arguments.ts';
import type { StoreOptions } from '#apps/cli/stores.ts';
import { printJson, result, table } from '#apps/cli/terminal.ts';
import { type Modules, withModules } from '#apps/cli/with-modules.ts';

interface TeamsOptions extends StoreOptions {
  readonly knownOn?: string;
  readonly json?: boolean;
}

const PAGE = 500;
const ALL = { team: undefined, scheme: undefined, phase: undefined, commune: undefined };

/** Exit status 1 if no team matches. */
export function teamsCommand(text: string | undefined, options: TeamsOptions): Promise<number> {
  const sought = foldedText(text ?? '');
  const day = knownOn(options.knownOn);
  return withModules(options, [EnrolmentModule], async ({ query }) => {
    const found: FoundTeam[] = [];
    for await (const team of everyTeam(query, day))
      if (foldedText(team.name).includes(sought) || foldedText(team.team).includes(sought)) found.push(team);
    if (options.json === true) printJson(found.map(({ state: _, ...team }) => team));
    else if (found.length === 0)
      result(
        text === undefined
          ? 'Aucune équipe n’est connue à ce jour ; elles viennent de teams.csv (decompte import DOSSIER).'
          : `Aucune équipe ne se nomme ainsi : « ${text} » ; decompte teams les montre toutes.`,
      );
    else
      result(
        table(
          ['équipe', 'nom', 'expérimentation', 'phase', 'membres'],
          found.map(({ team, name, scheme, phase, activeMembers }) => [
            team,
            name,
            scheme,
            phaseText(phase ?? ''),
            activeMembers,
          ]),
        ),
      );
    return found.length === 0 ? 1 : 0;
  });
}

function phaseText(phase: string): string {
  return PHASE_LABELS[phase] ?? phase;
}

async function* everyTeam(query: Modules['query'], day: number): AsyncIterable<FoundTeam> {
  for (let after = ''; ;) {
    const { items, next } = await query(new FindTeams(day, ALL, { after, limit: PAGE }));
    yield* items;
    if (next === undefined) return;
    after = next;
  }
}
