/** Statements as other programs read them: each calculation with its lines, instalments and act ledger, and which one is the latest. */
import {
  type ReadModel,
  centsShape,
  dayShape,
  flagShape,
  fractionShape,
  listShape,
  textShape,
  wholeShape,
} from '#libs/read-store/read-model.ts';
import { dayFromText } from '#libs/kernel/day.ts';
import { parseStatement } from '#libs/statements/calculated-statement.ts';
import { heldText } from '#libs/statements/calculation/held-calculations.ts';
import {
  KNOWN_PREFIX,
  LATEST_PREFIX,
  STATEMENTS,
  knownKey,
  readPointer,
} from '#libs/statements/statements-projection.ts';

const TEAM = textShape('identifiant de l’équipe');
const PERIOD = textShape('trimestre (2024-Q1) ou année (2024) du décompte');
const KNOWN_ON = dayShape('jour jusqu’auquel les faits étaient connus');
const DIGEST = textShape('empreinte du calcul : la même pour les mêmes montants sous les mêmes règles');

const NOTHING_DUE = { due: false, flags: [], lines: [], instalments: [], rates: [], ledger: [] };
const OF_TEAM_PERIOD = ['team', 'teamName', 'scheme', 'period', 'knownOn'];

export const STATEMENTS_READ_MODEL: ReadModel = {
  projection: STATEMENTS.name,
  kinds: [
    {
      kind: 'calculation',
      meaning: 'un calcul d’une équipe et d’une période, pour un jour connu',
      prefix: KNOWN_PREFIX,
      optional: ['teamName', 'scheme', 'phase', 'regulationText', 'patients', 'totalCents'],
      fields: {
        team: TEAM,
        period: PERIOD,
        knownOn: KNOWN_ON,
        digest: DIGEST,
        position: wholeShape('position du journal jusqu’à laquelle le calcul a lu'),
        regulationVersion: textShape('version des paramètres'),
        rulesVersion: textShape('version des règles'),
        due: flagShape('faux : l’équipe n’a plus de décompte pour cette période'),
        teamName: textShape('nom de l’équipe'),
        scheme: textShape('expérimentation : PEPS, PRIMORDIAL ou IPEP'),
        regulationText: textShape('texte en vigueur le premier jour de la période'),
        phase: textShape('phase de l’équipe'),
        patients: wholeShape('nombre de patients'),
        totalCents: centsShape('montant dû, en centimes'),
        flags: listShape('ce qui manquait au calcul', textShape('code')),
        lines: listShape('lignes du décompte', {
          line: textShape('code de la ligne'),
          amountCents: centsShape('montant, en centimes'),
        }),
        instalments: listShape('échéances', {
          dueOn: dayShape('jour d’échéance'),
          kind: textShape('INSTALMENT : acompte ou solde ; STARTUP_CREDIT : crédit d’amorçage'),
          amountCents: centsShape('montant, en centimes'),
        }),
        rates: listShape('taux et montants intermédiaires', {
          name: textShape('code'),
          value: fractionShape('valeur exacte'),
        }),
        ledger: listShape('actes par classe et motif', {
          class: textShape(
            'SUBSTITUTED : compris dans le forfait ; LEAKAGE : hors de l’équipe ; FEE_FOR_SERVICE : payé à l’acte ; INFORMATION_ONLY : pour mémoire',
          ),
          reason: textShape('motif du paiement à l’acte, vide pour les autres classes'),
          acts: wholeShape('nombre d’actes, annulations déduites'),
          baseCents: centsShape('base de remboursement, en centimes'),
          paidCents: centsShape('remboursé, en centimes'),
        }),
      },
      show: (stored) => {
        const { pin, statement, ...head } = parseStatement(stored);
        if (statement === null) return { ...NOTHING_DUE, ...pin, ...head };
        return { due: true, ...statement, regulationText: statement.text, ...pin, ...head };
      },
      textIn: heldText,
    },
    {
      kind: 'latest',
      meaning: 'le calcul le plus récent d’une équipe et d’une période',
      prefix: LATEST_PREFIX,
      optional: [],
      fields: {
        team: TEAM,
        period: PERIOD,
        knownOn: KNOWN_ON,
        digest: DIGEST,
        due: flagShape('faux : l’équipe n’a plus de décompte pour cette période'),
        calculation: textShape('clé du calcul'),
      },
      show: (stored) => {
        const { team, period, knownOn, digest, due } = readPointer(stored);
        const calculation = knownKey(knownOn, team, period);
        return { team, period, knownOn: dayFromText(knownOn), digest, due, calculation };
      },
    },
  ],
  indexes: { by_team: ['kind', 'team', 'period'], by_period: ['kind', 'period', 'team'] },
  views: [
    {
      name: 'latest_statements',
      question: 'les décomptes d’une équipe ou d’une période, tels que calculés en dernier',
      kind: 'latest',
      where: 'due',
      through: { field: 'calculation', kind: 'calculation' },
    },
    {
      name: 'calculated_statements',
      question: 'tous les calculs d’une équipe et d’une période, par jour connu',
      kind: 'calculation',
    },
    {
      name: 'statement_lines',
      question: 'les lignes des derniers décomptes',
      kind: 'latest',
      where: 'due',
      through: { field: 'calculation', kind: 'calculation' },
      each: { list: 'lines', with: OF_TEAM_PERIOD },
    },
    {
      name: 'statement_instalments',
      question: 'les échéances des derniers décomptes',
      kind: 'latest',
      where: 'due',
      through: { field: 'calculation', kind: 'calculation' },
      each: { list: 'instalments', with: OF_TEAM_PERIOD },
    },
    {
      name: 'act_ledger',
      question: 'les actes d’une période par équipe, classe et motif',
      kind: 'latest',
      where: 'due',
      through: { field: 'calculation', kind: 'calculation' },
      each: { list: 'ledger', with: OF_TEAM_PERIOD },
    },
  ],
};
