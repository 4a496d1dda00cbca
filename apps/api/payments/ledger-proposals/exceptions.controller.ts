/** `GET /exceptions`: the exceptions that two people gave to the rules of payments, and their use. */
import { Controller, Get, Inject, Query, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { dayText } from '#libs/kernel/day.ts';
import type { ExceptionTerms } from '#libs/payments/ledger/exception-terms.ts';
import { FindExceptions } from '#libs/payments/ledger/queries/find-exceptions.ts';
import type { Exception } from '#libs/payments/ledger/state.ts';
import { permissionText } from '#libs/words/texts/ledger-changes.ts';
import { Allow, STAFF } from '#apps/api/access/role.ts';
import { Reads } from '#apps/api/http/after.ts';
import { ApiPage } from '#apps/api/http/list-response.ts';
import { type Columns, ListOf, PageQuery, pageOf, sendPage, dayColumn } from '#apps/api/http/listing.ts';
import { PersonView, personView } from '#apps/api/http/person.view.ts';

const KINDS: readonly ExceptionTerms['kind'][] = ['EXCEED_ENVELOPE', 'CHANGED_ACCOUNT', 'EARLY_RELEASE', 'AFTER_END'];
const STATUSES: readonly Exception['status'][] = ['confirmed', 'used'];

class ExceptionView {
  @ApiProperty({ example: 'avance-2026-03' }) exception!: string;
  @ApiProperty({ enum: KINDS, example: 'EXCEED_ENVELOPE' }) kind!: ExceptionTerms['kind'];
  @ApiProperty({
    description: 'Ce qu’elle permet.',
    example: 'dépasser l’enveloppe FIR-2026 de 50 000,00 €, une fois',
  })
  permits!: string;
  @ApiProperty({ description: 'Enveloppe, ou équipe.', example: 'FIR-2026' }) subject!: string;
  @ApiProperty({ example: 'décision du comité' }) reason!: string;
  @ApiProperty({ description: 'confirmed : elle peut servir ; used : elle a servi.', enum: STATUSES, example: 'used' })
  status!: Exception['status'];
  @ApiProperty({ description: 'Campagne, approbation ou termes qu’elle a servis.', type: String, nullable: true })
  usedBy!: string | null;
  @ApiProperty({ type: PersonView }) proposedBy!: PersonView;
  @ApiProperty({ type: PersonView }) confirmedBy!: PersonView;
  @ApiProperty({ description: 'Jour de la confirmation.', example: '2026-01-16' }) confirmedOn!: string;
}

class ExceptionsPage extends ListOf {
  @ApiProperty({ type: [ExceptionView] }) items!: ExceptionView[];
}

const COLUMNS: Columns<ExceptionView> = {
  exception: ({ exception }) => exception,
  kind: ({ kind }) => kind,
  permits: ({ permits }) => permits,
  reason: ({ reason }) => reason,
  status: ({ status }) => status,
  used_by: ({ usedBy }) => usedBy,
  proposed_by: ({ proposedBy }) => proposedBy.name,
  confirmed_by: ({ confirmedBy }) => confirmedBy.name,
  confirmed_on: dayColumn(({ confirmedOn }) => confirmedOn),
};

@ApiTags('ledgers')
@Controller('exceptions')
export class ExceptionsController {
  readonly #queries: QueryBus;

  constructor(@Inject(QueryBus) queries: QueryBus) {
    this.#queries = queries;
  }

  @Get()
  @Allow(...STAFF)
  @Reads()
  @ApiOperation({
    operationId: 'listExceptions',
    summary: 'Les exceptions que deux personnes ont données : celles qui peuvent servir, celles qui ont servi.',
  })
  @ApiPage(ExceptionsPage, COLUMNS)
  async list(
    @Query() query: PageQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object | string> {
    const found = await this.#queries.execute(new FindExceptions());
    const { items, next } = await pageOf(
      query,
      request,
      found.map((one) => [one.id, one] as const),
    );
    return sendPage(request, reply, { items: items.map(exceptionView), next }, COLUMNS);
  }
}

function exceptionView(exception: Exception): ExceptionView {
  const { id, terms, reason, status, proposedBy, confirmedBy, on } = exception;
  return {
    exception: id,
    kind: terms.kind,
    permits: permissionText(terms),
    subject: 'envelope' in terms ? terms.envelope : terms.team,
    reason,
    status,
    usedBy: exception.status === 'used' ? exception.usedBy : null,
    proposedBy: personView(proposedBy),
    confirmedBy: personView(confirmedBy),
    confirmedOn: dayText(on),
  };
}
