/** The part of the command line for envelopes and payments: names and options; each command is in commands/. */
import type { Command } from 'commander';
import { AMOUNT, AMOUNT_FORMS } from '#apps/cli/amounts.ts';
import { OUTCOME_WORDS } from '#libs/payments/bank/outcome-words.ts';
import { WORDS_TO_TYPE, wordsToType } from '#libs/words/typed.ts';
import { type Does, JSON_OPTION, confirms, decides, ends, several } from '#apps/cli/options.ts';

const CHANGES = () => import('#apps/cli/commands/ledger-changes.ts');

export function addPaymentCommands(program: Command, does: Does): void {
  addEnvelopes(program, does);
  addPayments(program, does);
}

function addEnvelopes(program: Command, does: Does): void {
  const group = program.command('envelope').description('les enveloppes qui financent les équipes');
  decides(group.command('propose <nom>').description('propose une enveloppe, ou un changement'))
    .requiredOption(`--amount ${AMOUNT}`, `montant ${AMOUNT_FORMS}`)
    .option('--schemes <liste>', 'expérimentations financées, séparées par des virgules')
    .option('--closed', 'l’enveloppe ne finance plus rien de nouveau')
    .option('--exception <nom>', 'exception confirmée, pour un montant sous ce qui est décidé ou libéré')
    .option('--from <jour>', 'premier jour (change ce qui est en vigueur ; la première fois, depuis le début)')
    .action(does(async () => (await import('#apps/cli/commands/envelopes.ts')).proposeEnvelopeCommand));
  confirms(
    group.command('confirm <nom>').description('la confirme, telle qu’elle a été lue : une seconde personne'),
  ).action(does(async () => (await import('#apps/cli/commands/envelopes.ts')).confirmEnvelopeCommand));
  group
    .command('show [nom]')
    .description('engagé, payé, reste ; ce qui est proposé, et son code')
    .option(...JSON_OPTION)
    .action(does(async () => (await import('#apps/cli/commands/envelopes.ts')).showEnvelopeCommand));
}

function addPayments(program: Command, does: Does): void {
  const group = program.command('payment').description('les campagnes de paiement');
  decides(
    group
      .command('prepare <campagne>')
      .description('prépare ce qui est dû : le vérifie, en fait les fichiers, ne libère rien'),
  )
    .requiredOption('--envelope <nom>', 'enveloppe')
    .option('--due-by <jour>', 'ce qui est dû à ce jour (aujourd’hui)')
    .option('--execution-day <jour>', 'jour d’exécution demandé (le prochain où les banques travaillent)')
    .option('--team <équipe>', 'une seule équipe')
    .option('--exception <nom>', 'exception confirmée, qui sert à cette campagne (répétable)', several)
    .action(does(async () => (await import('#apps/cli/commands/payments.ts')).prepareRunCommand));
  group
    .command('show <campagne>')
    .description('montre une campagne : préparée, avec le code qui la libère, ou libérée')
    .option(...JSON_OPTION)
    .action(does(async () => (await import('#apps/cli/commands/payments.ts')).showRunCommand));
  decides(
    group
      .command('release <campagne>')
      .description('libère une campagne préparée, telle qu’elle a été lue, une seule fois'),
  )
    .option('--code <code>', 'le code montré avec la campagne préparée')
    .action(does(async () => (await import('#apps/cli/commands/payments.ts')).releaseRunCommand));
  decides(
    group
      .command('cancel <campagne>')
      .description('propose d’annuler une campagne libérée qui n’est pas partie à la banque'),
  )
    .requiredOption('--reason <motif>', 'pourquoi')
    .action(does(async () => (await CHANGES()).cancelRunCommand));
  ends(group.command('drop <campagne>').description('abandonne une campagne préparée')).action(
    does(async () => (await import('#apps/cli/commands/payments.ts')).dropRunCommand),
  );
  decides(
    group
      .command('file <campagne>')
      .description('écrit les fichiers pour la banque (ISO 20022 pain.001.001.09) et retient qui les a pris'),
  )
    .requiredOption('--out <fichier>', 'fichier XML ; s’il y en a plusieurs, leur nom y est ajouté')
    .option('--csv <fichier>', 'le même en CSV')
    .option('--file <nom>', 'un seul des fichiers')
    .action(does(async () => (await import('#apps/cli/commands/payments.ts')).fileCommand));
  group
    .command('list')
    .description('les campagnes, préparées et libérées')
    .option(...JSON_OPTION)
    .action(does(async () => (await import('#apps/cli/commands/payments.ts')).listRunsCommand));
  decides(
    group
      .command('answer <fichier>')
      .description(
        `prend la réponse de la banque : pain.002, camt.053, camt.054, ou un CSV dont status est ${wordsToType(OUTCOME_WORDS)}`,
      ),
  ).action(does(async () => (await import('#apps/cli/commands/payments.ts')).answerCommand));
  group
    .command('reconcile')
    .description('rapproche les relevés de compte (camt.053) du livre des paiements, jour par jour')
    .option('--account <iban>', 'un seul compte')
    .option('--from <jour>', 'depuis ce jour')
    .option('--to <jour>', 'jusqu’à ce jour')
    .option(...JSON_OPTION)
    .action(does(async () => (await import('#apps/cli/commands/reconciliation.ts')).reconcileCommand));
  decides(
    group
      .command('type <paiement>')
      .description('saisit ce qu’il en est d’un paiement, ou corrige une réponse ; une autre personne le confirme'),
  )
    .requiredOption('--outcome <issue>', `${wordsToType(WORDS_TO_TYPE.outcome)} (l’équipe en doit un)`)
    .requiredOption('--on <jour>', 'jour de la banque')
    .requiredOption(`--amount ${AMOUNT}`, `montant, tel que libéré, ${AMOUNT_FORMS}`)
    .option('--bank-reason <code>', 'motif de la banque, par exemple AC04')
    .requiredOption('--reason <motif>', 'pourquoi')
    .action(does(async () => (await CHANGES()).typeAnswerCommand));
  decides(group.command('explain <écart>').description('explique un écart du rapprochement'))
    .requiredOption('--reason <motif>', 'pourquoi')
    .action(does(async () => (await import('#apps/cli/commands/reconciliation.ts')).explainDifferenceCommand));
  decides(group.command('carry-over').description('reprend les livres d’enveloppe d’avant dans le livre des paiements'))
    .option('--confirm <code>', 'le fait ; le code de ce qui a été montré')
    .action(does(async () => (await import('#apps/cli/commands/carry-over.ts')).carryOverCommand));
  decides(
    group
      .command('undo-posting <décision>')
      .description('propose de défaire une écriture que les livres d’avant ont portée deux fois'),
  )
    .requiredOption('--reason <motif>', 'pourquoi')
    .action(does(async () => (await CHANGES()).undoPostingCommand));
  addExceptions(group, does);
  addDemands(group, does);
  addProposals(group, does);
}

/** Adds the exceptions by which two people permit something that the rules refuse. */
function addExceptions(group: Command, does: Does): void {
  const exception = group.command('exception').description('permet ce qui est refusé, à deux personnes');
  decides(exception.command('propose <nom>').description('la propose'))
    .option(
      '--kind <sorte>',
      'dépassement (de l’enveloppe), compte (changé), échéance (avant elle) ou fin (après celle du texte)',
      WORDS_TO_TYPE.exception.exceed,
    )
    .option('--envelope <nom>', 'enveloppe')
    .option(`--amount ${AMOUNT}`, `dépassement permis, ${AMOUNT_FORMS}`)
    .option('--team <équipe>', 'équipe dont le compte a changé')
    .option('--until <jour>', 'dernier jour d’échéance')
    .requiredOption('--reason <motif>', 'pourquoi')
    .option('--period <période>', 'pour fin : la période, après la fin du texte')
    .action(does(async () => (await CHANGES()).proposeExceptionCommand));
  confirms(
    exception.command('confirm <nom>').description('la confirme, telle qu’elle a été lue : une seconde personne'),
  ).action(does(async () => (await CHANGES()).confirmExceptionCommand));
  decides(group.command('hold').description('combien de jours un compte changé attend ; --days en propose un autre'))
    .option('--days <jours>', 'jours proposés')
    .option('--reason <motif>', 'pourquoi')
    .action(does(async () => (await CHANGES()).holdCommand));
}

/** Adds the demands for the debts of teams that left. */
function addDemands(group: Command, does: Does): void {
  decides(group.command('demand <équipe>').description('propose de demander à une équipe partie ce qu’elle doit'))
    .requiredOption('--envelope <nom>', 'enveloppe')
    .action(does(async () => (await CHANGES()).demandCommand));
  decides(group.command('repayment <équipe>').description('saisit ce qu’une équipe a remboursé'))
    .requiredOption('--envelope <nom>', 'enveloppe')
    .requiredOption(`--amount ${AMOUNT}`, `montant reçu, ${AMOUNT_FORMS}`)
    .requiredOption('--on <jour>', 'jour de la banque')
    .requiredOption('--reference <texte>', 'référence de la banque')
    .action(does(async () => (await CHANGES()).repaymentCommand));
  decides(group.command('take-back <équipe>').description('propose d’abandonner une demande'))
    .requiredOption('--envelope <nom>', 'enveloppe')
    .requiredOption('--reason <motif>', 'pourquoi')
    .action(does(async () => (await CHANGES()).takeBackCommand));
  group
    .command('letter <équipe>')
    .description('la lettre qui demande le remboursement')
    .requiredOption('--envelope <nom>', 'enveloppe')
    .option('--out <fichier>', 'fichier')
    .action(does(async () => (await CHANGES()).letterCommand));
}

function addProposals(group: Command, does: Does): void {
  group
    .command('proposals')
    .description('ce qui attend une seconde personne, avec son code')
    .option(...JSON_OPTION)
    .action(does(async () => (await CHANGES()).proposalsCommand));
  confirms(
    group.command('confirm <proposition>').description('confirme ce qui a été lu : une seconde personne'),
  ).action(does(async () => (await CHANGES()).confirmLedgerChangeCommand));
  ends(group.command('refuse <proposition>').description('refuse, avec un motif : une seconde personne'))
    .requiredOption('--reason <motif>', 'pourquoi')
    .action(does(async () => (await CHANGES()).refuseLedgerChangeCommand));
  ends(group.command('withdraw <proposition>').description('retire ce que l’on a proposé')).action(
    does(async () => (await CHANGES()).withdrawLedgerChangeCommand),
  );
}
