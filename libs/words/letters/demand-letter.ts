/** The letter that asks a team that left to repay. */
import { hash } from 'node:crypto';
import { euros } from '#libs/kernel/euros.ts';
import type { DemandLetter, Letterhead } from '#libs/letters/letter.ts';
import type { Demand } from '#libs/payments/ledger/queries/read-demand.ts';
import { sumsOwed, whyOwed } from '#libs/words/labels/debts.ts';
import { periodName } from '#libs/words/letters/calendar.ts';
import { AMOUNT_COLUMN, dayOfDecision, headedDecision, nameAndCode } from '#libs/words/letters/parts.ts';

/** `name`: of the team; `at`: the instant of the letter. */
export function demandLetter(
  demand: Demand,
  { name, at }: { readonly name: string | undefined; readonly at: string },
  letterhead: Letterhead,
): DemandLetter {
  const { envelope, team, debts, totalCents, account } = demand;
  const amount = euros(totalCents);
  return {
    template: 'demand',
    title: 'Demande de remboursement',
    subtitle: `Enveloppe ${envelope}`,
    ...headedDecision(letterhead),
    recipient: nameAndCode(team, name),
    date: dayOfDecision(at),
    references: [{ label: 'Objet', value: `remboursement de ${sumsOwed(demand)}` }],
    provisional: null,
    amount: { label: 'À rembourser', value: amount },
    opening: [
      'Madame, Monsieur,',
      `Votre équipe n’est plus dans l’expérimentation. ${whyOwed(demand)} Nous vous demandons de rembourser ${amount}.`,
    ],
    debts: {
      title: 'Ce qui est à rembourser',
      columns: [{ label: 'Période', align: 'start' }, { label: 'Référence', align: 'start' }, AMOUNT_COLUMN],
      rows: [
        ...debts.map(({ id, period, leftCents }) => ({ cells: [periodName(period), id, euros(leftCents)] })),
        { cells: ['Total', '', amount], total: true },
      ],
    },
    account:
      account === undefined
        ? null
        : {
            title: 'Le compte à créditer',
            pairs: [
              { label: 'Titulaire', value: account.name },
              { label: 'IBAN', value: account.iban.replaceAll(/(.{4})(?=.)/g, '$1\u00a0') },
              { label: 'BIC', value: account.bic },
            ],
          },
    request: [
      account === undefined
        ? 'Le compte à créditer vous sera indiqué par un autre courrier.'
        : 'Merci de rappeler les références ci-dessus dans votre virement.',
      'Veuillez agréer, Madame, Monsieur, nos salutations distinguées.',
    ],
    proof: [`Demande à ${team} sur ${envelope} : ${debtsDigest(demand)}`],
    madeAt: at,
  };
}

/** Digest of the demanded debts, as they stand. */
function debtsDigest({ debts }: Demand): string {
  return hash('sha256', JSON.stringify(debts.map(({ id, leftCents }) => [id, String(leftCents)])), 'hex');
}
