/** `POST /facts/…`: records teams, their phases, members and money, and patients with their coverage and treating doctor, one fact at a time. */
import { Body, Controller, Inject } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { COVERAGE } from '#libs/enrolment/facts/coverage-recorded.ts';
import { MEMBERS } from '#libs/enrolment/facts/membership-recorded.ts';
import { PATIENTS } from '#libs/enrolment/facts/patient-described.ts';
import { PHASES } from '#libs/enrolment/facts/phase-begun.ts';
import { REFERENCE_REVENUE } from '#libs/enrolment/facts/reference-revenue-set.ts';
import { CREDITS } from '#libs/enrolment/facts/startup-credit-granted.ts';
import { TEAMS } from '#libs/enrolment/facts/team-described.ts';
import { DECLARATIONS } from '#libs/enrolment/facts/treating-doctor-declared.ts';
import { type CommandRequest, AskedParam } from '#apps/api/http/idempotency.ts';
import {
  CoverageFact,
  CreditsFact,
  DeclarationsFact,
  MembersFact,
  PatientsFact,
  PhasesFact,
  ReferenceRevenueFact,
  TeamsFact,
} from '#apps/api/intake/facts/enrolment/enrolment-facts.dto.ts';
import { FactIntake, RecordsFact } from '#apps/api/intake/facts/record-route.ts';
import type { RecordedFactView } from '#apps/api/intake/facts/recorded-fact.view.ts';

@ApiTags('facts')
@Controller('facts')
export class EnrolmentFactsController {
  readonly #facts: FactIntake;

  constructor(@Inject(FactIntake) facts: FactIntake) {
    this.#facts = facts;
  }

  @RecordsFact(TEAMS, TeamsFact)
  teams(@Body() fact: TeamsFact, @AskedParam() asked: CommandRequest): Promise<RecordedFactView> {
    return this.#facts.record(TEAMS, fact, asked);
  }

  @RecordsFact(PHASES, PhasesFact)
  phases(@Body() fact: PhasesFact, @AskedParam() asked: CommandRequest): Promise<RecordedFactView> {
    return this.#facts.record(PHASES, fact, asked);
  }

  @RecordsFact(MEMBERS, MembersFact)
  members(@Body() fact: MembersFact, @AskedParam() asked: CommandRequest): Promise<RecordedFactView> {
    return this.#facts.record(MEMBERS, fact, asked);
  }

  @RecordsFact(PATIENTS, PatientsFact)
  patients(@Body() fact: PatientsFact, @AskedParam() asked: CommandRequest): Promise<RecordedFactView> {
    return this.#facts.record(PATIENTS, fact, asked);
  }

  @RecordsFact(COVERAGE, CoverageFact)
  coverage(@Body() fact: CoverageFact, @AskedParam() asked: CommandRequest): Promise<RecordedFactView> {
    return this.#facts.record(COVERAGE, fact, asked);
  }

  @RecordsFact(DECLARATIONS, DeclarationsFact)
  declarations(@Body() fact: DeclarationsFact, @AskedParam() asked: CommandRequest): Promise<RecordedFactView> {
    return this.#facts.record(DECLARATIONS, fact, asked);
  }

  @RecordsFact(REFERENCE_REVENUE, ReferenceRevenueFact)
  referenceRevenue(@Body() fact: ReferenceRevenueFact, @AskedParam() asked: CommandRequest): Promise<RecordedFactView> {
    return this.#facts.record(REFERENCE_REVENUE, fact, asked);
  }

  @RecordsFact(CREDITS, CreditsFact)
  credits(@Body() fact: CreditsFact, @AskedParam() asked: CommandRequest): Promise<RecordedFactView> {
    return this.#facts.record(CREDITS, fact, asked);
  }
}
