/** The letter that asks a team to repay. */
import type { Day } from '#libs/kernel/day.ts';
import { frenchDay, periodInFrench } from '#libs/kernel/french-days.ts';
import { euros } from '#libs/kernel/euros.ts';
import { isOfDecisions, whyOwed } from '#libs/words/labels/debts.ts';
import type { Demand } from '#libs/payments/ledger/queries/read-demand.ts';

/** Plain text, ready to print; `today` dates it. */
export function demandLetterText(demand: Demand, today: Day): string {
  const { envelope, team, debts, totalCents, account } = demand;
  return [
    `Le ${frenchDay(today)}`,
    '',
    `À : ${team}`,
    `Objet : demande de remboursement, enveloppe ${envelope}`,
    '',
    'Madame, Monsieur,',
    '',
    `Votre équipe n’est plus dans l’expérimentation. ${whyOwed(demand)} Nous vous demandons de rembourser ${euros(totalCents)} :`,
    '',
    ...debts.map(
      ({ id, period, leftCents }) => `  - période ${periodInFrench(period)} : ${euros(leftCents)} (référence ${id})`,
    ),
    '',
    account === undefined
      ? 'Le compte à créditer vous sera indiqué par un autre courrier.'
      : `À virer sur le compte ${account.iban} (${account.bic}), titulaire ${account.name}, en rappelant les références ci-dessus.`,
    '',
    `Vous pouvez demander le détail de chaque ${isOfDecisions(demand) ? 'décision' : 'somme'}, ou la contester, auprès de nous.`,
    '',
    'Veuillez agréer, Madame, Monsieur, nos salutations distinguées.',
    '',
  ].join('\n');
}
