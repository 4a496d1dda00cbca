/** French sentences for the causes of debts, to the team that owes them. */
import type { DebtCause } from '#libs/payments/ledger/debt-cause.ts';
import type { Demand } from '#libs/payments/ledger/queries/read-demand.ts';

const NO_LONGER_SET_OFF = 'ne peut plus être compensé avec de prochains versements';

const WHY: Readonly<Record<DebtCause, string>> = {
  STATEMENT: `Des décomptes ont retenu plus que ce qu’il restait à lui verser ; cela ${NO_LONGER_SET_OFF}.`,
  REGULARISATION:
    'Des décisions ont repris des sommes qui lui avaient été versées ; elles ne peuvent plus être compensées avec de prochains versements.',
  DEBITED_TWICE: `La banque a débité deux fois des versements, et votre équipe a reçu deux fois leur montant ; ce qu’elle a reçu en trop ${NO_LONGER_SET_OFF}.`,
  PAID_AGAIN: `Des versements tenus pour refusés, revenus ou annulés ont été exécutés, alors que leur montant avait été versé de nouveau ou repris ; ce que votre équipe a reçu en trop ${NO_LONGER_SET_OFF}.`,
};

/** Why the team owes what it is asked for: one sentence for each cause. */
export function whyOwed({ debts }: Pick<Demand, 'debts'>): string {
  return [...new Set(debts.map(({ cause }) => WHY[cause]))].join(' ');
}

/** What the sums of a demand are: taken back by decisions, received too often, or both. */
export function sumsOwed({ debts }: Pick<Demand, 'debts'>): string {
  if (isOfDecisions({ debts })) return 'sommes reprises par décision';
  return debts.some(isOfDecision) ? 'sommes reprises par décision ou reçues en trop' : 'sommes reçues en trop';
}

export function isOfDecisions({ debts }: Pick<Demand, 'debts'>): boolean {
  return debts.every(isOfDecision);
}

function isOfDecision({ cause }: Demand['debts'][number]): boolean {
  return cause === 'STATEMENT' || cause === 'REGULARISATION';
}
