/** `GET /general-ledger` and `GET /accruals`: the entries for the payer's books. */
import { Controller, Get, Inject, Query, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiExtraModels, ApiOkResponse, ApiOperation, ApiTags, getSchemaPath } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { numberKey } from '#libs/kernel/page.ts';
import { LISTED_STATEMENTS } from '#libs/statements/listed/listed-statements.ts';
import { STATEMENTS } from '#libs/statements/statements-projection.ts';
import { ROSTERS } from '#libs/enrolment/rosters.ts';
import { fecText } from '#libs/week/accounting-entry.ts';
import { accrualEntries } from '#libs/week/accruals.ts';
import { FindGeneralLedger } from '#libs/week/queries/find-general-ledger.ts';
import { SumAccruals } from '#libs/week/queries/sum-accruals.ts';
import { Allow } from '#apps/api/access/role.ts';
import { headersOf } from '#apps/api/contract/headers.ts';
import { Reads } from '#apps/api/http/after.ts';
import { VARIES_BY_FORMAT, csvFormOfRequest, pageOf, sendPage, wantsCsv } from '#apps/api/http/listing.ts';
import { refuseReversed } from '#apps/api/http/parameters.ts';
import {
  AccrualsQuery,
  AccrualsView,
  GeneralLedgerPage,
  GeneralLedgerQuery,
  accrualsView,
  accountingEntryView,
} from '#apps/api/week/books.view.ts';

const CSV = 'text/csv; charset=utf-8';

@ApiTags('books')
@Controller()
@Allow('accountant', 'authorising-officer', 'auditor')
export class BooksController {
  readonly #queries: QueryBus;

  constructor(@Inject(QueryBus) queries: QueryBus) {
    this.#queries = queries;
  }

  @Get('general-ledger')
  @Reads()
  @ApiOperation({
    operationId: 'listGeneralLedger',
    summary: 'Les écritures comptables des mouvements enregistrés d’un jour à un autre.',
    description: 'En CSV, toutes les écritures de la plage, avec les colonnes du FEC.',
  })
  @ApiExtraModels(GeneralLedgerPage)
  @ApiOkResponse({
    description: 'Une page, en JSON ; toute la plage en CSV avec Accept: text/csv.',
    headers: headersOf(['Link']),
    content: {
      'application/json': { schema: { $ref: getSchemaPath(GeneralLedgerPage) } },
      'text/csv': { schema: { type: 'string' } },
    },
  })
  async generalLedger(
    @Query() query: GeneralLedgerQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object | string> {
    const { from, to } = query;
    refuseReversed(from, to);
    const csv = wantsCsv(request);
    const entries = await this.#queries.execute(new FindGeneralLedger(from, to));
    if (csv) {
      void reply.header('vary', VARIES_BY_FORMAT).type(CSV);
      return fecText(entries, csvFormOfRequest(request));
    }
    const keyed = entries.map((entry) => [numberKey(entry.number), entry] as const);
    const { items, next } = await pageOf(query, request, keyed);
    return sendPage(request, reply, { items: items.map(accountingEntryView), next }, {});
  }

  @Get('accruals')
  @Reads(STATEMENTS, LISTED_STATEMENTS, ROSTERS)
  @ApiOperation({
    operationId: 'readAccruals',
    summary: 'Les charges à payer et produits à recevoir à la fin d’une année, par période et expérimentation.',
    description:
      'Ce qui est décidé et non versé, émis et non exécuté, calculé et non décidé, et ce que des équipes doivent ; rien n’est enregistré.',
  })
  @ApiExtraModels(AccrualsView)
  @ApiOkResponse({
    description: 'En JSON, ou les écritures de clôture en CSV avec Accept: text/csv.',
    content: {
      'application/json': { schema: { $ref: getSchemaPath(AccrualsView) } },
      'text/csv': { schema: { type: 'string' } },
    },
  })
  async accruals(
    @Query() { year, knownOn, earlier = 'false' }: AccrualsQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AccrualsView | string> {
    const csv = wantsCsv(request);
    const known = knownOn === undefined ? {} : { knownOn };
    const found = await this.#queries.execute(
      new SumAccruals({ year: Number(year), earlier: earlier === 'true', ...known }),
    );
    void reply.header('vary', VARIES_BY_FORMAT);
    if (!csv) return accrualsView(found);
    void reply.type(CSV);
    return fecText(accrualEntries(found), csvFormOfRequest(request));
  }
}
