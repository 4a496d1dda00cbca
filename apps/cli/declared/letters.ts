/** The part of the command line for letters to teams, as PDF. */
import type { Command } from 'commander';
import { type Does, JSON_OPTION } from '#apps/cli/options.ts';

const LETTERS = () => import('#apps/cli/commands/letters.ts');

export function addLetterCommands(program: Command, does: Does): void {
  const group = program.command('letter').description('les lettres aux équipes, en PDF accessible');
  const writes = (command: Command): Command =>
    command.requiredOption('--out <fichier>', 'fichier à écrire').option(...JSON_OPTION);
  writes(
    group
      .command('statement <équipe> <période>')
      .description('un décompte ou sa régularisation, tels que décidés ; provisoire si rien n’est décidé'),
  )
    .option('--decision <numéro>', '0 pour le décompte, 1 et plus pour ses régularisations (la dernière décision)')
    .option('--provisional', 'le dernier calcul, marqué provisoire, même si un autre est décidé')
    .action(does(async () => (await LETTERS()).statementLetterCommand));
  writes(
    group
      .command('all <période>')
      .description('les lettres de toutes les décisions d’une période, dans un fichier ZIP, avec leurs empreintes'),
  ).action(does(async () => (await LETTERS()).allLettersCommand));
  writes(group.command('demand <équipe>').description('la demande de remboursement à une équipe partie'))
    .requiredOption('--envelope <nom>', 'enveloppe')
    .action(does(async () => (await LETTERS()).demandLetterCommand));
  writes(
    group.command('year <équipe> <année>').description('le récapitulatif d’une année : décidé, régularisé, versé'),
  ).action(does(async () => (await LETTERS()).yearLetterCommand));
}
