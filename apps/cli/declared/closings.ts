/** The commands on close-outs: names, options. */
import type { Command } from 'commander';
import { type Does, JSON_OPTION, confirms, decides, ends } from '#apps/cli/options.ts';

const load = () => import('#apps/cli/commands/closings.ts');
const OF_SCHEME = ['--scheme', 'le nom est celui d’une expérimentation'] as const;

export function addClosingCommands(program: Command, does: Does): void {
  const closing = program
    .command('close-out')
    .description('clôt une équipe ou une expérimentation, avec son décompte final');
  closing
    .command('list')
    .description('ce qui est clos, et ce qui attend de l’être')
    .option(...JSON_OPTION)
    .action(does(async () => (await load()).listClosingsCommand));
  closing
    .command('show <nom>')
    .description('le décompte final, et ce qui reste ouvert')
    .option(...OF_SCHEME)
    .option('--last-day <jour>', 'tel que connu ce jour-là (aujourd’hui)')
    .option(...JSON_OPTION)
    .action(does(async () => (await load()).showClosingCommand));
  decides(closing.command('propose <nom>').description('propose de clore'))
    .option(...OF_SCHEME)
    .requiredOption('--last-day <jour>', 'tout est régularisé tel que connu ce jour-là')
    .option('--leave-open', 'laisse ouvert ce qui n’est pas réglé, pour le motif donné')
    .requiredOption('--reason <motif>', 'pourquoi')
    .action(does(async () => (await load()).proposeClosingCommand));
  decides(closing.command('reopen <nom>').description('propose de rouvrir ce qui est clos'))
    .option(...OF_SCHEME)
    .requiredOption('--reason <motif>', 'pourquoi')
    .action(does(async () => (await load()).proposeReopeningCommand));
  confirms(closing.command('confirm <nom>').description('confirme ce qui est proposé : une seconde personne'))
    .option(...OF_SCHEME)
    .action(does(async () => (await load()).confirmClosingCommand));
  ends(closing.command('refuse <nom>').description('refuse ce qui est proposé : une seconde personne'))
    .option(...OF_SCHEME)
    .requiredOption('--reason <motif>', 'pourquoi')
    .action(does(async () => (await load()).refuseClosingCommand));
  ends(closing.command('withdraw <nom>').description('retire ce que l’on a proposé'))
    .option(...OF_SCHEME)
    .action(does(async () => (await load()).withdrawClosingCommand));
}
