/** The command line: names, options, and exit status. Each command is in commands/. */
import { Command, CommanderError } from 'commander';
import { CannotListEntries } from '#libs/statements/outputs/act-ledger-entries.ts';
import { DomainError } from '#libs/kernel/domain-error.ts';
import { StoreUnavailable } from '#libs/kernel/store-unavailable.ts';
import { sentenceOf } from '#libs/words/sentence-of.ts';
import { LeaseLost } from '#libs/event-store/event-store.ts';
import { StoreUnreadable } from '#libs/event-store/stored-events.ts';
import { RegulationError } from '#libs/regulation/regulation.ts';
import { calculateCommand, simulateCommand } from '#apps/cli/commands/calculate.ts';
import { exportCommand } from '#apps/cli/commands/export.ts';
import { importCommand } from '#apps/cli/commands/import.ts';
import { rebuildCommand, statusCommand } from '#apps/cli/commands/projections.ts';
import { checkVersionCommand, listVersionsCommand } from '#apps/cli/commands/regulation.ts';
import { rejectedCommand } from '#apps/cli/commands/rejected.ts';
import { showCommand } from '#apps/cli/commands/show.ts';
import { addAuditCommands } from '#apps/cli/audit-commands.ts';
import { addWeekCommands } from '#apps/cli/week-commands.ts';
import { addInspectionCommands } from '#apps/cli/inspection-commands.ts';
import { addDecisionCommands, addPublication } from '#apps/cli/decision-commands.ts';
import { Conflict } from '#libs/commands/command-stream.ts';
import { DecisionRefused, KeyReused, UnknownSubject } from '#libs/commands/person.ts';
import { Refusal } from '#apps/cli/refusal.ts';
import { message } from '#apps/cli/terminal.ts';

const REFUSED = 2;
const FAILED = 1;

/** Runs a command line and gives its exit status. */
export async function run(args: readonly string[]): Promise<number> {
  let status = 0;
  const does =
    (handler: (...given: never[]) => Promise<number>) =>
    async (...given: unknown[]): Promise<void> => {
      // Commander gives the arguments, the options of the command, and the command itself, which knows all options.
      const command = given.at(-1) as Command;
      status = await handler(...([...given.slice(0, -2), command.optsWithGlobals()] as never[]));
    };
  const program = new Command('decompte')
    .description('Calcule et explique les paiements PEPS, PRIMORDIAL et IPEP.')
    .option('--data <dossier>', 'dossier des magasins (sinon EVENT_STORE_URL et READ_STORE_URL, sinon ./data)')
    .exitOverride()
    .configureOutput({ outputError: () => undefined });
  const range = (command: Command): Command =>
    command
      .requiredOption('--from <trimestre>', 'premier trimestre, par exemple 2020-Q1')
      .requiredOption('--to <trimestre>', 'dernier trimestre')
      .option('--known-on <jour>', "jour de connaissance, AAAA-MM-JJ (aujourd'hui)")
      .option('--team <équipe>', 'une seule équipe');
  const JSON_OPTION = ['--json', 'résultat en JSON'] as const;

  program
    .command('import <dossier>')
    .description('enregistre les faits des fichiers CSV du dossier')
    .option('--dry-run', "vérifie tout, n'enregistre rien")
    .option(...JSON_OPTION)
    .action(does(importCommand));
  program
    .command('rejected')
    .description('liste les lignes mises de côté')
    .option('--export <fichier>', 'les écrit en CSV')
    .option(...JSON_OPTION)
    .action(does(rejectedCommand));
  range(
    program.command('calculate').description('calcule les décomptes des trimestres, et des années IPEP où ils sont'),
  )
    .option(...JSON_OPTION)
    .action(does(calculateCommand));
  range(
    program.command('simulate <nom>').description('calcule à part, sous un nom, avec d’autres paramètres ou grilles'),
  )
    .option('--parameters <fichier>', 'objet JSON, du nom du paramètre à sa valeur')
    .option('--grids <fichier>', 'autres grilles, au format de grids.csv')
    .option(...JSON_OPTION)
    .action(does(simulateCommand));
  program
    .command('show <équipe> <période>')
    .description('montre un décompte')
    .option('--known-on <jour>', 'tel que calculé à ce jour de connaissance')
    .option('--simulation <nom>', "d'une simulation")
    .option(...JSON_OPTION)
    .action(does(showCommand));
  program
    .command('export')
    .description('écrit les six fichiers du dernier calcul de chaque période')
    .requiredOption('--out <dossier>', 'où les écrire')
    .option('--from <trimestre>', 'premier trimestre')
    .option('--to <trimestre>', 'dernier trimestre')
    .option('--known-on <jour>', 'tels que calculés à ce jour de connaissance')
    .option('--simulation <nom>', "d'une simulation")
    .option(...JSON_OPTION)
    .action(does(exportCommand));
  const projections = program.command('projections').description('les projections du journal');
  projections
    .command('status')
    .description('où en est chacune')
    .option(...JSON_OPTION)
    .action(does(statusCommand));
  projections
    .command('rebuild <nom>')
    .description("la reconstruit à côté de celle qui sert, puis l'échange")
    .option(...JSON_OPTION)
    .action(does(rebuildCommand));
  const regulation = program.command('regulation').description('les versions de la réglementation');
  const files = (command: Command): Command =>
    command
      .option('--parameters <fichier>', 'paramètres, au format de parameters.json (sinon ceux livrés)')
      .option('--grids <fichier>', 'grilles, au format de grids.csv (sinon celles livrées)');
  regulation
    .command('list')
    .description('les versions publiées')
    .option(...JSON_OPTION)
    .action(does(listVersionsCommand));
  files(regulation.command('check').description('vérifie une version')).action(does(checkVersionCommand));
  addDecisionCommands(program, does);
  addPublication(regulation, files, does);
  addWeekCommands(program, does);
  addInspectionCommands(program, does);
  addAuditCommands(program, does);
  inFrench(program);

  try {
    await program.parseAsync([...args], { from: 'user' });
    return status;
  } catch (error) {
    return statusOf(error);
  }
}

/** Sub-commands take the help and the errors of the program. */
function inFrench(command: Command): void {
  command
    .helpOption('-h, --help', "affiche l'aide")
    .exitOverride()
    .configureOutput({ outputError: () => undefined })
    .configureHelp({ styleTitle: (title) => HELP_TITLES[title] ?? title, showGlobalOptions: true });
  if (command.commands.length > 0) command.helpCommand(false);
  for (const child of command.commands) inFrench(child);
}

const HELP_TITLES: Readonly<Record<string, string>> = {
  'Usage:': 'Utilisation :',
  'Arguments:': 'Arguments :',
  'Options:': 'Options :',
  'Global Options:': 'Options communes :',
  'Commands:': 'Commandes :',
};

const COMMAND_LINE_FAULTS: Readonly<Record<string, string>> = {
  'commander.unknownOption': 'option inconnue',
  'commander.unknownCommand': 'commande inconnue',
  'commander.missingArgument': 'il manque un argument',
  'commander.excessArguments': 'il y a trop d’arguments',
  'commander.optionMissingArgument': 'il manque une valeur à l’option',
  'commander.missingMandatoryOptionValue': 'il manque une option obligatoire',
};

/** Faults of the command line or of what it names. */
const REFUSALS = [Refusal, RegulationError, UnknownSubject];

/** Failures that a sentence explains; anything else is shown with its stack. */
const EXPECTED = [LeaseLost, StoreUnavailable, StoreUnreadable, CannotListEntries, Conflict, KeyReused];

/** What the system or a store on disk refused, as a sentence. */
function ofTheSystem(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  if (error.code === 'ERR_SQLITE_ERROR')
    return `Un magasin ne peut pas être lu ou écrit (${error.message}). Si c'est le dossier read, supprimez-le : il se refait du journal ; si c'est le journal, decompte audit verify dit ce qu'il en est.`;
  return 'syscall' in error ? `Le système refuse : ${error.message}.` : undefined;
}

function statusOf(error: unknown): number {
  if (error instanceof CommanderError) return ofCommandLine(error);
  if (error instanceof DomainError) return ofDomain(error);
  if (REFUSALS.some((kind) => error instanceof kind) && error instanceof Error) {
    message(`Refusé : ${error.message.replace(/\.$/, '')}.`);
    return REFUSED;
  }
  if (error instanceof DecisionRefused) {
    message(`Refusé : ${error.message.replace(/\.$/, '')}.`);
    return FAILED;
  }
  if (EXPECTED.some((kind) => error instanceof kind)) {
    message(`${(error as Error).message}.`);
    return FAILED;
  }
  const said = ofTheSystem(error);
  message(said ?? (error instanceof Error ? (error.stack ?? error.message) : String(error)));
  return FAILED;
}

function ofCommandLine(error: CommanderError): number {
  if (error.exitCode === 0) return 0;
  if (error.code !== 'commander.help') {
    const named = /'[^']*'/.exec(error.message)?.[0] ?? '';
    message(
      `${COMMAND_LINE_FAULTS[error.code] ?? error.message} ${named} ; decompte --help montre ce qui est possible.`,
    );
  }
  return REFUSED;
}

function ofDomain(error: DomainError): number {
  const passing = error.kind === 'conflict' || error.kind === 'key-reused';
  message(`${passing ? '' : 'Refusé : '}${sentenceOf(error)}.`);
  return passing || error.kind === 'refused' ? FAILED : REFUSED;
}

if (import.meta.main) {
  // A reader that stops early, such as head, is no failure of ours.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : FAILED));
  process.exitCode = await run(process.argv.slice(2));
}
