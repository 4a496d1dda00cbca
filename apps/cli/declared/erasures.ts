/** The part of the command line that erases patients and keeps their keys: names and options; each command is in commands/. */
import type { Command } from 'commander';
import { type Does, JSON_OPTION, confirms, decides, ends } from '#apps/cli/options.ts';

export function addErasureCommands(program: Command, does: Does): void {
  decides(
    program.command('erase <patient>').description('propose d’effacer un patient ; une autre personne le confirme'),
  )
    .requiredOption('--reason <motif>', 'pourquoi, sans le nommer')
    .action(does(async () => (await import('#apps/cli/commands/erasures.ts')).proposeCommand));
  const erasures = program.command('erasures').description('les effacements de patients');
  erasures
    .command('list')
    .description('tous, le dernier d’abord')
    .option(...JSON_OPTION)
    .action(does(async () => (await import('#apps/cli/commands/erasures.ts')).listCommand));
  erasures
    .command('show <effacement>')
    .description('ce qu’il emporterait ou a emporté, et le code qui le confirme')
    .option(...JSON_OPTION)
    .action(does(async () => (await import('#apps/cli/commands/erasures.ts')).showErasureCommand));
  confirms(
    erasures.command('confirm <effacement>').description('efface le patient, tel que lu : une seconde personne'),
  ).action(does(async () => (await import('#apps/cli/commands/erasures.ts')).confirmErasureCommand));
  ends(erasures.command('refuse <effacement>').description('refuse l’effacement proposé : une seconde personne'))
    .requiredOption('--reason <motif>', 'pourquoi')
    .action(does(async () => (await import('#apps/cli/commands/erasures.ts')).refuseErasureCommand));
  ends(erasures.command('withdraw <effacement>').description('retire l’effacement proposé : qui l’a proposé')).action(
    does(async () => (await import('#apps/cli/commands/erasures.ts')).withdrawErasureCommand),
  );
  erasures
    .command('finish')
    .description('achève les effacements confirmés qui ont été interrompus')
    .option(...JSON_OPTION)
    .action(does(async () => (await import('#apps/cli/commands/erasures.ts')).finishCommand));
  confirms(erasures.command('due').description('les patients dont la durée de conservation est passée'))
    .option('--propose', 'propose de les effacer')
    .option(
      '--confirm',
      'efface ensemble ceux qui sont proposés pour cette raison, tels que lus : une seconde personne',
    )
    .action(does(async () => (await import('#apps/cli/commands/due-erasures.ts')).dueCommand));
  const keys = program.command('keys').description('les clés des patients');
  keys
    .command('status')
    .description('combien il y en a, et l’empreinte de celle qui les protège')
    .option(...JSON_OPTION)
    .action(does(async () => (await import('#apps/cli/commands/keys.ts')).keyStatusCommand));
  keys
    .command('rotate')
    .description('les protège par une nouvelle clé : les copies d’avant ne valent plus rien')
    .option(
      '--to <fichier>',
      'fichier où vous avez fait la nouvelle clé (sinon elle est faite, et remplace l’ancienne dans son fichier)',
    )
    .option(...JSON_OPTION)
    .action(does(async () => (await import('#apps/cli/commands/keys.ts')).rotateCommand));
  keys
    .command('move')
    .description('les déplace du fichier keys.db dans KEY_STORE_URL, pour plusieurs machines')
    .option(...JSON_OPTION)
    .action(does(async () => (await import('#apps/cli/commands/keys.ts')).moveCommand));
}
