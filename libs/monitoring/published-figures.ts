/**
 * Published figures of the experiments, for comparison with our own. To add one, add it here and its source, in French, in
 * libs/words/labels/monitoring.ts; the types require both.
 */
import { type Quarter, quarter } from '#libs/kernel/day.ts';

export type PublishedFigureId =
  | 'peps-teams-2022'
  | 'peps-patients-2022'
  | 'primordial-capitation'
  | 'primordial-consultations'
  | 'primordial-budget'
  | 'ipep-groups-2023'
  | 'ipep-patients-2023';

/** The subject of a figure, and the sum of statements to compare it with (beside.ts). */
export type PublishedMeasure =
  | 'TEAMS'
  | 'PATIENTS'
  | 'CAPITATION_PER_PATIENT_YEAR_CENTS'
  | 'AMOUNT_CENTS'
  | 'CONSULTATIONS_PER_PATIENT_YEAR';

export interface PublishedFigure {
  readonly id: PublishedFigureId;
  readonly scheme: string;
  readonly measure: PublishedMeasure;
  /** A whole number, or tenths written as a fraction. */
  readonly value: string;
  /** The quarters it is about. */
  readonly from: Quarter;
  readonly to: Quarter;
  /** Whether its source was read; otherwise it is known from others who quote it. */
  readonly isRead: boolean;
}

export const PUBLISHED_FIGURES: readonly PublishedFigure[] = [
  {
    id: 'peps-teams-2022',
    scheme: 'PEPS',
    measure: 'TEAMS',
    value: '15',
    from: quarter(2022, 4),
    to: quarter(2022, 4),
    isRead: false,
  },
  {
    id: 'peps-patients-2022',
    scheme: 'PEPS',
    measure: 'PATIENTS',
    value: '57349',
    from: quarter(2022, 4),
    to: quarter(2022, 4),
    isRead: false,
  },
  {
    id: 'primordial-capitation',
    scheme: 'PRIMORDIAL',
    measure: 'CAPITATION_PER_PATIENT_YEAR_CENTS',
    value: '9600',
    from: quarter(2023, 1),
    to: quarter(2023, 4),
    isRead: true,
  },
  {
    id: 'primordial-consultations',
    scheme: 'PRIMORDIAL',
    measure: 'CONSULTATIONS_PER_PATIENT_YEAR',
    value: '22/5',
    from: quarter(2023, 1),
    to: quarter(2023, 4),
    isRead: false,
  },
  {
    id: 'primordial-budget',
    scheme: 'PRIMORDIAL',
    measure: 'AMOUNT_CENTS',
    value: '1222700000',
    from: quarter(2021, 4),
    to: quarter(2026, 4),
    isRead: false,
  },
  {
    id: 'ipep-groups-2023',
    scheme: 'IPEP',
    measure: 'TEAMS',
    value: '30',
    from: quarter(2023, 1),
    to: quarter(2023, 4),
    isRead: true,
  },
  {
    id: 'ipep-patients-2023',
    scheme: 'IPEP',
    measure: 'PATIENTS',
    value: '550000',
    from: quarter(2023, 1),
    to: quarter(2023, 4),
    isRead: true,
  },
];
