/** The envelopes and accounts that a quarter needs before it is decided and paid. */
import { counted } from '#libs/kernel/counted.ts';
import { euros } from '#libs/kernel/euros.ts';
import { samePerson } from '#libs/commands/person.ts';
import type { QuarterState } from '#libs/week/quarter.ts';
import { changeText } from '#libs/words/texts/ledger-changes.ts';
import { confirmEnvelopeCommand, proposeEnvelopeCommand } from '#apps/cli/commands/envelopes.ts';
import { quoted } from '#libs/kernel/quoted.ts';
import { amountText, shortText, teamsText } from '#apps/cli/quarter/plan.ts';
import { CliRefusal } from '#apps/cli/refusal.ts';
import { type GuidedQuarter, type QuarterStep, barred } from '#apps/cli/quarter/step.ts';

/** Terms that a person proposed, if the quarter needs them. */
export function confirmingEnvelopes({ funding }: QuarterState, { options, by }: GuidedQuarter): QuarterStep[] {
  return neededProposals(funding).map(({ envelope, change, by: proposer, code }) => ({
    key: `confirm ${envelope} ${code}`,
    says: `Enveloppe proposée par ${proposer.name} : ${changeText(change)}.`,
    question: () => `Confirmer l’enveloppe ${envelope}, telle que lue (code ${code}) ?`,
    barred: samePerson(proposer, by) ? 'Vous l’avez proposée : une autre personne la confirme.' : undefined,
    run: () => confirmEnvelopeCommand(envelope, { ...options, code }),
  }));
}

function neededProposals({ unfunded, short, proposed }: QuarterState['funding']): QuarterState['funding']['proposed'] {
  return proposed.filter(
    ({ envelope, schemes }) =>
      unfunded.some(({ scheme }) => schemes.includes(scheme)) || short.some((one) => one.envelope === envelope),
  );
}

/** One step for all statements without an envelope, before any of them is refused. */
export function proposingEnvelopes({ funding }: QuarterState, guided: GuidedQuarter): QuarterStep[] {
  const needed = neededProposals(funding);
  const unfunded = funding.unfunded.filter(({ scheme }) => !needed.some(({ schemes }) => schemes.includes(scheme)));
  const short = funding.short.filter(({ envelope }) => !needed.some((one) => one.envelope === envelope));
  const schemes = unfunded.map(({ scheme }) => scheme).join(',');
  const without = unfunded.map((one) => `${one.scheme} (${amountText(one)})`).join(', ');
  return [
    ...(unfunded.length === 0
      ? []
      : [
          {
            key: `fund ${schemes}`,
            says: `Enveloppe : aucune ne finance ${without} ; rien n’en peut être approuvé.`,
            question: () => 'Proposer une enveloppe ? Une autre personne la confirme.',
            run: () => proposeFunding(schemes, funding, guided),
          },
        ]),
    ...short.map(({ envelope, leftCents, wantedCents, amountCents, schemes: own }) => ({
      key: `enlarge ${envelope}`,
      says: `Enveloppe ${envelope} : ${shortText({ leftCents, wantedCents })}.`,
      question: () => 'Proposer un autre montant ? Une autre personne le confirme.',
      run: async () => {
        const amount = await guided.talk.text('Montant', euros(amountCents + wantedCents - leftCents));
        return proposeEnvelopeCommand(envelope, { ...guided.options, amount, schemes: own.join(',') });
      },
    })),
  ];
}

async function proposeFunding(
  lacking: string,
  { schemesOf }: QuarterState['funding'],
  { options, talk }: GuidedQuarter,
): Promise<number> {
  const envelope = await talk.text('Nom de l’enveloppe', '');
  if (envelope === '') return 0;
  const chosen = await talk.text('Expérimentations qu’elle finance', lacking);
  const amount = await talk.text('Montant', '');
  if (amount === '') throw new CliRefusal('une enveloppe a un montant ; écrivez par exemple 50000,00');
  const schemes = [...new Set([...(schemesOf.get(envelope) ?? []), ...chosen.split(',').map((one) => one.trim())])];
  return proposeEnvelopeCommand(envelope, { ...options, amount, schemes: schemes.join(',') });
}

/** Shown before the campaign is prepared: without accounts it is refused, or leaves teams out. */
export function namingAccounts({ envelopesWithoutAccount, teamsWithoutAccount }: QuarterState): QuarterStep[] {
  const [team] = teamsWithoutAccount;
  const propose = (command: string): string => `${command} --name TITULAIRE --iban IBAN --bic BIC --as NOM`;
  return [
    ...envelopesWithoutAccount.map((envelope) =>
      barred(
        {
          key: `account ${envelope}`,
          says: `Compte : l’enveloppe ${envelope} n’a pas de compte débité ; rien n’en peut être payé.`,
        },
        `Proposez-le : ${propose(`decompte debtor propose ${quoted(envelope)}`)} ; une autre personne le confirme.`,
      ),
    ),
    ...(team === undefined
      ? []
      : [
          barred(
            {
              key: 'accounts',
              says: `Comptes : ${counted(teamsWithoutAccount.length, 'équipe n’a', 'équipes n’ont')} pas de compte (${teamsText(teamsWithoutAccount)}) ; la campagne les laisse de côté.`,
            },
            `Proposez-les un à un : ${propose(`decompte payee propose ${quoted(team)}`)} ; une autre personne confirme.`,
          ),
        ]),
  ];
}
