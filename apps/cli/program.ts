/** The command line: names, options, and exit status. Commands are declared in declared/; what each does is in commands/. */
import { Command, type Option } from 'commander';
import { addAuditCommands } from '#apps/cli/declared/audit.ts';
import { addCandidateCommands } from '#apps/cli/declared/candidates.ts';
import { addClosingCommands } from '#apps/cli/declared/closings.ts';
import { addErasureCommands } from '#apps/cli/declared/erasures.ts';
import { addWeekCommands } from '#apps/cli/declared/week.ts';
import { addInspectionCommands } from '#apps/cli/declared/inspection.ts';
import { addDecisionCommands, addPublication } from '#apps/cli/declared/decisions.ts';
import { addDuplicateCommands } from '#apps/cli/declared/duplicates.ts';
import { addLetterCommands } from '#apps/cli/declared/letters.ts';
import { WORDS_TO_TYPE, wordsToType } from '#libs/words/typed.ts';
import { EXCEL_OPTION, RAW_OPTION } from '#apps/cli/csv-form.ts';
import { type Does, JSON_OPTION, VERIFY_OPTION, decides, takeFrenchForms } from '#apps/cli/options.ts';
import { commandIn, requireKnownCommand, requireValues } from '#apps/cli/missing.ts';
import { quoted } from '#libs/kernel/quoted.ts';
import { beginAnswer, endAnswer, nameCommandsAs } from '#apps/cli/terminal.ts';
import { nameTeamsOf } from '#apps/cli/teams-named.ts';
import { requireNoPlaceholder } from '#apps/cli/placeholders.ts';
import { addPaymentCommands } from '#apps/cli/declared/payments.ts';

const VERSION_FLAG = '--version';
/** They are answered whatever command they are given to. */
const ANSWERED_FIRST = [VERSION_FLAG, '--help', '-h'];

/** Runs a command line and gives its exit status. */
export async function run(args: readonly string[]): Promise<number> {
  let status = 0;
  const does: Does =
    (load) =>
    async (...given) => {
      // Commander passes the arguments, the options of the command, and the command itself, which has all options.
      const command = given.at(-1) as Command;
      const handler = await load();
      const options = command.optsWithGlobals<{ readonly json?: boolean }>();
      beginAnswer(options.json === true);
      try {
        status = await handler(...([...given.slice(0, -2), options] as never[]));
      } finally {
        endAnswer();
      }
    };
  const program = new Command('decompte')
    .description('Calcule et explique les paiements PEPS, PRIMORDIAL et IPEP.')
    .option('--data <dossier>', 'dossier des magasins (sinon EVENT_STORE_URL et READ_STORE_URL, sinon ./data)')
    .option(VERSION_FLAG, 'affiche la version du programme, de ses règles et de la réglementation livrée')
    .exitOverride()
    .configureOutput({ outputError: () => undefined });
  nameCommandsAs(startedAs(optionIn(args, '--data')), quotedName(optionIn(args, '--as')));
  program.hook('preAction', (_, action) => {
    const { data, as } = action.optsWithGlobals<{ readonly data?: string; readonly as?: string }>();
    nameCommandsAs(startedAs(data), quotedName(as));
    requireNoPlaceholder(action);
    nameTeamsOf(action);
  });
  addIntakeCommands(program, does);
  addDismissal(program, does);
  addDuplicateCommands(program, does);
  addStatementCommands(program, does);
  addProjectionCommands(program, does);
  addRegulationCommands(program, does);
  addDecisionCommands(program, does);
  addPaymentCommands(program, does);
  addCandidateCommands(program, does);
  addClosingCommands(program, does);
  addLetterCommands(program, does);
  addWeekCommands(program, does);
  addInspectionCommands(program, does);
  addAuditCommands(program, does);
  addErasureCommands(program, does);
  inFrench(program);
  takeFrenchForms(program);

  try {
    if (args.some((word) => ANSWERED_FIRST.includes(word))) requireKnownCommand(program, args);
    if (args.includes(VERSION_FLAG)) return await (await import('#apps/cli/commands/version.ts')).versionCommand();
    requireValues(commandIn(program, args), args);
    await program.parseAsync([...args], { from: 'user' });
    return status;
  } catch (error) {
    // Loaded late: it needs most of the product.
    return (await import('#apps/cli/failure.ts')).statusOf(error, commandIn(program, args));
  } finally {
    nameCommandsAs(startedAs(optionIn(args, '--data')));
  }
}

/** The value that the person gave for an option, before the command line is fully parsed. */
function optionIn(args: readonly string[], name: string): string | undefined {
  const at = args.indexOf(name);
  return at < 0 ? args.find((arg) => arg.startsWith(`${name}=`))?.slice(name.length + 1) : args[at + 1];
}

function quotedName(name: string | undefined): string | undefined {
  return name === undefined || name === '' ? undefined : quoted(name);
}

/** The scripts of npm that end in commands; `npm run` gives the name of the running one. */
const SCRIPTS: readonly (string | undefined)[] = ['decompte', 'demo'];

function startedAs(data: string | undefined): string {
  const words = SCRIPTS.includes(process.env['npm_lifecycle_event']) ? 'npm run -s decompte --' : 'decompte';
  return data === undefined ? words : `${words} --data ${data === '' ? 'DOSSIER' : quoted(data)}`;
}

function addIntakeCommands(program: Command, does: Does): void {
  program
    .command('import <dossier>')
    .description('enregistre les faits des fichiers CSV du dossier')
    .option('--dry-run', 'vérifie tout, n’enregistre rien')
    .option(
      '--dates <forme>',
      'JJ/MM/AAAA : ainsi sont les dates d’un fichier qui ne dit pas si le jour vient avant le mois',
    )
    .option(...JSON_OPTION)
    .action(does(async () => (await import('#apps/cli/commands/import.ts')).importCommand));
  program
    .command('imports')
    .description('les fichiers reçus : quand, par qui, ce qui en est enregistré, de côté ou refusé')
    .option('--file <nom>', 'un seul fichier, par exemple acts.csv')
    .option(...JSON_OPTION)
    .action(does(async () => (await import('#apps/cli/commands/imports.ts')).importsCommand));
  program
    .command('templates')
    .description('écrit les modèles des fichiers de faits, avec un exemple de chacun')
    .requiredOption('--out <dossier>', 'où les écrire')
    .action(does(async () => (await import('#apps/cli/commands/templates.ts')).templatesCommand));
  program
    .command('rejected')
    .description('liste les lignes mises de côté')
    .option('--export <fichier>', 'les écrit en CSV')
    .option(...EXCEL_OPTION)
    .option(...RAW_OPTION)
    .option('--out <dossier>', 'écrit un fichier par genre de fait, à corriger et à importer tel quel')
    .option('--all', 'montre toutes les lignes')
    .option(...JSON_OPTION)
    .action(does(async () => (await import('#apps/cli/commands/rejected.ts')).rejectedCommand));
}

function addDismissal(program: Command, does: Does): void {
  decides(
    program
      .command('dismiss <numéro>')
      .description('classe sans suite les lignes de côté d’un fichier reçu, ou son refus'),
  )
    .requiredOption('--reason <motif>', 'pourquoi')
    .option('--code <faute>', 'seulement les lignes de ce code de faute')
    .option('--line <ligne>', 'une seule ligne')
    .action(does(async () => (await import('#apps/cli/commands/rejected.ts')).dismissCommand));
}

function addStatementCommands(program: Command, does: Does): void {
  const range = (command: Command): Command =>
    command
      .requiredOption('--from <trimestre>', 'premier trimestre, par exemple 2020-T1')
      .requiredOption('--to <trimestre>', 'dernier trimestre')
      .option('--known-on <jour>', 'jour de connaissance, AAAA-MM-JJ (aujourd’hui)')
      .option('--team <équipe>', 'une seule équipe');
  range(
    program.command('calculate').description('calcule les décomptes des trimestres, et des années IPEP où ils sont'),
  )
    .option(...JSON_OPTION)
    .action(does(async () => (await import('#apps/cli/commands/calculate.ts')).calculateCommand));
  range(
    program.command('simulate <nom>').description('calcule à part, sous un nom, avec d’autres paramètres ou grilles'),
  )
    .option('--parameters <fichier>', 'objet JSON : du nom du paramètre à sa valeur, ou overrides, ou scenarios')
    .option('--grids <fichier>', 'autres grilles, au format de grids.csv')
    .option('--by <groupe>', `l’effet par ${wordsToType(WORDS_TO_TYPE.grouping)}`)
    .option(...JSON_OPTION)
    .action(does(async () => (await import('#apps/cli/commands/simulate.ts')).simulateCommand));
  program
    .command('simulations [noms...]')
    .description('liste les simulations gardées, ou compare celles nommées')
    .option('--by <groupe>', `l’effet par ${wordsToType(WORDS_TO_TYPE.grouping)} (total)`)
    .option(...JSON_OPTION)
    .action(does(async () => (await import('#apps/cli/commands/simulate.ts')).simulationsCommand));
  program
    .command('compare <équipe>')
    .description('ce qu’une équipe toucherait sous plusieurs régimes, et à l’acte, sur son propre passé')
    .option('--schemes <régimes>', 'séparés par des virgules ; acte est le paiement à l’acte (tous)')
    .option('--from <trimestre>', 'premier trimestre (sinon son entrée)')
    .option('--to <trimestre>', 'dernier trimestre (sinon le dernier fini)')
    .option('--option <option>', 'sous cette option, où le régime l’a')
    .option('--scope <périmètre>', 'sous ce périmètre, où le régime l’a')
    .option('--known-on <jour>', 'telle que connue ce jour-là')
    .option(...JSON_OPTION)
    .action(does(async () => (await import('#apps/cli/commands/compare.ts')).compareCommand));
  program
    .command('show <équipe> <période>')
    .description('montre un décompte')
    .option('--known-on <jour>', 'tel que calculé à ce jour de connaissance')
    .option('--simulation <nom>', 'd’une simulation')
    .option(...JSON_OPTION)
    .action(does(async () => (await import('#apps/cli/commands/show.ts')).showCommand));
  program
    .command('dump')
    .description('copie ce qui est publié des projections, avec le curseur du flux qui continue la copie')
    .requiredOption('--out <dossier>', 'dossier neuf')
    .option('--format <forme>', 'CSV ou PARQUET', 'CSV')
    .option(...VERIFY_OPTION)
    .option(...JSON_OPTION)
    .action(does(async () => (await import('#apps/cli/commands/dump.ts')).dumpCommand));
  program
    .command('export')
    .description('écrit les six fichiers du dernier calcul de chaque période')
    .requiredOption('--out <dossier>', 'où les écrire')
    .option('--from <trimestre>', 'premier trimestre')
    .option('--to <trimestre>', 'dernier trimestre')
    .option('--known-on <jour>', 'tels que calculés à ce jour de connaissance')
    .option('--simulation <nom>', 'd’une simulation')
    .option(...VERIFY_OPTION)
    .option(...EXCEL_OPTION)
    .option(...JSON_OPTION)
    .action(does(async () => (await import('#apps/cli/commands/export.ts')).exportCommand));
}

function addProjectionCommands(program: Command, does: Does): void {
  const projections = program.command('projections').description('les projections du journal');
  projections
    .command('status')
    .description('où en est chacune')
    .option(...JSON_OPTION)
    .action(does(async () => (await import('#apps/cli/commands/projections.ts')).projectionStatusCommand));
  projections
    .command('rebuild <nom>')
    .description('la reconstruit à côté de celle qui sert, puis l’échange')
    .option(...JSON_OPTION)
    .action(does(async () => (await import('#apps/cli/commands/projections.ts')).rebuildCommand));
}

function addRegulationCommands(program: Command, does: Does): void {
  const regulation = program.command('regulation').description('les versions de la réglementation');
  const files = (command: Command): Command =>
    command
      .option('--parameters <fichier>', 'paramètres, au format de parameters.json (sinon ceux livrés)')
      .option('--grids <fichier>', 'grilles, au format de grids.csv (sinon celles livrées)');
  regulation
    .command('list')
    .description('les versions publiées')
    .option(...JSON_OPTION)
    .action(does(async () => (await import('#apps/cli/commands/regulation.ts')).listVersionsCommand));
  files(regulation.command('check').description('vérifie une version')).action(
    does(async () => (await import('#apps/cli/commands/regulation.ts')).checkVersionCommand),
  );
  addPublication(regulation, files, does);
}

/** Writes the help and the errors of a command and of its sub-commands in French. */
function inFrench(command: Command): void {
  command
    .helpOption('-h, --help', 'affiche l’aide')
    .exitOverride()
    .configureOutput({ outputError: () => undefined })
    .configureHelp({
      styleTitle: (title) => HELP_TITLES[title] ?? title,
      optionDescription: describeOption,
      showGlobalOptions: true,
    });
  if (command.commands.length > 0) command.usage('[options] <commande>').helpCommand(false);
  for (const child of command.commands) inFrench(child);
}

/** The description of an option with its default, which commander would write in English. */
function describeOption({ description, defaultValue, required, optional }: Option): string {
  const hasDefault = (required || optional) && typeof defaultValue === 'string';
  return hasDefault ? `${description} (par défaut : ${defaultValue})` : description;
}

const HELP_TITLES: Readonly<Record<string, string>> = {
  'Usage:': 'Utilisation :',
  'Arguments:': 'Arguments :',
  'Options:': 'Options :',
  'Global Options:': 'Options communes :',
  'Commands:': 'Commandes :',
};
