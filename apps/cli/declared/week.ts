/** The part of the command line for the operator's week: names and options; each command is in commands/. */
import type { Command } from 'commander';
import { EXCEL_OPTION, RAW_OPTION } from '#apps/cli/csv-form.ts';
import { type Does, JSON_OPTION } from '#apps/cli/options.ts';

export function addWeekCommands(program: Command, does: Does): void {
  program
    .command('todo')
    .description('ce qui est à faire : combien, quel montant, et la commande suivante')
    .option('--as-of <jour>', 'jour par lequel tout est dû ou commencé (aujourd’hui)')
    .option('--no-stale', 'ne cherche pas ce qu’un nouveau calcul changerait')
    .option('--months <nombre>', 'mois de soins comparés à ceux d’avant', '12')
    .option(...JSON_OPTION)
    .action(does(async () => (await import('#apps/cli/commands/todo.ts')).todoCommand));
  program
    .command('trimestre <trimestre>')
    .description('mène le trimestre pas à pas : faits, calcul, soumission, approbation, campagne, fichier, réponses')
    .option('--as <nom>', 'qui décide, déclaré')
    .option('--token <fichier>', 'jeton signé qui prouve qui décide')
    .option('--import <dossier>', 'dossier des fichiers de faits')
    .option('--dates <forme>', 'JJ/MM/AAAA : ainsi sont les dates d’un fichier de faits qui ne le dit pas')
    .option('--out <fichier>', 'fichier pour la banque')
    .action(does(async () => (await import('#apps/cli/commands/quarter.ts')).quarterCommand));
  program
    .command('variance')
    .description(
      'écarts d’une période avec le trimestre et l’année d’avant ; donne le code d’une approbation en nombre',
    )
    .requiredOption('--period <période>', 'trimestre (2022-T1) ou, pour l’IPEP, année (2022)')
    .option('--scheme <expérimentation>', 'une seule expérimentation')
    .option('--threshold <pourcentage>', 'au-delà, un écart est expliqué', '20')
    .option('--export <fichier>', 'l’écrit aussi en CSV')
    .option(...EXCEL_OPTION)
    .option(...RAW_OPTION)
    .option(...JSON_OPTION)
    .action(does(async () => (await import('#apps/cli/commands/variance.ts')).varianceCommand));
  program
    .command('monitoring')
    .description(
      'suivi de l’expérimentation, par expérimentation et période, à côté des chiffres publiés : patients, montants, forfait par patient, fuite, qualité, entrées et sorties',
    )
    .option('--scheme <expérimentation>', 'une seule expérimentation')
    .option('--from <trimestre>', 'premier trimestre')
    .option('--to <trimestre>', 'dernier trimestre')
    .option('--known-on <jour>', 'calculs faits comme connus ce jour-là (les derniers)')
    .option('--csv', 'en CSV')
    .option(...EXCEL_OPTION)
    .option(...RAW_OPTION)
    .option(...JSON_OPTION)
    .action(does(async () => (await import('#apps/cli/commands/monitoring.ts')).monitoringCommand));
  program
    .command('accruals')
    .description('charges à payer et produits à recevoir d’une fin d’exercice')
    .requiredOption('--year <année>', 'exercice')
    .option('--known-on <jour>', 'calculs connus à ce jour (les derniers)')
    .option('--with-earlier', 'aussi ce qui reste ouvert des années d’avant')
    .option('--export <fichier>', 'écrit les écritures au format FEC')
    .option(...JSON_OPTION)
    .action(does(async () => (await import('#apps/cli/commands/year-end.ts')).accrualsCommand));
  program
    .command('general-ledger')
    .description('écrit les écritures des versements au format FEC')
    .requiredOption('--from <jour>', 'premier jour d’enregistrement')
    .requiredOption('--to <jour>', 'dernier jour')
    .requiredOption('--export <fichier>', 'fichier (tabulations ; virgules s’il se nomme .csv)')
    .option(...JSON_OPTION)
    .action(does(async () => (await import('#apps/cli/commands/year-end.ts')).generalLedgerCommand));
}
