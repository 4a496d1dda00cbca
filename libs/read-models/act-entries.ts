/** The act ledger's entries for other programs: every act of a team's quarter, as the latest calculation paid it, without its patient. */
import { dayFromText } from '#libs/kernel/day.ts';
import { type ReadModel, centsShape, dayShape, flagShape, textShape, wholeShape } from '#libs/read-store/read-model.ts';
import {
  ENTRY_PREFIX,
  LIST_PREFIX,
  STORED_ENTRIES,
  type StoredEntry,
  type StoredList,
} from '#libs/statements/outputs/stored-entries.ts';

const TEAM = textShape('identifiant de l’équipe');
const QUARTER = textShape('trimestre (2024-Q1)');

export const ACT_ENTRIES_READ_MODEL: ReadModel = {
  projection: STORED_ENTRIES,
  isScratch: true,
  kinds: [
    {
      kind: 'entry',
      meaning: 'un acte dans le registre d’une équipe et d’un trimestre, sans son patient',
      prefix: ENTRY_PREFIX,
      optional: [],
      fields: {
        act: textShape('identifiant de l’acte'),
        team: TEAM,
        quarter: QUARTER,
        class: textShape(
          'SUBSTITUTED : compris dans le forfait ; LEAKAGE : hors de l’équipe ; FEE_FOR_SERVICE : payé à l’acte ; INFORMATION_ONLY : pour mémoire',
        ),
        reason: textShape('motif du paiement à l’acte, vide pour les autres classes'),
        baseCents: centsShape('base de remboursement, en centimes'),
        paidCents: centsShape('remboursé, en centimes'),
        reversal: flagShape('vrai : annule un autre acte'),
      },
      show: (stored) => {
        const { actId: act, ...entry } = JSON.parse(stored) as StoredEntry;
        return { ...entry, act };
      },
    },
    {
      kind: 'list',
      meaning: 'les actes d’une équipe et d’une période : de quel calcul ils sont',
      prefix: LIST_PREFIX,
      optional: [],
      fields: {
        team: TEAM,
        period: textShape('trimestre (2024-Q1) ou année (2024) du décompte'),
        knownOn: dayShape('jour jusqu’auquel les faits étaient connus'),
        calculation: textShape('nom du calcul : son empreinte et sa position'),
        entries: wholeShape('nombre d’actes'),
      },
      show: (stored) => {
        const { knownOn, ...list } = JSON.parse(stored) as StoredList;
        return { ...list, knownOn: dayFromText(knownOn) };
      },
    },
  ],
  indexes: { by_team: ['kind', 'team', 'quarter', 'act'], by_act: ['kind', 'act'] },
  views: [
    {
      name: 'act_ledger_entries',
      question: 'les actes d’une équipe, par trimestre, classe et motif',
      kind: 'entry',
    },
    { name: 'act_ledger_lists', question: 'de quel calcul sont les actes d’une équipe et d’une période', kind: 'list' },
  ],
};
