/**
 * The sentences of the texts that were read, in our own words, and the place of each in the program: the parameters that contain it, the
 * rule that applies it, or the reason why it is not implemented. A sentence that is missing here was not read.
 */
import type { ParameterName } from '#libs/regulation/values.ts';

/** A rule by its file. */
type RuleFile = `libs/${string}.ts`;

interface Held {
  readonly parameters: readonly ParameterName[];
  readonly rule: RuleFile;
}

export interface Sentence {
  /** Id of the text; null if it is cited without its text. */
  readonly text: string | null;
  readonly says: string;
  /** How it is known. */
  readonly knownBy: string;
  readonly held: Held | { readonly why: string };
}

const ELIGIBILITY: RuleFile = 'libs/statements/rules/eligibility.ts';
const CAPITATION: RuleFile = 'libs/statements/rules/quarterly/capitation.ts';
const FIDELISATION: RuleFile = 'libs/statements/rules/quarterly/fidelisation.ts';
const QUALITY: RuleFile = 'libs/statements/rules/quarterly/quality-supplement.ts';
const INSTALMENTS: RuleFile = 'libs/statements/rules/instalments.ts';
const END_OF_TEXT: RuleFile = 'libs/statements/rules/end-of-text.ts';
const GAINS: RuleFile = 'libs/statements/rules/yearly/gains.ts';
const SCORE: RuleFile = 'libs/quality/score.ts';

const PRESS = 'presse';
const IPEP_2022 = 'texte de 2022, lu en partie';
const PRIMORDIAL_2024 = 'cahier des charges de décembre 2024';
const REVIEW = 'relevé par une relecture des textes, sans son détail';

export const SENTENCES: readonly Sentence[] = [
  {
    text: 'PEPS-2019',
    says: 'L’équipe a au moins cinq professionnels, dont trois médecins généralistes et un infirmier, et 250 patients.',
    knownBy: 'notes de deux fédérations régionales (2019)',
    held: { parameters: ['eligibility'], rule: ELIGIBILITY },
  },
  {
    text: 'PEPS-2019',
    says: 'L’équipe choisit tous ses patients, ceux de plus de 65 ans (plus de 50 ans avec une maladie neurodégénérative), ou ceux qui ont un diabète.',
    knownBy: 'communiqué de presse du ministère (juillet 2019)',
    held: { parameters: ['population'], rule: 'libs/enrolment/patient.ts' },
  },
  {
    text: 'PEPS-2019',
    says: 'Le forfait d’un patient est une moyenne nationale selon son profil.',
    knownBy: 'fiche de l’ARS Île-de-France',
    held: { parameters: ['grid'], rule: CAPITATION },
  },
  {
    text: 'PEPS-2019',
    says: 'Le forfait est modulé par le taux de pauvreté de la commune.',
    knownBy: 'fiche de l’ARS Île-de-France',
    held: { parameters: ['local_factor'], rule: 'libs/statements/rules/quarterly/local.ts' },
  },
  {
    text: 'PEPS-2019',
    says: 'Le forfait remplace les actes des professionnels de l’équipe pour ses patients.',
    knownBy: 'principe des deux expérimentations ; aucune liste de codes n’a été trouvée',
    held: { parameters: ['scope_acts'], rule: 'libs/acts/act-ledger.ts' },
  },
  {
    text: 'PEPS-2019',
    says: 'Il est payé au trimestre.',
    knownBy: `${PRESS} (30 novembre 2022)`,
    held: { parameters: ['instalments'], rule: INSTALMENTS },
  },
  {
    text: 'PEPS-2022',
    says: 'Le forfait est plafonné à 20 % au-dessus des anciennes rémunérations.',
    knownBy: PRESS,
    held: { parameters: ['cap_rate', 'cap_fallback'], rule: 'libs/statements/rules/quarterly/cap.ts' },
  },
  {
    text: 'PEPS-2024',
    says: 'Une maison de santé a au moins deux médecins et un infirmier.',
    knownBy: 'appel à candidatures',
    held: { parameters: ['eligibility'], rule: ELIGIBILITY },
  },
  {
    text: 'PEPS-2024',
    says: 'Le nombre de comorbidités fait partie du profil.',
    knownBy: PRESS,
    held: { parameters: ['comorbidity_factor'], rule: CAPITATION },
  },
  {
    text: 'PEPS-2024',
    says: 'Le montant est revu quand le patient est soigné ailleurs.',
    knownBy: 'présentation d’avril 2024, relatée par la presse',
    held: {
      parameters: ['fidelisation_level', 'fidelisation_lag_quarters', 'fidelisation_min_acts', 'fidelisation_floor'],
      rule: FIDELISATION,
    },
  },
  {
    text: 'PEPS-2024',
    says: 'Le texte vaut deux ans à compter du 4 juillet 2024.',
    knownBy: `${PRESS} (juin 2024)`,
    held: { parameters: [], rule: END_OF_TEXT },
  },
  {
    text: 'PRIMORDIAL-2020',
    says: 'Le centre a au moins cinq professionnels, dont trois médecins généralistes et un infirmier, et 250 patients.',
    knownBy: 'fiche de l’ARS Île-de-France',
    held: { parameters: ['eligibility'], rule: ELIGIBILITY },
  },
  {
    text: 'PRIMORDIAL-2020',
    says: 'Le forfait suit la méthode de PEPS.',
    knownBy: 'fiche de l’ARS Île-de-France',
    held: { parameters: ['grid', 'local_factor', 'comorbidity_factor'], rule: CAPITATION },
  },
  {
    text: 'PRIMORDIAL-2023',
    says: 'La fidélisation est de 100 % en 2023, sauf taux observé plus élevé, puis linéaire jusqu’à 80 % fin 2025.',
    knownBy: 'hypothèse de budget du texte',
    held: { parameters: ['fidelisation_floor'], rule: FIDELISATION },
  },
  {
    text: 'PRIMORDIAL-2025',
    says: 'En phase 1, le bonus qualité de l’année suivante est présumé, à 5 %.',
    knownBy: PRIMORDIAL_2024,
    held: { parameters: ['quality_presumed_rate', 'quality_max_rate'], rule: QUALITY },
  },
  {
    text: 'PRIMORDIAL-2025',
    says: 'La rémunération est versée chaque mois dans les deux phases.',
    knownBy: PRIMORDIAL_2024,
    held: { parameters: ['instalments'], rule: INSTALMENTS },
  },
  {
    text: 'PRIMORDIAL-2025',
    says: 'L’expérimentation dure cinq ans à compter de son lancement, le 6 décembre 2021.',
    knownBy: PRIMORDIAL_2024,
    held: { parameters: [], rule: END_OF_TEXT },
  },
  {
    text: 'IPEP-2019',
    says: 'Le groupement a plus de 5 000 patients.',
    knownBy: 'communiqué de presse du ministère (juillet 2019)',
    held: { parameters: ['eligibility'], rule: ELIGIBILITY },
  },
  {
    text: 'IPEP-2019',
    says: 'L’intéressement est payé une fois par an.',
    knownBy: 'tenu pour exact ; le jour est de nous',
    held: { parameters: ['instalments'], rule: INSTALMENTS },
  },
  {
    text: 'IPEP-2022',
    says: 'Le groupement reçoit la moitié des gains ; l’écart y compte pour un tiers, l’évolution pour deux.',
    knownBy: IPEP_2022,
    held: { parameters: ['share_group', 'share_ecart', 'share_evolution'], rule: GAINS },
  },
  {
    text: 'IPEP-2022',
    says: 'Les gains sont modulés par la qualité.',
    knownBy: IPEP_2022,
    held: {
      parameters: ['combination', 'quality_amount_cents', 'quality_gate', 'score_cap'],
      rule: 'libs/statements/rules/yearly/quality-modulation.ts',
    },
  },
  {
    text: 'IPEP-2022',
    says: 'Le score est la somme des points obtenus, à poids égal dans chaque volet ; les poids diffèrent avec des indicateurs à la carte.',
    knownBy: IPEP_2022,
    held: { parameters: ['quality_weights', 'unrated'], rule: SCORE },
  },
  {
    text: 'IPEP-2022',
    says: 'L’expérience des patients majore le score de 20 points au plus.',
    knownBy: IPEP_2022,
    held: { parameters: ['experience_points'], rule: SCORE },
  },
  {
    text: null,
    says: 'Le tiers payant des actes que le forfait remplace.',
    knownBy: REVIEW,
    held: { why: 'il règle ce que le patient avance, et n’entre dans aucun montant dû à l’équipe' },
  },
  {
    text: null,
    says: 'Les soins sous-traités, payés par la structure.',
    knownBy: REVIEW,
    held: {
      why: 'aucun fait ne dit ce que la structure paie à d’autres ; facturés, ces actes comptent comme faits ailleurs',
    },
  },
  {
    text: null,
    says: 'La part des patients à l’aide médicale d’État.',
    knownBy: REVIEW,
    held: { why: 'les faits disent l’ALD et la C2S, pas l’AME ; aucun poids n’en a été lu' },
  },
  {
    text: null,
    says: 'La dépense et l’offre de soins du territoire, dans l’étape locale.',
    knownBy: REVIEW,
    held: {
      why: 'seul le taux de pauvreté de la commune est publié et tenu ; la fonction des deux autres n’a pas été lue',
    },
  },
  {
    text: null,
    says: 'Une part de qualité optionnelle.',
    knownBy: REVIEW,
    held: { why: 'ni ses indicateurs ni son montant n’ont été lus' },
  },
  {
    text: null,
    says: 'Les infirmiers Asalée de l’équipe.',
    knownBy: REVIEW,
    held: { why: 'aucun fait ne dit qui y est ; ce qui en serait ôté du forfait n’a pas été lu' },
  },
];
