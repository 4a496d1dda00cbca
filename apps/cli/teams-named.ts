/** The teams that a command line names: an unknown one is refused before any other search. */
import type { Command } from 'commander';
import { isTeam } from '#libs/enrolment/is-team.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { differsBy } from '#libs/kernel/near-words.ts';
import { quoted } from '#libs/kernel/quoted.ts';
import { CliRefusal } from '#apps/cli/refusal.ts';

const ARGUMENT = 'équipe';
const OPTION = '<équipe>';
const OF_ACCOUNTS = 'payee';

/** The teams of the running command. */
let named: readonly string[] = [];

/** Notes the typed words that must name a team. */
export function nameTeamsOf(command: Command): void {
  // Accounts may come before the facts, and the account of a mistyped team must still be withdrawn.
  if (command.parent?.name() === OF_ACCOUNTS) {
    named = [];
    return;
  }
  const ofArguments = command.registeredArguments.flatMap((argument, i) =>
    argument.name() === ARGUMENT ? [command.args[i]] : [],
  );
  const ofOptions = command.options
    .filter(({ flags }) => flags.endsWith(OPTION))
    .map((option) => command.getOptionValue(option.attributeName()) as string | undefined);
  named = [...ofArguments, ...ofOptions].flatMap((text) => (text === undefined ? [] : [teamOf(text)]));
}

/** `PEPS-01/2021-Q1` names a statement of the team. */
function teamOf(text: string): string {
  return text.split('/', 1)[0] ?? text;
}

/** Throws CliRefusal. */
export async function requireTeamsNamed(log: EventStore): Promise<void> {
  for (const team of named)
    if (!(await isTeam(log, team))) throw unknownTeamRefusal(team, await nearestTeam(log, team));
}

/** `nearest`: a recorded team whose id is nearly the typed one. */
export function unknownTeamRefusal(team: string, nearest?: string): CliRefusal {
  const meant = nearest === undefined ? '' : `vouliez-vous dire ${nearest} ? `;
  return new CliRefusal(`aucune équipe ${team} ; ${meant}decompte teams ${quoted(team)} la cherche par son nom`);
}

/** Ids of teams resemble each other, so only one letter may differ, or the case. */
async function nearestTeam(log: EventStore, typed: string): Promise<string | undefined> {
  const prefix = 'team-';
  for await (const events of log.read({ after: 0, categories: ['team'], fields: ['stream'] }))
    for (const { stream } of events) {
      const team = stream.slice(prefix.length);
      if (differsBy(typed.toLowerCase(), team.toLowerCase(), 1)) return team;
    }
  return undefined;
}
