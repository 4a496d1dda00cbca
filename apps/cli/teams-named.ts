/** The teams that a command line names: an unknown one is refused before any other search. */
import type { Command } from 'commander';
import { isTeam } from '#libs/enrolment/is-team.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
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
  for (const team of named) if (!(await isTeam(log, team))) throw unknownTeamRefusal(team);
}

export function unknownTeamRefusal(team: string): CliRefusal {
  return new CliRefusal(`aucune équipe ${team} ; decompte teams ${quoted(team)} la cherche par son nom`);
}
