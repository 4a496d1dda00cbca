/** French labels for the codes in facts about teams: indicators of quality, options, scopes, professions. */

export const INDICATOR_LABELS: Readonly<Record<string, string>> = {
  FLU65: 'Vaccination contre la grippe après 65 ans',
  HBA1C: 'Diabétiques avec deux dosages d’HbA1c dans l’année',
  GENERIC: 'Prescriptions dans le répertoire des génériques',
  BENZO: 'Patients sous benzodiazépines plus de douze semaines',
  AVOIDHOSP: 'Patients avec une hospitalisation évitable',
  EMERGENCY: 'Patients passés aux urgences sans séjour',
  BREAST: 'Dépistage du cancer du sein',
  COLORECTAL: 'Dépistage du cancer colorectal',
  KIDNEY: 'Suivi du rein des patients diabétiques',
  EXPERIENCE: 'Expérience des patients : points obtenus sur points possibles',
};

export const OPTION_LABELS: Readonly<Record<string, string>> = {
  ALL: 'tous les patients',
  OVER_65: 'patients de plus de 65 ans',
  DIABETES: 'patients diabétiques',
};

export const SCOPE_LABELS: Readonly<Record<string, string>> = {
  GP: 'médecins généralistes',
  'GP+NURSE': 'médecins généralistes et infirmiers',
};

export const PROFESSION_LABELS: Readonly<Record<string, string>> = {
  GP: 'médecin généraliste',
  NURSE: 'infirmier',
  OTHER: 'autre profession',
};

export const TREND_LABELS: Readonly<Record<string, string>> = {
  BETTER: 'en progrès',
  SAME: 'stable',
  WORSE: 'en recul',
};

/** For an indicator: the threshold that gives its next rating. */
export const LEVEL_LABELS: Readonly<Record<string, string>> = {
  INTERMEDIATE: 'seuil intermédiaire',
  TARGET: 'cible',
};
