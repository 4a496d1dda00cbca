/** `GET /payments`: every payment released, with what became of it. */
import { Controller, Get, Inject, Query, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { compareText } from '#libs/kernel/text.ts';
import type { Payment, PaymentStatus } from '#libs/payments/ledger/state.ts';
import { envelopes } from '#libs/payments/ledger/envelopes.ts';
import { teamToRead } from '#apps/api/access/own-team.ts';
import { Allow, type Identity, STAFF } from '#apps/api/access/role.ts';
import { Reads } from '#apps/api/http/after.ts';
import { IsName, IsTeam } from '#apps/api/http/fields.ts';
import { Caller } from '#apps/api/http/idempotency.ts';
import { ApiPage } from '#apps/api/http/list-response.ts';
import { PageQuery, pageOf, sendPage } from '#apps/api/http/listing.ts';
import { PAYMENT_COLUMNS, PAYMENT_STATUSES, PaymentsPage, paymentView } from '#apps/api/payments/runs/payment.views.ts';
import { ServedStores } from '#libs/runtime/stores.module.ts';

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
  @IsName()
  run?: string;

  @ApiPropertyOptional({ enum: PAYMENT_STATUSES, example: 'EXECUTED' })
  @IsOptional()
  @IsIn(PAYMENT_STATUSES, { message: `status vient de ${PAYMENT_STATUSES.join(', ')}` })
  status?: PaymentStatus;
}

@ApiTags('payments')
@Controller('payments')
export class PaymentsController {
  readonly #stores: ServedStores;

  constructor(@Inject(ServedStores) stores: ServedStores) {
    this.#stores = stores;
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
    const isAsked = (payment: Payment): boolean =>
      (run ?? payment.run) === payment.run &&
      (status ?? payment.status) === payment.status &&
      (team ?? payment.team) === payment.team;
    const found = (await envelopes(this.#stores.log))
      .filter((ledger) => (envelope ?? ledger.envelope) === ledger.envelope)
      .flatMap((ledger) =>
        [...ledger.payments.values()]
          .filter(isAsked)
          .map((payment) => [`${ledger.envelope}/${payment.endToEndId}`, { payment, of: ledger.envelope }] as const),
      )
      .sort(([a], [b]) => compareText(a, b));
    const { items, next } = await pageOf(query, request, found);
    const shown = items.map(({ payment, of }) => paymentView(payment, of, caller));
    return sendPage(request, reply, { items: shown, next }, PAYMENT_COLUMNS);
  }
}
