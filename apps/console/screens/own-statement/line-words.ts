/** A description of each line, for the people who are paid. */
import type { LineName } from '#libs/statements/rules/statement.ts';

export const LINE_WORDS: Readonly<Record<LineName, string>> = {
  CAPITATION: 'un montant par patient de votre liste, selon son âge et sa santé',
  FIDELISATION: 'moins la part des soins que vos patients ont reçus hors de l’équipe',
  LOCAL: 'plus ou moins, selon la pauvreté de votre commune',
  QUALITY: 'selon vos indicateurs de qualité',
  CAP: 'ce qui dépasse le plafond prévu par le texte',
  FEE_FOR_SERVICE_OFFSET: 'ce que vous avez déjà reçu à l’acte pour les mêmes soins',
  FLOOR: 'un résultat négatif est ramené à zéro',
  STARTUP_CREDIT: 'une aide du démarrage',
  DOUBLE_PAYMENT: 'des actes que le forfait remplace, et qui ont été payés aussi à l’acte',
  ECART: 'votre part de la dépense évitée, par rapport à des patients semblables',
  EVOLUTION: 'votre part du progrès depuis l’année d’avant',
  QUALITY_MODULATION: 'la part de l’intéressement que vos indicateurs de qualité donnent ou retirent',
};
