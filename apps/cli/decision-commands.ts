/** The part of the command line where people decide: names and options; each command is in commands/. */
import type { Command } from 'commander';

type Handler = (...given: never[]) => Promise<number>;

/** Makes the action of a command from a function that loads its handler, so that each command loads only what it needs. */
export type Does = (load: () => Promise<Handler>) => (...given: unknown[]) => Promise<void>;

const JSON_OPTION = ['--json', 'résultat en JSON'] as const;

/** A repeatable option. */
function several(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}

function decides(command: Command): Command {
  return command
    .option('--as <nom>', 'qui décide, déclaré')
    .option('--token <fichier>', 'jeton signé qui prouve qui décide')
    .option('--key <clé>', 'clé de la commande : la même clé ne fait rien une seconde fois')
    .option(...JSON_OPTION);
}

/** A confirmation names what was read. */
function confirms(command: Command): Command {
  return decides(command).option('--code <code>', 'code de ce qui a été lu, montré avec');
}

export function addDecisionCommands(program: Command, does: Does): void {
  const steps = [
    ['submit', 'soumet des décomptes calculés, ou des régularisations', 'submitCommand'],
    ['approve', 'approuve ce qui est soumis : c’est décidé', 'approveCommand'],
    ['reject', 'rejette ce qui est soumis, avec un motif', 'rejectCommand'],
    ['withdraw', 'retire ce qui est approuvé et dont rien n’est libéré, avec un motif', 'withdrawCommand'],
  ] as const;
  for (const [step, description, decide] of steps) {
    const command = decides(program.command(`${step} [équipe] [période]`).description(description))
      .option('--from <trimestre>', 'de plusieurs périodes, la première')
      .option('--to <trimestre>', 'la dernière')
      .option('--scheme <expérimentation>', 'une seule expérimentation');
    if (step !== 'withdraw') command.option('--regularisations', 'seulement les régularisations');
    if (step === 'reject' || step === 'withdraw') command.requiredOption('--reason <motif>', 'pourquoi');
    if (step === 'approve')
      command
        .option('--variance <code>', 'de plusieurs périodes : code du rapport des écarts (répétable)', several)
        .option('--exception <nom>', 'exception confirmée, pour dépasser l’enveloppe');
    command.action(does(async () => (await import('#apps/cli/commands/decide.ts'))[decide]));
  }
  program
    .command('replay')
    .description('rejoue une plage : ce qui est décidé, ce qui le serait, la différence et pourquoi ; ne change rien')
    .requiredOption('--from <trimestre>', 'premier trimestre')
    .requiredOption('--to <trimestre>', 'dernier trimestre')
    .option('--known-on <jour>', 'jour de connaissance (aujourd’hui)')
    .option('--regulation <version>', 'une version publiée (celle en vigueur)')
    .option('--parameters <fichier>', 'paramètres remplacés, en JSON')
    .option('--team <équipe>', 'une seule équipe')
    .option('--export <fichier>', 'l’écrit aussi en CSV')
    .option(...JSON_OPTION)
    .option('--save <nom>', 'le garde sous un nom, pour le comparer à un autre')
    .action(does(async () => (await import('#apps/cli/commands/replay.ts')).replayCommand));
  program
    .command('replay-compare <premier> <second>')
    .description('compare deux rejeux gardés')
    .option(...JSON_OPTION)
    .action(does(async () => (await import('#apps/cli/commands/replay.ts')).compareReplaysCommand));
  decides(
    program
      .command('regularise [équipe] [période]')
      .description('prépare la régularisation d’une période décidée, ou de toutes celles d’une plage qui changent'),
  )
    .option('--known-on <jour>', 'jour de connaissance (aujourd’hui)')
    .option('--from <trimestre>', 'de plusieurs périodes, la première')
    .option('--to <trimestre>', 'la dernière')
    .option('--scheme <expérimentation>', 'une seule expérimentation')
    .option('--team <équipe>', 'une seule équipe')
    .option('--replay <nom>', 'ce que montrait un rejeu gardé (replay --save)')
    .action(does(async () => (await import('#apps/cli/commands/regularise.ts')).regulariseCommand));
  program
    .command('regularisations')
    .description('les régularisations préparées et soumises d’une plage, et le code qui approuve celles qui le sont')
    .requiredOption('--from <trimestre>', 'premier trimestre')
    .requiredOption('--to <trimestre>', 'dernier trimestre')
    .option('--scheme <expérimentation>', 'une seule expérimentation')
    .option('--team <équipe>', 'une seule équipe')
    .option(...JSON_OPTION)
    .action(does(async () => (await import('#apps/cli/commands/regularise.ts')).regularisationsCommand));
  addAccounts(program, does);
  addEnvelopes(program, does);
  addPayments(program, does);
}

/** Two people: one proposes a version of the regulation, the other publishes it. */
export function addPublication(regulation: Command, files: (command: Command) => Command, does: Does): void {
  decides(files(regulation.command('propose').description('propose une version'))).action(
    does(async () => (await import('#apps/cli/commands/regulation.ts')).proposeVersionCommand),
  );
  regulation
    .command('show')
    .description('la version proposée, ce qu’elle change, et son code')
    .option(...JSON_OPTION)
    .action(does(async () => (await import('#apps/cli/commands/regulation.ts')).showProposedVersionCommand));
  confirms(
    regulation
      .command('publish')
      .description('publie la version proposée, telle qu’elle a été lue : une seconde personne'),
  ).action(does(async () => (await import('#apps/cli/commands/regulation.ts')).publishVersionCommand));
  decides(regulation.command('refuse').description('refuse la version proposée : une seconde personne'))
    .requiredOption('--reason <motif>', 'pourquoi')
    .action(does(async () => (await import('#apps/cli/commands/regulation.ts')).refuseVersionCommand));
  decides(regulation.command('withdraw').description('retire la version proposée : qui l’a proposée')).action(
    does(async () => (await import('#apps/cli/commands/regulation.ts')).withdrawVersionCommand),
  );
}

function addAccounts(program: Command, does: Does): void {
  for (const [kind, holder, description] of [
    ['payee', 'équipe', 'le compte d’une équipe'],
    ['debtor', 'enveloppe', 'le compte débité d’une enveloppe'],
  ] as const) {
    const group = program.command(kind).description(description);
    decides(group.command(`propose <${holder}>`).description('le propose'))
      .requiredOption('--name <nom>', 'titulaire')
      .requiredOption('--iban <iban>', 'IBAN')
      .requiredOption('--bic <bic>', 'BIC')
      .option(
        '--verification <résultat>',
        'vérification du bénéficiaire : MATCH, CLOSE_MATCH, NO_MATCH ou NOT_POSSIBLE',
      )
      .option('--verified-on <jour>', 'quand il a été vérifié')
      .option('--verified-by <nom>', 'par qui, ou par quel service')
      .action(does(async () => (await import('#apps/cli/commands/accounts.ts')).proposeAccountCommand(kind)));
    confirms(
      group.command(`confirm <${holder}>`).description('le confirme, tel qu’il a été lu : une seconde personne'),
    ).action(does(async () => (await import('#apps/cli/commands/accounts.ts')).confirmAccountCommand(kind)));
    decides(group.command(`refuse <${holder}>`).description('refuse ce qui est proposé : une seconde personne'))
      .requiredOption('--reason <motif>', 'pourquoi')
      .action(does(async () => (await import('#apps/cli/commands/accounts.ts')).refuseAccountCommand(kind)));
    decides(group.command(`withdraw <${holder}>`).description('retire ce qui est proposé : qui l’a proposé')).action(
      does(async () => (await import('#apps/cli/commands/accounts.ts')).withdrawAccountCommand(kind)),
    );
    group
      .command(`show <${holder}>`)
      .description('le montre, avec ce qui est proposé et son code')
      .option(...JSON_OPTION)
      .action(does(async () => (await import('#apps/cli/commands/accounts.ts')).showAccountCommand(kind)));
  }
}

function addEnvelopes(program: Command, does: Does): void {
  const group = program.command('envelope').description('les enveloppes qui financent les équipes');
  decides(group.command('propose <nom>').description('propose une enveloppe, ou un changement'))
    .requiredOption('--amount <centimes>', 'montant en centimes')
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
    .description('engagé, payé, reste')
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
  decides(group.command('drop <campagne>').description('abandonne une campagne préparée')).action(
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
      .description('prend la réponse de la banque (pain.002, camt.053, camt.054 ou CSV)'),
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
    .requiredOption('--outcome <issue>', 'executed, rejected, returned ou released (encore à la banque)')
    .requiredOption('--on <jour>', 'jour de la banque')
    .requiredOption('--amount <centimes>', 'montant, tel que libéré')
    .option('--bank-reason <code>', 'motif de la banque, par exemple AC04')
    .requiredOption('--reason <motif>', 'pourquoi')
    .action(does(async () => (await CHANGES()).typeAnswerCommand));
  decides(group.command('explain <écart>').description('explique un écart du rapprochement'))
    .requiredOption('--reason <motif>', 'pourquoi')
    .action(does(async () => (await import('#apps/cli/commands/reconciliation.ts')).explainDifferenceCommand));
  decides(group.command('carry-over').description('reprend les livres d’enveloppe d’avant dans le livre des paiements'))
    .option('--confirm <code>', 'le fait ; le code de ce qui a été montré')
    .action(does(async () => (await import('#apps/cli/commands/carry-over.ts')).carryOverCommand));
  addExceptions(group, does);
  addDemands(group, does);
  addProposals(group, does);
}

const CHANGES = () => import('#apps/cli/commands/ledger-changes.ts');

/** What the rules refuse and two people permit. */
function addExceptions(group: Command, does: Does): void {
  const exception = group.command('exception').description('permettre ce qui est refusé, à deux personnes');
  decides(exception.command('propose <nom>').description('la propose'))
    .option('--kind <sorte>', 'exceed (dépasser), account (compte changé) ou early (avant l’échéance)', 'exceed')
    .option('--envelope <nom>', 'enveloppe')
    .option('--amount <centimes>', 'dépassement permis, en centimes')
    .option('--team <équipe>', 'équipe dont le compte a changé')
    .option('--until <jour>', 'dernier jour d’échéance')
    .requiredOption('--reason <motif>', 'pourquoi')
    .action(does(async () => (await CHANGES()).proposeExceptionCommand));
  confirms(
    exception.command('confirm <nom>').description('la confirme, telle qu’elle a été lue : une seconde personne'),
  ).action(does(async () => (await CHANGES()).confirmExceptionCommand));
  decides(group.command('hold').description('combien de jours un compte changé attend ; --days en propose un autre'))
    .option('--days <jours>', 'jours proposés')
    .option('--reason <motif>', 'pourquoi')
    .action(does(async () => (await CHANGES()).holdCommand));
}

/** What teams that left owe. */
function addDemands(group: Command, does: Does): void {
  decides(group.command('demand <équipe>').description('propose de demander à une équipe partie ce qu’elle doit'))
    .requiredOption('--envelope <nom>', 'enveloppe')
    .action(does(async () => (await CHANGES()).demandCommand));
  decides(group.command('repayment <équipe>').description('saisit ce qu’une équipe a remboursé'))
    .requiredOption('--envelope <nom>', 'enveloppe')
    .requiredOption('--amount <centimes>', 'montant reçu, en centimes')
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
  ).action(does(async () => (await CHANGES()).confirmCommand));
  decides(group.command('refuse <proposition>').description('refuse, avec un motif : une seconde personne'))
    .requiredOption('--reason <motif>', 'pourquoi')
    .action(does(async () => (await CHANGES()).refuseCommand));
  decides(group.command('withdraw <proposition>').description('retire ce que l’on a proposé')).action(
    does(async () => (await CHANGES()).withdrawCommand),
  );
}
