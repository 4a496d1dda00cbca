/** `POST /facts/…`: records national figures one at a time: thresholds of the indicators, poverty rates, mean spending. */
import { Body, Controller, Inject } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { COMMUNES } from '#libs/enrolment/facts/poverty-rate-published.ts';
import { THRESHOLDS } from '#libs/quality/facts/thresholds-set.ts';
import { NATIONAL_SPENDING } from '#libs/spending/facts/national-spending-published.ts';
import { type CommandRequest, AskedParam } from '#apps/api/http/idempotency.ts';
import {
  CommunesFact,
  NationalSpendingFact,
  ThresholdsFact,
} from '#apps/api/intake/facts/national/national-facts.dto.ts';
import { FactIntake, RecordsFact } from '#apps/api/intake/facts/record-route.ts';
import type { RecordedFactView } from '#apps/api/intake/facts/recorded-fact.view.ts';

@ApiTags('facts')
@Controller('facts')
export class NationalFactsController {
  readonly #facts: FactIntake;

  constructor(@Inject(FactIntake) facts: FactIntake) {
    this.#facts = facts;
  }

  @RecordsFact(THRESHOLDS, ThresholdsFact)
  thresholds(@Body() fact: ThresholdsFact, @AskedParam() asked: CommandRequest): Promise<RecordedFactView> {
    return this.#facts.record(THRESHOLDS, fact, asked);
  }

  @RecordsFact(COMMUNES, CommunesFact)
  communes(@Body() fact: CommunesFact, @AskedParam() asked: CommandRequest): Promise<RecordedFactView> {
    return this.#facts.record(COMMUNES, fact, asked);
  }

  @RecordsFact(NATIONAL_SPENDING, NationalSpendingFact)
  nationalSpending(@Body() fact: NationalSpendingFact, @AskedParam() asked: CommandRequest): Promise<RecordedFactView> {
    return this.#facts.record(NATIONAL_SPENDING, fact, asked);
  }
}
