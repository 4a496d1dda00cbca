/** `POST /facts/…`: records acts, one at a time. */
import { Body, Controller, Inject } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ACTS } from '#libs/acts/facts/act-recorded.ts';
import { type CommandRequest, AskedParam } from '#apps/api/http/idempotency.ts';
import { ActsFact } from '#apps/api/intake/facts/acts/acts-facts.dto.ts';
import { FactIntake, RecordsFact } from '#apps/api/intake/facts/record-route.ts';
import type { RecordedFactView } from '#apps/api/intake/facts/recorded-fact.view.ts';

@ApiTags('facts')
@Controller('facts')
export class ActsFactsController {
  readonly #facts: FactIntake;

  constructor(@Inject(FactIntake) facts: FactIntake) {
    this.#facts = facts;
  }

  @RecordsFact(ACTS, ActsFact)
  acts(@Body() fact: ActsFact, @AskedParam() asked: CommandRequest): Promise<RecordedFactView> {
    return this.#facts.record(ACTS, fact, asked);
  }
}
