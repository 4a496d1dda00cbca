/** The part of the command line that explains statements and shows histories: names and options; each command is in commands/. */
import type { Command } from 'commander';
import { EXCEL_OPTION, RAW_OPTION } from '#apps/cli/csv-form.ts';
import { type Does, JSON_OPTION } from '#apps/cli/options.ts';

export function addInspectionCommands(program: Command, does: Does): void {
  program
    .command('explain [équipe] [période] [ligne]')
    .description('explique un décompte, ou une ligne : taux, patients, actes, événements et paramètres')
    .option('--payment <référence>', 'un versement, par sa référence de bout en bout à la banque')
    .option('--known-on <jour>', 'tel que calculé à ce jour de connaissance')
    .option('--simulation <nom>', 'd’une simulation')
    .option('--all', 'tous les patients et tous les actes')
    .option(...JSON_OPTION)
    .action(does(async () => (await import('#apps/cli/commands/explain.ts')).explainCommand));
  program
    .command('teams [texte]')
    .description('les équipes dont le nom ou l’identifiant a ce texte, sans égard aux accents et à la casse')
    .option('--known-on <jour>', 'telles que connues ce jour-là (aujourd’hui)')
    .option(...JSON_OPTION)
    .action(does(async () => (await import('#apps/cli/commands/teams.ts')).teamsCommand));
  program
    .command('quality [équipe]')
    .description(
      'les résultats de qualité d’une équipe, à côté des seuils de l’année, le score qu’ils donnent, et ce que vaut la note suivante ; sans équipe, un résumé de toutes',
    )
    .option('--known-on <jour>', 'tels que connus ce jour-là')
    .option('--scheme <expérimentation>', 'parmi toutes les équipes, une seule expérimentation')
    .option('--year <année>', 'parmi toutes les équipes, une seule année de résultats')
    .option('--all', 'sans équipe, une ligne par équipe, indicateur et année')
    .option('--csv', 'en CSV')
    .option(...EXCEL_OPTION)
    .option(...RAW_OPTION)
    .option(...JSON_OPTION)
    .action(does(async () => (await import('#apps/cli/commands/quality.ts')).qualityCommand));
  const history = program
    .command('history')
    .description('ce qui a été enregistré, dans l’ordre, et l’état connu alors');
  for (const [kind, usage, description] of [
    ['patient', 'patient <pseudonyme>', 'les faits d’un patient'],
    ['team', 'team <équipe>', 'les faits d’une équipe'],
    ['statement', 'statement <équipe> [période]', 'la vie d’un décompte (aussi ÉQUIPE/PÉRIODE)'],
    ['ledger', 'ledger <enveloppe>', 'les écritures d’une enveloppe, avec les soldes'],
  ] as const)
    history
      .command(usage)
      .description(description)
      .option('--known-on <jour>', 'seulement ce qui était connu ce jour')
      .option('--position <événement>', 'seulement jusqu’à cet événement')
      .option(...JSON_OPTION)
      .action(does(async () => (await import('#apps/cli/commands/history.ts')).historyCommand(kind)));
}
