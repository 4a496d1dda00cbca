/** The words that a person types for a code: in French, or the code. Help and errors show the French ones. */
import type { WordsToType } from '#libs/kernel/code-typed.ts';
import type { EntryKind } from '#libs/audit/tools/entries.ts';
import type { PROPOSED_STATUSES } from '#libs/statements/calculation/simulated-source.ts';
import type { Grouping } from '#libs/statements/calculation/compared-scenarios.ts';
import { OUTCOME_WORDS } from '#libs/payments/bank/outcome-words.ts';
import type { TYPED_OUTCOMES } from '#libs/payments/ledger/answer-events.ts';

/** The words of options and arguments whose values have no label of their own on a screen. A word has no blank. */
export const WORDS_TO_TYPE = {
  grouping: { total: 'total', scheme: 'expérimentation', team: 'équipe', period: 'période', profile: 'profil' },
  outcome: {
    ...OUTCOME_WORDS,
    RELEASED: 'à-la-banque',
    EXECUTED_TWICE: 'payé-deux-fois',
  },
  exception: { exceed: 'dépassement', account: 'compte', early: 'échéance', ended: 'fin' },
  certainty: { exact: 'exact', reconstructed: 'reconstitué', assumed: 'hypothèse' },
  entries: { payments: 'versements', statements: 'décisions', events: 'événements' },
  comparedScheme: { FORFAIT_EQUIPE: 'forfait-équipe', FEE_FOR_SERVICE: 'acte' },
} as const satisfies {
  readonly grouping: WordsToType<Grouping>;
  readonly outcome: WordsToType<(typeof TYPED_OUTCOMES)[number]>;
  readonly exception: WordsToType;
  readonly certainty: WordsToType<(typeof PROPOSED_STATUSES)[number]>;
  readonly entries: WordsToType<EntryKind>;
  readonly comparedScheme: WordsToType;
};

/** `payé, rejeté ou revenu` */
export function wordsToType(words: WordsToType): string {
  const all = Object.values(words);
  return `${all.slice(0, -1).join(', ')} ou ${all.at(-1) ?? ''}`;
}
