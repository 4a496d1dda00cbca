/** French words of a comparison of schemes. */
import { dayInFrench, periodInFrench } from '#libs/kernel/french-days.ts';
import type { Assumption } from '#libs/statements/comparison/assumptions.ts';
import { OPTION_LABELS, SCOPE_LABELS } from '#libs/words/labels/teams.ts';

const BY_THE_ACT = 'FEE_FOR_SERVICE';

export function comparedLabel(scheme: string): string {
  if (scheme === BY_THE_ACT) return 'paiement à l’acte';
  return scheme === 'FORFAIT_EQUIPE' ? 'forfait d’équipe (projection)' : scheme;
}

type Sentences = {
  readonly [Code in Assumption['code']]: (of: Extract<Assumption, { readonly code: Code }>) => string;
};

const SENTENCES: Sentences = {
  KNOWN_ON: ({ day }) => `Tout est compté tel que connu au ${dayInFrench(day)}.`,
  SAME_CARE: () =>
    'Les mêmes patients, les mêmes déclarations et les mêmes actes sous chaque régime : personne ne change sa pratique.',
  ALWAYS_IN_FORFAIT: () =>
    'Chaque trimestre où l’équipe est dans l’expérimentation compte comme au forfait (active pour l’IPEP), quelle qu’ait été sa phase.',
  LATEST_TERMS: ({ quarters }) =>
    `L’équipe avait une autre option ou un autre périmètre en ${quarters.map(periodInFrench).join(', ')} : ces trimestres comptent sous les derniers.`,
  OTHERS_AS_THEY_ARE: () =>
    'Les autres équipes, et ceux de ses professionnels qui sont aussi dans l’une d’elles, restent comme ils sont.',
  MEMBERS_FROM_THE_START: () =>
    'L’équipe n’est pas encore entrée : ses professionnels comptent comme réunis depuis avant le premier trimestre.',
  ACTS_TO_COME: ({ quarters }) =>
    `Les actes ne sont pas tous arrivés pour ${quarters.map(periodInFrench).join(', ')} : ces trimestres sont montrés, et laissés hors des totaux.`,
  ACTS_AT_BASE: () => 'Les actes qui restent payés à l’acte comptent pour leur base, qui que ce soit qui les paie.',
  CREDITS_LEFT_OUT: () => 'Les crédits d’amorçage ne comptent pas : ils sont accordés à une équipe, pas par un régime.',
  DOUBLE_PAYMENT_LEFT_OUT: () => 'Rien n’est repris d’actes déjà payés : sous un forfait, ils ne l’auraient pas été.',
  PROJECTION: ({ scheme }) =>
    `${comparedLabel(scheme)} : aucun texte ne le permet encore ; chacune de ses valeurs est une hypothèse, et rien n’en est décidé ni payé.`,
  SETTLED_AFTERWARDS: ({ scheme }) =>
    `${comparedLabel(scheme)} : l’avance est celle de la liste du premier jour, et le solde la ramène aux jours passés sur la liste.`,
  YEAR_AT_ITS_END: ({ scheme }) =>
    `${comparedLabel(scheme)} : ce qui est payé pour une année figure à son dernier trimestre ; tous les actes restent payés à l’acte.`,
  YEARS_NOT_WHOLE: ({ scheme, years }) =>
    `${comparedLabel(scheme)} : rien n’est compté pour ${years.join(', ')}, dont les quatre trimestres ne sont pas comparés.`,
  NOT_BEFORE_TEXT: ({ first, quarters, scheme }) =>
    `${comparedLabel(scheme)} : sans texte avant le ${dayInFrench(first)}, donc sans montant pour ${quarters.map(periodInFrench).join(', ')} ; les totaux ne comptent que les trimestres que chaque régime a.`,
  OTHER_OPTION: ({ option, own, scheme }) =>
    `${comparedLabel(scheme)} : option « ${OPTION_LABELS[option] ?? option} » ; celle de l’équipe est « ${optionOf(own)} ».`,
  OTHER_SCOPE: ({ own, scheme, scope }) =>
    `${comparedLabel(scheme)} : périmètre « ${SCOPE_LABELS[scope] ?? scope} » ; celui de l’équipe est « ${scopeOf(own)} ».`,
};

export function assumptionText(assumption: Assumption): string {
  const sentence = SENTENCES[assumption.code] as (of: Assumption) => string;
  return sentence(assumption);
}

function optionOf(own: string): string {
  return own === '' ? 'aucune' : (OPTION_LABELS[own] ?? own);
}

function scopeOf(own: string): string {
  return own === '' ? 'aucun' : (SCOPE_LABELS[own] ?? own);
}
