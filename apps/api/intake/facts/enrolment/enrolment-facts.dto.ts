/** Teams, their phases, members and money, and patients with their coverage and treating doctor, as requests give them. */
import { COVERAGE, type CoverageRecorded } from '#libs/enrolment/facts/coverage-recorded.ts';
import { MEMBERS, type MembershipRecorded } from '#libs/enrolment/facts/membership-recorded.ts';
import { PATIENTS, type PatientDescribed } from '#libs/enrolment/facts/patient-described.ts';
import { PHASES, type PhaseBegun } from '#libs/enrolment/facts/phase-begun.ts';
import { REFERENCE_REVENUE, type ReferenceRevenueSet } from '#libs/enrolment/facts/reference-revenue-set.ts';
import { CREDITS, type StartupCreditGranted } from '#libs/enrolment/facts/startup-credit-granted.ts';
import { TEAMS, type TeamDescribed } from '#libs/enrolment/facts/team-described.ts';
import { DECLARATIONS, type TreatingDoctorDeclared } from '#libs/enrolment/facts/treating-doctor-declared.ts';
import { ColumnOf, type FactRow, RowOf } from '#apps/api/intake/facts/fact-row.ts';

@RowOf(TEAMS)
export class TeamsFact implements FactRow<TeamDescribed> {
  @ColumnOf(TEAMS) team_id!: string;
  @ColumnOf(TEAMS) from!: string;
  @ColumnOf(TEAMS) name!: string;
  @ColumnOf(TEAMS) scheme!: string;
  @ColumnOf(TEAMS) option!: string | undefined;
  @ColumnOf(TEAMS) scope!: string | undefined;
  @ColumnOf(TEAMS) structure!: string;
  @ColumnOf(TEAMS) finess!: string;
  @ColumnOf(TEAMS) commune!: string;
  @ColumnOf(TEAMS) known_on!: string;
}

@RowOf(PHASES)
export class PhasesFact implements FactRow<PhaseBegun> {
  @ColumnOf(PHASES) team_id!: string;
  @ColumnOf(PHASES) phase!: string | undefined;
  @ColumnOf(PHASES) from!: string;
  @ColumnOf(PHASES) known_on!: string;
}

@RowOf(MEMBERS)
export class MembersFact implements FactRow<MembershipRecorded> {
  @ColumnOf(MEMBERS) team_id!: string;
  @ColumnOf(MEMBERS) rpps!: string;
  @ColumnOf(MEMBERS) profession!: string;
  @ColumnOf(MEMBERS) from!: string;
  @ColumnOf(MEMBERS) until!: string | undefined;
  @ColumnOf(MEMBERS) known_on!: string;
}

@RowOf(PATIENTS)
export class PatientsFact implements FactRow<PatientDescribed> {
  @ColumnOf(PATIENTS) patient_id!: string;
  @ColumnOf(PATIENTS) birth_date!: string;
  @ColumnOf(PATIENTS) sex!: string;
  @ColumnOf(PATIENTS) died_on!: string | undefined;
  @ColumnOf(PATIENTS) known_on!: string;
}

@RowOf(COVERAGE)
export class CoverageFact implements FactRow<CoverageRecorded> {
  @ColumnOf(COVERAGE) patient_id!: string;
  @ColumnOf(COVERAGE) kind!: string;
  @ColumnOf(COVERAGE) ald_number!: string | undefined;
  @ColumnOf(COVERAGE) from!: string;
  @ColumnOf(COVERAGE) until!: string | undefined;
  @ColumnOf(COVERAGE) known_on!: string;
}

@RowOf(DECLARATIONS)
export class DeclarationsFact implements FactRow<TreatingDoctorDeclared> {
  @ColumnOf(DECLARATIONS) patient_id!: string;
  @ColumnOf(DECLARATIONS) rpps!: string | undefined;
  @ColumnOf(DECLARATIONS) declared_on!: string;
  @ColumnOf(DECLARATIONS) known_on!: string;
}

@RowOf(REFERENCE_REVENUE)
export class ReferenceRevenueFact implements FactRow<ReferenceRevenueSet> {
  @ColumnOf(REFERENCE_REVENUE) team_id!: string;
  @ColumnOf(REFERENCE_REVENUE) quarter!: string;
  @ColumnOf(REFERENCE_REVENUE) amount_cents!: string | undefined;
  @ColumnOf(REFERENCE_REVENUE) known_on!: string;
}

@RowOf(CREDITS)
export class CreditsFact implements FactRow<StartupCreditGranted> {
  @ColumnOf(CREDITS) team_id!: string;
  @ColumnOf(CREDITS) due_on!: string;
  @ColumnOf(CREDITS) label!: string;
  @ColumnOf(CREDITS) amount_cents!: string | undefined;
  @ColumnOf(CREDITS) known_on!: string;
}
