/** The commands by which two people acknowledge that the log lost its end, or that checkpoints are missing. */
import type { Command } from 'commander';
import { type Does, JSON_OPTION, confirms, decides, ends } from '#apps/cli/options.ts';

const CHECKPOINTS = ['--checkpoints <dossier>', 'dossier des points de contrôle (défaut : AUDIT_CHECKPOINTS)'] as const;

/** Two people: one reports the loss, the other acknowledges it. */
export function addLosses(audit: Command, does: Does): void {
  audit
    .command('losses')
    .description(
      'ce que le journal n’a plus et que ses témoins ont vu, les points de contrôle ôtés, et les pertes reconnues',
    )
    .option(...CHECKPOINTS)
    .option(...JSON_OPTION)
    .action(does(async () => (await import('#apps/cli/commands/audit-losses.ts')).lossesCommand));
  const loss = audit
    .command('loss')
    .description('la perte de la fin du journal, ou de points de contrôle, à signaler et à reconnaître');
  decides(loss.command('report').description('signale la perte'))
    .requiredOption('--reason <motif>', 'ce qui s’est passé')
    .option(...CHECKPOINTS)
    .action(does(async () => (await import('#apps/cli/commands/audit-losses.ts')).reportLossCommand));
  confirms(
    loss
      .command('acknowledge')
      .description('reconnaît la perte signalée, telle qu’elle a été lue : une seconde personne'),
  ).action(does(async () => (await import('#apps/cli/commands/audit-losses.ts')).acknowledgeLossCommand));
  ends(loss.command('refuse').description('refuse le signalement : une seconde personne'))
    .requiredOption('--reason <motif>', 'pourquoi')
    .action(does(async () => (await import('#apps/cli/commands/audit-losses.ts')).refuseLossCommand));
  ends(loss.command('withdraw').description('retire le signalement : qui l’a fait')).action(
    does(async () => (await import('#apps/cli/commands/audit-losses.ts')).withdrawLossCommand),
  );
}
