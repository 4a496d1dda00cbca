/** The commands on ids of patients that are one person's. */
import type { Command } from 'commander';
import { type Does, JSON_OPTION, decides, ends } from '#apps/cli/options.ts';

const load = () => import('#apps/cli/commands/duplicates.ts');

export function addDuplicateCommands(program: Command, does: Does): void {
  const duplicates = program
    .command('duplicates')
    .description('les identifiants de patients qui semblent, ou sont, d’une seule personne');
  duplicates
    .command('list', { isDefault: true })
    .description('ceux qui se ressemblent, ceux qui sont réunis, et ce qui attend une seconde personne')
    .option(...JSON_OPTION)
    .action(does(async () => (await load()).listDuplicatesCommand));
  decides(
    duplicates.command('merge <patient> <autre>').description('propose que le premier soit la personne du second'),
  )
    .requiredOption('--reason <motif>', 'pourquoi')
    .action(does(async () => (await load()).mergeCommand));
  decides(duplicates.command('separate <patient>').description('propose de défaire une réunion'))
    .requiredOption('--reason <motif>', 'pourquoi')
    .action(does(async () => (await load()).separateCommand));
  decides(duplicates.command('confirm <patient>').description('confirme ce qui est proposé pour un identifiant'))
    .option('--code <code>', 'le code de ce qui a été lu')
    .action(does(async () => (await load()).confirmMergeCommand));
  ends(duplicates.command('refuse <patient>').description('refuse ce qui est proposé'))
    .requiredOption('--reason <motif>', 'pourquoi')
    .action(does(async () => (await load()).refuseMergeCommand));
  ends(duplicates.command('withdraw <patient>').description('retire ce que l’on a proposé')).action(
    does(async () => (await load()).withdrawMergeCommand),
  );
  decides(duplicates.command('dismiss <patient> <autre>').description('ce sont deux personnes : ne plus les signaler'))
    .requiredOption('--reason <motif>', 'pourquoi')
    .action(does(async () => (await load()).dismissLookAlikeCommand));
}
