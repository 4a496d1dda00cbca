/** The commands by which people decide on statements, versions and accounts: names and options; each command is in commands/. */
import type { Command } from 'commander';
import { WORDS_TO_TYPE, wordsToType } from '#libs/words/typed.ts';
import { EXCEL_OPTION, RAW_OPTION } from '#apps/cli/csv-form.ts';
import { type Does, JSON_OPTION, codeAsShown, confirms, decides, ends, severalCodes } from '#apps/cli/options.ts';

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
      .option('--period <période>', 'une période entière, et elle seule')
      .option('--scheme <expérimentation>', 'une seule expérimentation');
    if (step === 'withdraw')
      command.option(
        '--code <code>',
        'code de ce qui a été lu (show), un par décompte (répétable) ; ce qui a changé depuis n’est pas retiré',
        severalCodes,
      );
    else
      command.option(
        '--code <code>',
        'd’un seul décompte : code de ce qui a été lu (show) ; ce qui a changé depuis est refusé',
        codeAsShown,
      );
    if (step !== 'withdraw') command.option('--regularisations', 'seulement les régularisations');
    if (step === 'reject' || step === 'withdraw') command.requiredOption('--reason <motif>', 'pourquoi');
    if (step === 'submit' || step === 'reject')
      command.option(
        '--variance <code>',
        'de plusieurs périodes : code du rapport des écarts (répétable) ; ce qui a changé depuis est refusé',
        severalCodes,
      );
    if (step === 'approve')
      command
        .option('--variance <code>', 'de plusieurs périodes : code du rapport des écarts (répétable)', severalCodes)
        .option('--exception <nom>', 'exception confirmée, pour dépasser l’enveloppe');
    if (step === 'withdraw')
      command.option('--exception <nom>', 'exception confirmée, si ce qui avait été repris dépasse l’enveloppe');
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
    .option(...EXCEL_OPTION)
    .option(...RAW_OPTION)
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
}

/** Two people: one proposes a version of the regulation, the other publishes it. */
export function addPublication(regulation: Command, files: (command: Command) => Command, does: Does): void {
  decides(files(regulation.command('propose').description('propose une version')))
    .option('--simulation <nom>', 'les valeurs qu’une simulation gardée a essayées, au lieu de fichiers')
    .option('--named <version>', 'nom de la version, avec --simulation')
    .option('--reference <texte>', 'le texte qui donne ces valeurs, avec --simulation')
    .option(
      '--status <certitude>',
      `${wordsToType(WORDS_TO_TYPE.certainty)}, avec --simulation`,
      WORDS_TO_TYPE.certainty.assumed,
    )
    .action(does(async () => (await import('#apps/cli/commands/regulation.ts')).proposeVersionCommand));
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
  ends(regulation.command('refuse').description('refuse la version proposée : une seconde personne'))
    .requiredOption('--reason <motif>', 'pourquoi')
    .action(does(async () => (await import('#apps/cli/commands/regulation.ts')).refuseVersionCommand));
  ends(regulation.command('withdraw').description('retire la version proposée : qui l’a proposée')).action(
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
    ends(group.command(`refuse <${holder}>`).description('refuse ce qui est proposé : une seconde personne'))
      .requiredOption('--reason <motif>', 'pourquoi')
      .action(does(async () => (await import('#apps/cli/commands/accounts.ts')).refuseAccountCommand(kind)));
    ends(group.command(`withdraw <${holder}>`).description('retire ce qui est proposé : qui l’a proposé')).action(
      does(async () => (await import('#apps/cli/commands/accounts.ts')).withdrawAccountCommand(kind)),
    );
    group
      .command(`show [${holder}]`)
      .description('le montre, avec ce qui est proposé et son code ; tous, si rien n’est nommé')
      .option(...JSON_OPTION)
      .action(does(async () => (await import('#apps/cli/commands/accounts.ts')).showAccountCommand(kind)));
  }
}
