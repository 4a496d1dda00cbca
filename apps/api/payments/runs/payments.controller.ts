/** `GET /payments`: every released payment with its outcome; and one by its reference. */
import { Controller, Get, Inject, Param, Query, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiOperation, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ExplainPayment } from '#libs/explain/queries/explain-payment.ts';
import type { PaymentStatus } from '#libs/payments/ledger/payment.ts';
import { FindPayments, paymentKey } from '#libs/payments/runs/queries/find-payments.ts';
import { ReadPayment } from '#libs/payments/runs/queries/read-payment.ts';
import { teamToRead } from '#apps/api/access/own-team.ts';
import { Allow, type Identity, STAFF } from '#apps/api/access/role.ts';
import { Reads } from '#apps/api/http/after.ts';
import { IsName, IsRun, IsTeam } from '#apps/api/http/fields.ts';
import { Caller } from '#apps/api/http/idempotency.ts';
import { ApiPage } from '#apps/api/http/list-response.ts';
import { AfterQuery, PageQuery, pageOf, sendPage } from '#apps/api/http/listing.ts';
import { Problem } from '#apps/api/http/problem.ts';
import { PaymentExplanationView, paymentExplanationView } from '#apps/api/payments/runs/payment-explanation.view.ts';
import { PaymentParams, PaymentReadView, paymentReadView } from '#apps/api/payments/runs/payment-read.view.ts';
import { PAYMENT_COLUMNS, PAYMENT_STATUSES, PaymentsPage, paymentView } from '#apps/api/payments/runs/payment.views.ts';

class PaymentsQuery extends PageQuery {
  @ApiPropertyOptional({ description: 'Une seule équipe.', example: 'PEPS-01' })
  @IsOptional()
  @IsTeam()
  team?: string;

  @ApiPropertyOptional({ description: 'Une seule enveloppe.', example: 'FIR-2026' })
  @IsOptional()
  @IsName()
  envelope?: string;

  @ApiPropertyOptional({ description: 'Une seule campagne.', example: 'R-2026-11' })
  @IsOptional()
  @IsRun()
  run?: string;

  @ApiPropertyOptional({ enum: PAYMENT_STATUSES, example: 'RELEASED' })
  @IsOptional()
  @IsIn(PAYMENT_STATUSES, { message: `status vient de ${PAYMENT_STATUSES.join(', ')}` })
  status?: PaymentStatus;
}

@ApiTags('payments')
@Controller('payments')
export class PaymentsController {
  readonly #queries: QueryBus;

  constructor(@Inject(QueryBus) queries: QueryBus) {
    this.#queries = queries;
  }

  @Get()
  @Allow(...STAFF, 'team', 'service')
  @Reads()
  @ApiOperation({ operationId: 'listPayments', summary: 'Les paiements libérés, et ce que la banque en a fait.' })
  @ApiPage(PaymentsPage, PAYMENT_COLUMNS)
  async list(
    @Query() query: PaymentsQuery,
    @Caller() caller: Identity,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object | string> {
    const { envelope, run, status } = query;
    const team = teamToRead(query.team, caller);
    const found = await this.#queries.execute(new FindPayments({ envelope, run, team, status }));
    const { items, next } = await pageOf(
      query,
      request,
      found.map((one) => [paymentKey(one), one] as const),
    );
    const shown = items.map((one) => paymentView(one, caller));
    return sendPage(request, reply, { items: shown, next }, PAYMENT_COLUMNS);
  }

  @Get(':endToEndId')
  @Allow(...STAFF)
  @Reads()
  @ApiOperation({
    operationId: 'readPayment',
    summary:
      'Un paiement par sa référence : ce qu’il paie, qui l’a décidé et libéré, son fichier, ce que la banque en dit.',
  })
  @ApiOkResponse({ description: 'De la référence à la décision qu’elle paie.', type: PaymentReadView })
  async read(
    @Param() { endToEndId }: PaymentParams,
    @Query() _: AfterQuery,
    @Caller() caller: Identity,
  ): Promise<PaymentReadView> {
    const found = await this.#queries.execute(new ReadPayment(endToEndId));
    return found === undefined ? noPayment(endToEndId) : paymentReadView(found, caller);
  }

  @Get(':endToEndId/explanation')
  @Allow(...STAFF)
  @Reads()
  @ApiOperation({
    operationId: 'explainPayment',
    summary: 'Pourquoi un paiement vaut ce montant : échéance, réductions, compensations, et ce que dit la décision.',
  })
  @ApiOkResponse({ description: 'Les étapes donnent le montant au centime.', type: PaymentExplanationView })
  async explain(@Param() { endToEndId }: PaymentParams, @Query() _: AfterQuery): Promise<PaymentExplanationView> {
    const found = await this.#queries.execute(new ExplainPayment(endToEndId));
    return found === undefined ? noPayment(endToEndId) : paymentExplanationView(found);
  }
}

function noPayment(endToEndId: string): never {
  throw new Problem(404, 'not-found', `aucun paiement n’a la référence ${endToEndId} ; /payments les montre`);
}
