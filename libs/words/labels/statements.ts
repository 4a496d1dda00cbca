/** French labels for the names in a statement. */
import type { ActClass, FeeReason } from '#libs/acts/act-ledger.ts';
import type { Status } from '#libs/regulation/regulation.ts';
import { euros } from '#libs/kernel/euros.ts';
import { dayInFrench } from '#libs/kernel/french-days.ts';
import type { Flag, Instalment, LineName, RateName } from '#libs/statements/rules/statement.ts';

export const LINE_LABELS: Readonly<Record<LineName, string>> = {
  CAPITATION: 'Forfait des patients de la liste',
  FIDELISATION: 'Fidélisation',
  LOCAL: 'Modulation locale (pauvreté)',
  QUALITY: 'Supplément qualité',
  CAP: 'Plafonnement',
  FEE_FOR_SERVICE_OFFSET: 'Actes déjà payés à l’équipe',
  FLOOR: 'Remise à zéro d’un résultat négatif',
  STARTUP_CREDIT: 'Crédits d’amorçage',
  DOUBLE_PAYMENT: 'Actes substitués payés à tort',
  ECART: 'Intéressement sur l’écart',
  EVOLUTION: 'Intéressement sur l’évolution',
  QUALITY_MODULATION: 'Modulation par la qualité',
};

export const DUE_LABELS: Readonly<Record<Instalment['kind'], string>> = {
  INSTALMENT: 'versement',
  STARTUP_CREDIT: 'crédit d’amorçage',
};

/** The text about an amount that is due on another day than decided. */
export function moveText({
  kind,
  from,
  to,
  amountCents,
}: {
  readonly kind: Instalment['kind'];
  readonly from: string;
  readonly to: string;
  readonly amountCents: bigint;
}): string {
  return `${DUE_LABELS[kind]} de ${euros(amountCents)} : dû le ${dayInFrench(to)} au lieu du ${dayInFrench(from)}`;
}

export const RATE_LABELS: Readonly<Record<RateName, string>> = {
  FIDELISATION_RATE: 'Taux de fidélisation',
  LOCAL_FACTOR: 'Facteur local',
  POVERTY_RATE: 'Taux de pauvreté de la commune',
  QUALITY_SCORE: 'Score de qualité',
  QUALITY_RATE: 'Taux du supplément qualité',
  CAP_RATE: 'Plafond, en part du revenu de référence',
  CAP_REFERENCE_CENTS: 'Revenu de référence',
  PAYMENT_CAP_RATE: 'Plafond, en part de la dépense attendue de la liste',
  PAYMENT_CAP_CENTS: 'Plafond du paiement',
  OBSERVED_CENTS: 'Dépense observée par patient',
  EXPECTED_CENTS: 'Dépense attendue par patient',
  PREVIOUS_OBSERVED_CENTS: 'Dépense observée l’année d’avant',
  PREVIOUS_EXPECTED_CENTS: 'Dépense attendue l’année d’avant',
  LEVEL_GAIN_CENTS: 'Gain d’écart retenu par patient',
  EVOLUTION_GAIN_CENTS: 'Gain d’évolution retenu par patient',
};

export const FLAG_SENTENCES: Readonly<Record<Flag, string>> = {
  CAP_REFERENCE_MISSING:
    'La référence du plafond n’est pas connue (revenu du trimestre, ou dépense attendue de la liste) : le plafond n’a pas été appliqué.',
  ELIGIBILITY_PATIENTS: 'La liste compte moins de patients que le texte n’en demande ; aucun montant n’en est changé.',
  ELIGIBILITY_PROFESSIONALS:
    'L’équipe compte moins de professionnels que le texte n’en demande ; aucun montant n’en est changé.',
  NATIONAL_SPENDING_MISSING:
    'La dépense nationale du profil de certains patients n’est pas connue : ils ne sont pas comptés dans les moyennes.',
  NO_FIDELISATION_DATA: 'Trop peu d’actes pour mesurer la fidélisation : le taux retenu est 1.',
  POVERTY_RATE_MISSING:
    'Le taux de pauvreté de la commune est secret ou inconnu : le facteur prévu pour ce cas est appliqué.',
  PREVIOUS_YEAR_MISSING: 'Aucune dépense comparable l’année d’avant : le gain d’évolution est nul.',
  PROJECTION: 'C’est une projection, pour comparer : aucun texte ne la permet encore, et rien n’en est décidé ni payé.',
  SCHEME_ENDED:
    'Le dernier texte connu a pris fin avant cette période. Aucun texte lu ne dit ce que cela change au paiement : le montant n’en tient pas compte.',
  QUALITY_MISSING: 'Aucun score de qualité n’est connu : le supplément, ou la part liée à la qualité, est nul.',
  QUALITY_PROVISIONAL:
    'Le score de qualité de l’année n’est pas encore connu : celui d’une année d’avant est retenu à titre provisoire, et sera régularisé.',
  SPENDING_MISSING: 'La dépense de certains patients n’est pas connue : ils ne sont pas comptés dans les moyennes.',
};

export const PHASE_LABELS: Readonly<Record<string, string>> = {
  SETUP: 'préparation',
  TRANSITION: 'transition (paiement à l’acte maintenu)',
  FORFAIT: 'forfait',
  FORFAIT_STARTUP: 'forfait, démarrage',
  ACTIVE: 'active',
  LEFT: 'partie',
};

export const STATUS_LABELS: Readonly<Record<Status, string>> = {
  exact: 'lu dans un texte',
  reconstructed: 'reconstitué : la règle a été lue, un détail est rebâti',
  assumed: 'hypothèse : non trouvé dans les textes lus',
  override: 'remplacé pour une simulation',
};

export const CLASS_LABELS: Readonly<Record<ActClass, string>> = {
  SUBSTITUTED: 'remplacés par le forfait',
  LEAKAGE: 'faits ailleurs pour des patients de la liste',
  FEE_FOR_SERVICE: 'payés à l’acte',
  INFORMATION_ONLY: 'pour information',
};

export const REASON_LABELS: Readonly<Record<FeeReason, string>> = {
  TEAM_NOT_IN_FORFAIT: 'équipe pas au forfait',
  PATIENT_NOT_LISTED: 'patient hors de la liste',
  PATIENT_OUTSIDE_OPTION: 'patient hors de l’option',
  PROFESSION_OUT_OF_SCOPE: 'profession hors du périmètre',
  OUT_OF_SCOPE_ACT: 'acte hors du périmètre',
};
