/** Monitoring of the experiment in answers, and as CSV. */
import { ApiProperty } from '@nestjs/swagger';
import type { CsvForm } from '#libs/kernel/csv.ts';
import { divide, fraction, fractionFromText, fractionText } from '#libs/kernel/fraction.ts';
import type { BesidePublished } from '#libs/monitoring/beside.ts';
import { besideJson } from '#libs/monitoring/monitoring-json.ts';
import { PUBLISHED_SOURCES } from '#libs/words/labels/monitoring.ts';
import { type Columns, ListOf, dayColumn, figureColumn } from '#apps/api/http/listing.ts';

const TEXT_OR_NULL = { type: String, nullable: true } as const;
const NUMBER_OR_NULL = { type: Number, nullable: true } as const;

class SchemePeriodView {
  @ApiProperty({ example: 'PEPS' }) scheme!: string;
  @ApiProperty({ description: 'Trimestre, ou année pour l’IPEP.', example: '2023-Q2' }) period!: string;
  @ApiProperty({ description: 'Équipes qui ont un décompte.', example: 15 }) teams!: number;
  @ApiProperty({
    description: 'Équipes présentes, et absentes la période d’avant.',
    type: [String],
    example: ['PEPS-09'],
  })
  teamsEntered!: readonly string[];
  @ApiProperty({
    description: 'Équipes absentes, et présentes la période d’avant.',
    type: [String],
    example: ['PEPS-02'],
  })
  teamsLeft!: readonly string[];
  @ApiProperty({ description: 'Patients des décomptes.', example: 57349 }) patients!: number;
  @ApiProperty({
    description:
      'Patients d’une liste de l’expérimentation, et d’aucune la période d’avant ; null si movements n’est pas demandé.',
    ...NUMBER_OR_NULL,
    example: 812,
  })
  patientsEntered!: number | null;
  @ApiProperty({ description: 'L’inverse.', ...NUMBER_OR_NULL, example: 640 }) patientsLeft!: number | null;
  @ApiProperty({
    description: 'Passés d’une de ses équipes à une autre, sans entrer ni sortir.',
    ...NUMBER_OR_NULL,
    example: 37,
  })
  patientsMoved!: number | null;
  @ApiProperty({ description: 'Des derniers calculs, en centimes.', example: '123456789' }) totalCents!: string;
  @ApiProperty({ description: 'De ce qui est décidé, régularisations comprises, en centimes.', example: '120000000' })
  decidedCents!: string;
  @ApiProperty({ description: 'Équipes dont le forfait est versé ; null pour l’IPEP.', ...NUMBER_OR_NULL, example: 12 })
  forfaitTeams!: number | null;
  @ApiProperty({ description: 'Leurs patients.', ...NUMBER_OR_NULL, example: 43200 }) forfaitPatients!: number | null;
  @ApiProperty({
    description: 'Leur forfait du trimestre, de la capitation au plafond, en centimes.',
    ...TEXT_OR_NULL,
    example: '104000000',
  })
  forfaitCents!: string | null;
  @ApiProperty({ description: 'Par patient et par an, en centimes.', ...TEXT_OR_NULL, example: '9630' })
  forfaitPerPatientYearCents!: string | null;
  @ApiProperty({
    description: 'Capitation seule, par patient et par an, en centimes.',
    ...TEXT_OR_NULL,
    example: '10100',
  })
  capitationPerPatientYearCents!: string | null;
  @ApiProperty({
    description: 'Part faite hors de l’équipe de la base des actes que le forfait remplace, en fraction exacte.',
    ...TEXT_OR_NULL,
    example: '17/80',
  })
  leakageShare!: string | null;
  @ApiProperty({
    description:
      'Actes du périmètre par patient et par an, des équipes dont il ne compte que les médecins ; en fraction exacte.',
    ...TEXT_OR_NULL,
    example: '22/5',
  })
  consultationsPerPatientYear!: string | null;
  @ApiProperty({
    description: 'Moyenne des scores de qualité, en points, arrondie au centième, en fraction.',
    ...TEXT_OR_NULL,
    example: '135/2',
  })
  score!: string | null;
  @ApiProperty({ description: 'Équipes qui ont un score.', example: 14 }) scored!: number;
}

export class SchemePeriodsPage extends ListOf {
  @ApiProperty({ type: [SchemePeriodView] }) items!: SchemePeriodView[];
}

export const MONITORING_COLUMNS: Columns<SchemePeriodView> = {
  scheme: ({ scheme }) => scheme,
  period: ({ period }) => period,
  teams: ({ teams }) => teams,
  teams_entered: ({ teamsEntered }) => teamsEntered.join(' '),
  teams_left: ({ teamsLeft }) => teamsLeft.join(' '),
  patients: ({ patients }) => patients,
  patients_entered: ({ patientsEntered }) => patientsEntered,
  patients_left: ({ patientsLeft }) => patientsLeft,
  patients_moved: ({ patientsMoved }) => patientsMoved,
  total_cents: ({ totalCents }) => totalCents,
  decided_cents: ({ decidedCents }) => decidedCents,
  forfait_teams: ({ forfaitTeams }) => forfaitTeams,
  forfait_patients: ({ forfaitPatients }) => forfaitPatients,
  forfait_cents: ({ forfaitCents }) => forfaitCents,
  forfait_per_patient_year_cents: ({ forfaitPerPatientYearCents }) => forfaitPerPatientYearCents,
  capitation_per_patient_year_cents: ({ capitationPerPatientYearCents }) => capitationPerPatientYearCents,
  leakage_share: figureColumn(({ leakageShare }) => leakageShare),
  consultations_per_patient_year: figureColumn(({ consultationsPerPatientYear }) => consultationsPerPatientYear),
  score: figureColumn(({ score }) => score),
  scored: ({ scored }) => scored,
};

class BesidePublishedView {
  @ApiProperty({ example: 'peps-patients-2022' }) figure!: string;
  @ApiProperty({ example: 'PEPS' }) scheme!: string;
  @ApiProperty({
    description: 'Ce qui est compté ; les montants en centimes.',
    enum: ['TEAMS', 'PATIENTS', 'CAPITATION_PER_PATIENT_YEAR_CENTS', 'AMOUNT_CENTS', 'CONSULTATIONS_PER_PATIENT_YEAR'],
    example: 'PATIENTS',
  })
  measure!: string;
  @ApiProperty({ description: 'Premier jour de ce dont il s’agit.', example: '2022-10-01' }) from!: string;
  @ApiProperty({ description: 'Dernier jour.', example: '2022-12-31' }) to!: string;
  @ApiProperty({ description: 'Ce qui a été publié, en fraction exacte.', example: '57349' }) published!: string;
  @ApiProperty({
    description: 'Ce que font les décomptes de ces périodes, en fraction exacte ; null sans décompte.',
    ...TEXT_OR_NULL,
    example: '1450',
  })
  measured!: string | null;
  @ApiProperty({ description: 'Mesuré sur publié.', ...TEXT_OR_NULL, example: '1450/57349' }) ratio!: string | null;
  @ApiProperty({ description: 'Les périodes qui ont des décomptes.', type: [String], example: ['2022-Q4'] })
  periods!: readonly string[];
  @ApiProperty({ description: 'D’où vient le chiffre.', example: 'concourspluripro.fr, 2023' }) source!: string;
  @ApiProperty({ description: 'Si la source a été lue ; sinon elle est connue par une citation.', example: false })
  sourceRead!: boolean;
}

export class BesidePublishedPage extends ListOf {
  @ApiProperty({ type: [BesidePublishedView] }) items!: BesidePublishedView[];
}

/** A figure of a measure: an amount is in euros for Excel. */
function inUnit(exact: string, measure: string, form: CsvForm): string {
  if (form !== 'excel' || !measure.endsWith('CENTS')) return exact;
  return fractionText(divide(fractionFromText(exact), fraction(100)));
}

export const BESIDE_COLUMNS: Columns<BesidePublishedView> = {
  figure: ({ figure }) => figure,
  scheme: ({ scheme }) => scheme,
  measure: ({ measure }, form) => (form === 'excel' ? measure.replace(/CENTS$/, 'EUROS') : measure),
  from: dayColumn(({ from }) => from),
  to: dayColumn(({ to }) => to),
  published: figureColumn(({ published, measure }, form) => inUnit(published, measure, form)),
  measured: figureColumn(({ measured, measure }, form) => measured && inUnit(measured, measure, form)),
  ratio: figureColumn(({ ratio }) => ratio),
  periods: ({ periods }) => periods.join(' '),
  source: ({ source }) => source,
  source_read: ({ sourceRead }) => String(sourceRead),
};

export function besideView(one: BesidePublished): BesidePublishedView {
  return { ...besideJson(one), source: PUBLISHED_SOURCES[one.figure.id] };
}
