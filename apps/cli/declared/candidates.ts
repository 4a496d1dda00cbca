/** The commands on candidates: names, options. */
import type { Command } from 'commander';
import { type Does, JSON_OPTION, confirms, decides, ends } from '#apps/cli/options.ts';

const load = () => import('#apps/cli/commands/candidates.ts');

export function addCandidateCommands(program: Command, does: Does): void {
  const candidate = program.command('candidate').description('les équipes qui demandent à entrer');
  candidate
    .command('list')
    .description('liste les candidatures')
    .option(...JSON_OPTION)
    .action(does(async () => (await load()).listCandidatesCommand));
  candidate
    .command('show <candidature>')
    .description('une candidature, et les conditions de chaque régime tenues contre les faits')
    .option('--on <jour>', 'conditions de ce jour (sinon du jour d’entrée)')
    .option('--known-on <jour>', 'telles que connues ce jour-là')
    .option(...JSON_OPTION)
    .action(does(async () => (await load()).showCandidateCommand));
  candidate
    .command('compare <candidature>')
    .description('ce qu’elle aurait touché sous plusieurs régimes, et à l’acte, sur les quatre derniers trimestres')
    .option('--schemes <régimes>', 'séparés par des virgules ; acte est le paiement à l’acte (tous)')
    .option('--from <trimestre>', 'premier trimestre')
    .option('--to <trimestre>', 'dernier trimestre')
    .option('--option <option>', 'sous cette option, où le régime l’a')
    .option('--scope <périmètre>', 'sous ce périmètre, où le régime l’a')
    .option('--known-on <jour>', 'telle que connue ce jour-là')
    .option(...JSON_OPTION)
    .action(does(async () => (await load()).compareCandidateCommand));
  decides(
    candidate.command('apply <candidature> <fichier>').description('reçoit la candidature décrite par un fichier JSON'),
  ).action(does(async () => (await load()).applyCandidateCommand));
  decides(candidate.command('propose <candidature>').description('propose d’accepter ou d’écarter une candidature'))
    .requiredOption('--decision <décision>', 'accepter ou écarter')
    .option('--phase <phase>', 'avec laquelle elle entre (sinon la première de son expérimentation)')
    .requiredOption('--reason <motif>', 'pourquoi')
    .action(does(async () => (await load()).proposeCandidateCommand));
  confirms(
    candidate
      .command('confirm <candidature>')
      .description('confirme la décision proposée : une seconde personne ; l’équipe acceptée entre dans les faits'),
  ).action(does(async () => (await load()).confirmCandidateCommand));
  decides(
    candidate
      .command('enter <candidature>')
      .description('enregistre les faits d’une équipe acceptée, si la confirmation a été coupée avant'),
  ).action(does(async () => (await load()).enterCandidateCommand));
  ends(candidate.command('refuse <candidature>').description('refuse la décision proposée : une seconde personne'))
    .requiredOption('--reason <motif>', 'pourquoi')
    .action(does(async () => (await load()).refuseCandidateCommand));
  ends(candidate.command('withdraw <candidature>').description('retire la décision que l’on a proposée')).action(
    does(async () => (await load()).withdrawCandidateCommand),
  );
  ends(candidate.command('leave <candidature>').description('retire la candidature : l’équipe ne souhaite plus entrer'))
    .requiredOption('--reason <motif>', 'pourquoi')
    .action(does(async () => (await load()).leaveCandidateCommand));
}
