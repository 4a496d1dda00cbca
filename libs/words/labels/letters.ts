/** The meaning of the lines and rates of a statement, in a sentence for the team that reads them. */
import type { LineName, RateName } from '#libs/statements/rules/statement.ts';

export const LINE_MEANINGS: Readonly<Record<LineName, string>> = {
  CAPITATION: 'Le forfait de chaque patient de la liste, selon son profil.',
  FIDELISATION: 'Le forfait est ramené à la part des actes que vos patients ont faits dans l’équipe.',
  LOCAL: 'Le forfait est ajusté au taux de pauvreté de la commune.',
  QUALITY: 'Un supplément selon le score de qualité.',
  CAP: 'Ce qui dépasse le plafond n’est pas versé.',
  FEE_FOR_SERVICE_OFFSET: 'En transition, les actes restent payés un à un : ils sont déduits.',
  FLOOR: 'Un résultat négatif est ramené à zéro : l’équipe ne doit rien.',
  STARTUP_CREDIT: 'Les crédits accordés à l’équipe et dus sur la période.',
  DOUBLE_PAYMENT: 'Les actes déjà couverts par le forfait et payés quand même sont repris.',
  ECART: 'La part de l’écart entre la dépense attendue et la dépense observée.',
  EVOLUTION: 'La part de l’évolution de cet écart depuis l’année d’avant.',
  QUALITY_MODULATION: 'L’effet du score de qualité sur l’intéressement.',
};

/** Undefined if the name of the rate explains it. */
export const RATE_MEANINGS: Readonly<Partial<Record<RateName, string>>> = {
  FIDELISATION_RATE: 'Part des actes du périmètre que vos patients ont faits dans l’équipe.',
  LOCAL_FACTOR: 'Multiplie le forfait.',
  QUALITY_RATE: 'S’ajoute au forfait, en proportion.',
  CAP_REFERENCE_CENTS: 'Rémunération de comparaison pour le plafond.',
  OBSERVED_CENTS: 'Moyenne des dépenses de vos patients.',
  EXPECTED_CENTS: 'Moyenne nationale pour des patients de mêmes profils.',
};
