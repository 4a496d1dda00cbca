/** `POST /facts/…`: records quality results of teams, one fact at a time. */
import { Body, Controller, Inject } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { QUALITY } from '#libs/quality/facts/quality-measured.ts';
import { type CommandRequest, AskedParam } from '#apps/api/http/idempotency.ts';
import { QualityFact } from '#apps/api/intake/facts/quality/quality-facts.dto.ts';
import { FactIntake, RecordsFact } from '#apps/api/intake/facts/record-route.ts';
import type { RecordedFactView } from '#apps/api/intake/facts/recorded-fact.view.ts';

@ApiTags('facts')
@Controller('facts')
export class QualityFactsController {
  readonly #facts: FactIntake;

  constructor(@Inject(FactIntake) facts: FactIntake) {
    this.#facts = facts;
  }

  @RecordsFact(QUALITY, QualityFact)
  quality(@Body() fact: QualityFact, @AskedParam() asked: CommandRequest): Promise<RecordedFactView> {
    return this.#facts.record(QUALITY, fact, asked);
  }
}
