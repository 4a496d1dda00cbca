/** The published figures of the experiments, in French: the subject of each, and its source. */
import type { PublishedFigureId, PublishedMeasure } from '#libs/monitoring/published-figures.ts';

export const MEASURE_LABELS: Readonly<Record<PublishedMeasure, string>> = {
  TEAMS: 'équipes',
  PATIENTS: 'patients',
  CAPITATION_PER_PATIENT_YEAR_CENTS: 'capitation par patient et par an',
  AMOUNT_CENTS: 'montant, crédits compris',
  CONSULTATIONS_PER_PATIENT_YEAR: 'consultations par patient et par an',
};

const QUOTED = 'chiffre publié, connu par une citation ; la publication n’a pas été lue';

export const PUBLISHED_SOURCES: Readonly<Record<PublishedFigureId, string>> = {
  'peps-teams-2022': `fin 2022 : ${QUOTED}`,
  'peps-patients-2022': `fin 2022 : ${QUOTED}`,
  'primordial-capitation':
    'moyenne de 96 euros par patient et par an : arrêté du 31 août 2023 (JO du 5 septembre 2023)',
  'primordial-consultations': `4,4 consultations par patient et par an : ${QUOTED}`,
  'primordial-budget': `12 227 K€ sur les cinq ans de l’expérimentation, du 6 décembre 2021 au 6 décembre 2026 : ${QUOTED}`,
  'ipep-groups-2023': 'concourspluripro.fr, 2023',
  'ipep-patients-2023': 'concourspluripro.fr, 2023',
};
