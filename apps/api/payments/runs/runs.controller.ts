/** `GET /payment-runs`: the runs made, one of them, and its file for the bank. */
import { Controller, Get, Inject, Param, Query, Req, Res } from '@nestjs/common';
import {
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiPropertyOptional,
  ApiTags,
  ApiUnprocessableEntityResponse,
} from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { compareText } from '#libs/kernel/text.ts';
import { bankFileOf } from '#libs/payments/runs/bank-files.ts';
import { runSummary } from '#libs/payments/runs/payment-runs.ts';
import { type PaymentLedger, type PaymentRun, paymentsOf } from '#libs/payments/ledger/state.ts';
import { envelopes } from '#libs/payments/ledger/envelopes.ts';
import { Allow, type Identity, STAFF } from '#apps/api/access/role.ts';
import { Reads } from '#apps/api/http/after.ts';
import { IsName } from '#apps/api/http/fields.ts';
import { Caller } from '#apps/api/http/idempotency.ts';
import { ApiPage } from '#apps/api/http/list-response.ts';
import { AfterQuery, PageQuery, pageOf, sendPage } from '#apps/api/http/listing.ts';
import { Problem } from '#apps/api/http/problem.ts';
import {
  RUN_COLUMNS,
  RunWithPaymentsView,
  RunsPage,
  runView,
  runWithPayments,
} from '#apps/api/payments/runs/payment.views.ts';
import { ServedStores } from '#libs/runtime/stores.module.ts';

class RunsQuery extends PageQuery {
  @ApiPropertyOptional({ description: 'Une seule enveloppe.', example: 'FIR-2026' })
  @IsOptional()
  @IsName()
  envelope?: string;
}

const FORMATS = ['xml', 'csv'] as const;

class FileQuery extends AfterQuery {
  @ApiPropertyOptional({ enum: FORMATS, default: 'xml', example: 'xml' })
  @IsOptional()
  @IsIn(FORMATS, { message: `format vient de ${FORMATS.join(', ')}` })
  format?: (typeof FORMATS)[number];
}

function noRun(id: string): Problem {
  return new Problem(404, 'not-found', `il n’y a pas de campagne ${id} ; /payment-runs montre celles qui sont faites`);
}

@ApiTags('payments')
@Controller('payment-runs')
@Reads()
export class RunsController {
  readonly #stores: ServedStores;

  constructor(@Inject(ServedStores) stores: ServedStores) {
    this.#stores = stores;
  }

  @Get()
  @Allow(...STAFF)
  @ApiOperation({ operationId: 'listPaymentRuns', summary: 'Les campagnes de paiement faites.' })
  @ApiPage(RunsPage, RUN_COLUMNS)
  async list(
    @Query() query: RunsQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object | string> {
    const runs = (await envelopes(this.#stores.log))
      .filter(({ envelope }) => (query.envelope ?? envelope) === envelope)
      .flatMap((ledger) =>
        [...ledger.runs.values()].map((run) => [`${run.id}/${ledger.envelope}`, runSummary(ledger, run)] as const),
      )
      .sort(([a], [b]) => compareText(a, b));
    const { items, next } = await pageOf(query, request, runs);
    return sendPage(request, reply, { items: items.map(runView), next }, RUN_COLUMNS);
  }

  @Get(':run')
  @Allow(...STAFF)
  @ApiOperation({ operationId: 'readPaymentRun', summary: 'Une campagne et ses paiements.' })
  @ApiParam({ name: 'run', example: 'R-2026-11' })
  @ApiOkResponse({ type: RunWithPaymentsView })
  async read(
    @Param('run') id: string,
    @Query() _: AfterQuery,
    @Caller() caller: Identity,
  ): Promise<RunWithPaymentsView> {
    const { ledger, run } = await this.#run(id);
    return runWithPayments(runSummary(ledger, run), { debtor: run.debtor, payments: paymentsOf(ledger, run) }, caller);
  }

  /** It holds account numbers, and is what the bank is told to pay. */
  @Get(':run/file')
  @Allow('accountant', 'authorising-officer', 'auditor')
  @ApiOperation({
    operationId: 'readPaymentFile',
    summary: 'Le fichier d’une campagne pour la banque : les mêmes octets chaque fois.',
  })
  @ApiParam({ name: 'run', example: 'R-2026-11' })
  @ApiOkResponse({
    description: 'ISO 20022 pain.001.001.09, ou le même en CSV avec format=csv.',
    content: { 'application/xml': { schema: { type: 'string' } }, 'text/csv': { schema: { type: 'string' } } },
  })
  @ApiUnprocessableEntityResponse({ description: 'La campagne n’a rien à envoyer à la banque.' })
  async file(
    @Param('run') id: string,
    @Query() { format = 'xml' }: FileQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    await this.#run(id);
    const { xml, csv } = await bankFileOf(this.#stores, id);
    void reply.type(format === 'xml' ? 'application/xml; charset=utf-8' : 'text/csv; charset=utf-8');
    return format === 'xml' ? xml : csv;
  }

  async #run(id: string): Promise<{ ledger: PaymentLedger; run: PaymentRun }> {
    for (const ledger of await envelopes(this.#stores.log)) {
      const run = ledger.runs.get(id);
      if (run !== undefined) return { ledger, run };
    }
    throw noRun(id);
  }
}
