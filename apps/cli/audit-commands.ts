/** The part of the command line that auditors use: names and options; each command is in commands/. */
import type { Command } from 'commander';
import { type Does, JSON_OPTION, confirms, decides } from '#apps/cli/options.ts';

export function addAuditCommands(program: Command, does: Does): void {
  program
    .command('backup')
    .description('copie le journal pendant qu’il sert, et vérifie la copie')
    .requiredOption('--to <dossier>', 'dossier neuf de la sauvegarde')
    .option(...JSON_OPTION)
    .action(does(async () => (await import('#apps/cli/commands/backup.ts')).backupCommand));
  program
    .command('migrate')
    .description('copie tout le journal dans un autre magasin, dans son ordre, et vérifie la copie')
    .requiredOption('--to <url>', 'sqlite:CHEMIN ou kurrentdb://HÔTE:PORT')
    .option('--to-data <dossier>', 'où un journal sur un serveur garde sa copie sur cette machine', './data')
    .option(...JSON_OPTION)
    .action(does(async () => (await import('#apps/cli/commands/migrate.ts')).migrateCommand));
  const audit = program.command('audit').description('prouve que le journal est ce qui a été enregistré');
  audit
    .command('verify')
    .description('vérifie tout le journal et nomme le premier événement qui ne convient pas')
    .option('--checkpoints <dossier>', 'points de contrôle signés que le journal doit respecter')
    .option('--public-key <fichier...>', 'clé publique de qui les a signés')
    .option(...JSON_OPTION)
    .action(does(async () => (await import('#apps/cli/commands/audit.ts')).auditVerifyCommand));
  audit
    .command('rules')
    .description('vérifie d’après le seul journal que ses décisions et ses paiements respectent les règles')
    .option(...JSON_OPTION)
    .action(does(async () => (await import('#apps/cli/commands/audit-rules.ts')).auditRulesCommand));
  audit
    .command('recompute')
    .description(
      'recalcule depuis le seul journal chaque décompte décidé ou calculé, et compare ce que garde le magasin de lecture',
    )
    .option('--from <trimestre>', 'premier trimestre')
    .option('--to <trimestre>', 'dernier trimestre')
    .option('--team <équipe>', 'une seule équipe')
    .option(...JSON_OPTION)
    .action(does(async () => (await import('#apps/cli/commands/audit-recompute.ts')).auditRecomputeCommand));
  audit
    .command('keygen')
    .description('fait la paire de clés qui signe les points de contrôle')
    .requiredOption('--out <dossier>', 'où les écrire, hors du dossier du journal')
    .option(...JSON_OPTION)
    .action(does(async () => (await import('#apps/cli/commands/audit.ts')).auditKeygenCommand));
  audit
    .command('checkpoint')
    .description('vérifie tout, puis signe où en est le journal')
    .requiredOption('--to <dossier>', 'dossier des points de contrôle')
    .requiredOption('--key <fichier>', 'clé privée')
    .option(...JSON_OPTION)
    .action(does(async () => (await import('#apps/cli/commands/audit.ts')).auditCheckpointCommand));
  audit
    .command('export')
    .description('fait une liasse qui se vérifie hors ligne : tout le journal, des événements ou un flux')
    .requiredOption('--out <fichier>', 'la liasse')
    .requiredOption('--checkpoints <dossier>', 'points de contrôle signés ; le dernier sert de preuve')
    .option('--event <position...>', 'un ou plusieurs événements, sans rien montrer des autres')
    .option('--stream <nom>', 'les événements d’un flux, sans rien montrer des autres')
    .option('--payment <référence>', 'ce sur quoi repose un versement, et le code qui le recalcule')
    .option(
      '--statement <équipe et période...>',
      'un décompte et ses régularisations ; une année : tous ceux de l’équipe',
    )
    .option(...JSON_OPTION)
    .action(does(async () => (await import('#apps/cli/commands/audit.ts')).auditExportCommand));
  audit
    .command('decisions')
    .description('qui a décidé quoi sur un nom seulement déclaré')
    .option('--all', 'aussi les décisions vérifiées par un jeton')
    .option(...JSON_OPTION)
    .action(does(async () => (await import('#apps/cli/commands/audit-decisions.ts')).decisionsCommand));
  audit
    .command('duties')
    .description('qui a fait quoi pour chaque paiement et quand, et ce qui est à regarder')
    .option('--run <campagne>', 'une seule campagne')
    .option('--team <équipe>', 'une seule équipe')
    .option('--marked', 'seulement les paiements à regarder')
    .option(...JSON_OPTION)
    .action(does(async () => (await import('#apps/cli/commands/audit-duties.ts')).dutiesCommand));
  addLosses(audit, does);
}

/** Two people: one reports that the log lost its end, the other acknowledges it. */
function addLosses(audit: Command, does: Does): void {
  audit
    .command('losses')
    .description('ce que le journal n’a plus et que ses témoins ont vu, et les pertes reconnues')
    .option(...JSON_OPTION)
    .action(does(async () => (await import('#apps/cli/commands/audit-losses.ts')).lossesCommand));
  const loss = audit.command('loss').description('la perte de la fin du journal, à signaler et à reconnaître');
  decides(loss.command('report').description('signale la perte'))
    .requiredOption('--reason <motif>', 'ce qui s’est passé')
    .action(does(async () => (await import('#apps/cli/commands/audit-losses.ts')).reportLossCommand));
  confirms(
    loss
      .command('acknowledge')
      .description('reconnaît la perte signalée, telle qu’elle a été lue : une seconde personne'),
  ).action(does(async () => (await import('#apps/cli/commands/audit-losses.ts')).acknowledgeLossCommand));
  decides(loss.command('refuse').description('refuse le signalement : une seconde personne'))
    .requiredOption('--reason <motif>', 'pourquoi')
    .action(does(async () => (await import('#apps/cli/commands/audit-losses.ts')).refuseLossCommand));
  decides(loss.command('withdraw').description('retire le signalement : qui l’a fait')).action(
    does(async () => (await import('#apps/cli/commands/audit-losses.ts')).withdrawLossCommand),
  );
}
