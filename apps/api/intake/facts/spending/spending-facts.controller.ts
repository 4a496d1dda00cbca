/** `POST /facts/…`: records the spending of patients, one fact at a time. */
import { Body, Controller, Inject } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { SPENDING } from '#libs/spending/facts/spending-observed.ts';
import { type CommandRequest, AskedParam } from '#apps/api/http/idempotency.ts';
import { SpendingFact } from '#apps/api/intake/facts/spending/spending-facts.dto.ts';
import { FactIntake, RecordsFact } from '#apps/api/intake/facts/record-route.ts';
import type { RecordedFactView } from '#apps/api/intake/facts/recorded-fact.view.ts';

@ApiTags('facts')
@Controller('facts')
export class SpendingFactsController {
  readonly #facts: FactIntake;

  constructor(@Inject(FactIntake) facts: FactIntake) {
    this.#facts = facts;
  }

  @RecordsFact(SPENDING, SpendingFact)
  spending(@Body() fact: SpendingFact, @AskedParam() asked: CommandRequest): Promise<RecordedFactView> {
    return this.#facts.record(SPENDING, fact, asked);
  }
}
