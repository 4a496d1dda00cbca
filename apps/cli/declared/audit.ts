/** The part of the command line that auditors use: names and options; each command is in commands/. */
import type { Command } from 'commander';
import { AMOUNT, AMOUNT_FORMS } from '#apps/cli/amounts.ts';
import { addLosses } from '#apps/cli/declared/losses.ts';
import { WORDS_TO_TYPE, wordsToType } from '#libs/words/typed.ts';
import { EXCEL_OPTION } from '#apps/cli/csv-form.ts';
import { type Does, JSON_OPTION } from '#apps/cli/options.ts';

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
    .option('--tsa <fichier...>', 'certificats des autorités d’horodatage')
    .option('--some', 'le dossier n’a que certains des points de contrôle : ce qui y manque n’est pas une faute')
    .option(
      '--roots',
      'refait aussi les racines des points de contrôle, sur lesquelles les liasses reposent ; plus long',
    )
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
    .option('--apart', 'signe seulement, sans que le journal le dise : sur une copie du journal')
    .option('--carried-over', 'le premier d’un journal que vous venez de porter d’un autre (decompte migrate)')
    .option(...JSON_OPTION)
    .action(does(async () => (await import('#apps/cli/commands/audit.ts')).auditCheckpointCommand));
  addProofs(audit, does);
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
  chooses(audit.command('extract <quoi>'))
    .description(`choisit des ${wordsToType(WORDS_TO_TYPE.entries)}, et dit ce qui est choisi contre le tout`)
    .option('--out <fichier>', 'les lignes dans un fichier CSV')
    .option(...EXCEL_OPTION)
    .option(...JSON_OPTION)
    .action(does(async () => (await import('#apps/cli/commands/audit-extract.ts')).extractCommand));
  chooses(audit.command('sample <quoi>'))
    .description('tire par unités monétaires : chaque centime a la même chance, et chacun retrouve le même tirage')
    .requiredOption('--seed <texte>', 'un texte au choix, noté avant le tirage')
    .option(`--interval ${AMOUNT}`, `un centime tiré tous les tant, ${AMOUNT_FORMS}`)
    .option('--size <nombre>', 'ou combien de centimes tirer, au moins')
    .option(...JSON_OPTION)
    .action(does(async () => (await import('#apps/cli/commands/audit-extract.ts')).sampleCommand));
  audit
    .command('exceptions')
    .description('ce qui n’a pas suivi le cours ordinaire : exceptions, comptes retenus, retraits, réponses saisies')
    .option('--kind <sorte>', 'une seule sorte, comme elle est montrée : « versement annulé »')
    .option('--team <équipe>', 'une seule équipe')
    .option(...JSON_OPTION)
    .action(does(async () => (await import('#apps/cli/commands/audit-exceptions.ts')).exceptionsCommand));
  audit
    .command('late-facts')
    .description('les faits connus longtemps après le jour où ils valent')
    .option('--days <jours>', 'au moins tant de jours après', '365')
    .option(...JSON_OPTION)
    .action(does(async () => (await import('#apps/cli/commands/audit-exceptions.ts')).lateFactsCommand));
  audit
    .command('access')
    .description('qui a lu quel patient ou quel compte par le service, et quand')
    .option('--id <pseudonyme>', 'un patient, un compte ou un fichier, tel que le registre le donne')
    .option('--subject <identifiant>', 'une seule personne (sub)')
    .option('--from <jour>', 'premier jour, AAAA-MM-JJ')
    .option('--to <jour>', 'dernier jour')
    .option(...JSON_OPTION)
    .action(does(async () => (await import('#apps/cli/commands/audit-access.ts')).accessCommand));
  audit
    .command('roles')
    .description('qui a eu quel rôle et quand, pour autant qu’on le sache')
    .option(...JSON_OPTION)
    .action(does(async () => (await import('#apps/cli/commands/audit-exceptions.ts')).rolesCommand));
}

/** Adds the proofs between checkpoints, and of the keys that sign them. */
function addProofs(audit: Command, does: Does): void {
  audit
    .command('consistency')
    .description('prouve que le journal d’un point de contrôle est le début, inchangé, de celui d’un autre')
    .requiredOption('--checkpoints <dossier>', 'points de contrôle signés')
    .requiredOption('--from <position>', 'celui que l’auditeur garde')
    .option('--to <position>', 'celui d’après ; sinon le dernier')
    .requiredOption('--out <fichier>', 'la preuve, à vérifier hors ligne')
    .option(...JSON_OPTION)
    .action(does(async () => (await import('#apps/cli/commands/audit-proofs.ts')).consistencyCommand));
  audit
    .command('countersign')
    .description('signe un point de contrôle par une seconde clé, celle d’un auditeur par exemple')
    .requiredOption('--checkpoints <dossier>', 'points de contrôle signés ; la contresignature y est gardée')
    .requiredOption('--key <fichier>', 'clé privée de qui contresigne')
    .option('--position <position>', 'le point de contrôle ; sinon le dernier')
    .option(...JSON_OPTION)
    .action(does(async () => (await import('#apps/cli/commands/audit-attest.ts')).countersignCommand));
  const timestamp = audit
    .command('timestamp')
    .description('l’horodatage d’un point de contrôle par une autorité (RFC 3161)');
  timestamp
    .command('request')
    .description('écrit la demande à envoyer à l’autorité')
    .requiredOption('--checkpoints <dossier>', 'points de contrôle signés')
    .requiredOption('--out <fichier>', 'la demande (.tsq)')
    .option('--position <position>', 'le point de contrôle ; sinon le dernier')
    .option(...JSON_OPTION)
    .action(does(async () => (await import('#apps/cli/commands/audit-attest.ts')).timestampRequestCommand));
  timestamp
    .command('add <réponse>')
    .description('vérifie la réponse de l’autorité (.tsr), et la garde avec le point de contrôle')
    .requiredOption('--checkpoints <dossier>', 'points de contrôle signés')
    .requiredOption('--tsa <fichier...>', 'certificats de l’autorité')
    .option('--position <position>', 'le point de contrôle ; sinon le dernier')
    .option(...JSON_OPTION)
    .action(does(async () => (await import('#apps/cli/commands/audit-attest.ts')).timestampAddCommand));
  audit
    .command('prove-published <id...>')
    .description('prouve que des événements publiés (leur id dans le flux) sont dans le journal signé')
    .requiredOption('--checkpoints <dossier>', 'points de contrôle signés')
    .requiredOption('--out <fichier>', 'la preuve, à vérifier hors ligne')
    .option(...JSON_OPTION)
    .action(does(async () => (await import('#apps/cli/commands/audit-proofs.ts')).provePublishedCommand));
  audit
    .command('keys')
    .description('les clés qui ont signé les points de contrôle, chacune avec son temps')
    .requiredOption('--checkpoints <dossier>', 'points de contrôle signés')
    .option('--public-key <fichier...>', 'clés publiques auxquelles vous vous fiez')
    .option(...JSON_OPTION)
    .action(does(async () => (await import('#apps/cli/commands/audit-proofs.ts')).keysCommand));
  audit
    .command('succeed')
    .description('fait prendre à une clé neuve la suite de celle qui signe : les deux le signent')
    .requiredOption('--checkpoints <dossier>', 'points de contrôle signés ; la suite y est gardée')
    .requiredOption('--key <fichier>', 'clé privée qui signe jusqu’ici')
    .requiredOption('--new <fichier>', 'clé privée qui signe ensuite')
    .option(...JSON_OPTION)
    .action(does(async () => (await import('#apps/cli/commands/audit-proofs.ts')).succeedCommand));
}

/** Adds the options that select entries. */
function chooses(command: Command): Command {
  return command
    .option('--team <équipe>', 'une seule équipe')
    .option('--year <année>', 'année de la période ; sans période, du jour où c’est fait')
    .option('--person <nom>', 'une des personnes')
    .option('--from <jour>', 'premier jour où c’est fait, AAAA-MM-JJ')
    .option('--to <jour>', 'dernier jour')
    .option(`--min ${AMOUNT}`, `montant le plus petit, ${AMOUNT_FORMS}`)
    .option(`--max ${AMOUNT}`, `montant le plus grand, ${AMOUNT_FORMS}`);
}
