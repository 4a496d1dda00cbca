/** `GET /envelopes/{envelope}/run-preview`: the payments, set-offs and left-out teams of a run; nothing is recorded. */
import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiOperation, ApiTags, ApiUnprocessableEntityResponse } from '@nestjs/swagger';
import { dayFromText, dayOfInstant } from '#libs/kernel/day.ts';
import { nextBankDay } from '#libs/payments/bank/target-days.ts';
import { PreviewPaymentRun } from '#libs/payments/runs/queries/preview-payment-run.ts';
import { Allow, type Identity, STAFF } from '#apps/api/access/role.ts';
import { Reads } from '#apps/api/http/after.ts';
import { EnvelopeParams } from '#apps/api/http/fields.ts';
import { Caller } from '#apps/api/http/idempotency.ts';
import { noEnvelope } from '#apps/api/payments/envelopes/envelope-reads.controller.ts';
import { RunPreviewQuery, RunPreviewView, runPreviewView } from '#apps/api/payments/runs/run-preview.view.ts';

@ApiTags('payments')
@Controller('envelopes/:envelope/run-preview')
export class RunPreviewController {
  readonly #queries: QueryBus;

  constructor(@Inject(QueryBus) queries: QueryBus) {
    this.#queries = queries;
  }

  @Get()
  @Allow(...STAFF)
  @Reads()
  @ApiOperation({
    operationId: 'previewPaymentRun',
    summary: 'Ce qu’une campagne paierait, compenserait et laisserait de côté maintenant ; rien n’est enregistré.',
  })
  @ApiOkResponse({ type: RunPreviewView })
  @ApiUnprocessableEntityResponse({ description: 'L’enveloppe n’a pas de compte à débiter.' })
  async preview(
    @Param() { envelope }: EnvelopeParams,
    @Query() { dueBy, executionDay, team, exception = [] }: RunPreviewQuery,
    @Caller() caller: Identity,
  ): Promise<RunPreviewView> {
    const at = new Date().toISOString();
    const today = dayOfInstant(at);
    const request = {
      envelope,
      dueBy: dueBy === undefined ? today : dayFromText(dueBy),
      executionDay: executionDay === undefined ? nextBankDay(today) : dayFromText(executionDay),
      ...(team === undefined ? {} : { team }),
      exceptions: exception,
    };
    const preview = await this.#queries.execute(new PreviewPaymentRun(request, at));
    if (preview === undefined) throw noEnvelope(envelope);
    return runPreviewView(request, preview, caller);
  }
}
