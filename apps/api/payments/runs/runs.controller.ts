/** `GET /payment-runs`: the runs, one run, and its file for the bank. */
import { Controller, Get, Inject, Param, Query, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
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
import { FindPaymentRuns, runKey } from '#libs/payments/runs/queries/find-payment-runs.ts';
import { ReadPaymentFile } from '#libs/payments/runs/queries/read-payment-file.ts';
import { ReadPaymentRun } from '#libs/payments/runs/queries/read-payment-run.ts';
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
  readonly #queries: QueryBus;

  constructor(@Inject(QueryBus) queries: QueryBus) {
    this.#queries = queries;
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
    const runs = await this.#queries.execute(new FindPaymentRuns(query.envelope));
    const { items, next } = await pageOf(
      query,
      request,
      runs.map((run) => [runKey(run), run] as const),
    );
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
    const run = await this.#queries.execute(new ReadPaymentRun(id));
    if (run === undefined) throw noRun(id);
    return runWithPayments(run, caller);
  }

  /** The file contains account numbers and orders the bank to pay. */
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
    const file = await this.#queries.execute(new ReadPaymentFile(id));
    if (file === undefined) throw noRun(id);
    void reply.type(format === 'xml' ? 'application/xml; charset=utf-8' : 'text/csv; charset=utf-8');
    return file[format];
  }
}
