/** `GET /audit/duties`: who did what for each payment and when, with marks for an auditor. */
import { Controller, Get, Inject, Query, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Mark, type PaymentDuties, REPORTED_DUTIES, type ReportedDuty } from '#libs/history/payment-duties.ts';
import { FindDuties, dutiesId } from '#libs/history/queries/find-duties.ts';
import { markText } from '#libs/words/labels/duties.ts';
import { Allow } from '#apps/api/access/role.ts';
import { Reads } from '#apps/api/http/after.ts';
import { IsRun, IsTeam } from '#apps/api/http/fields.ts';
import { ApiPage } from '#apps/api/http/list-response.ts';
import { type Columns, ListOf, PageQuery, pageOf, sendPage } from '#apps/api/http/listing.ts';
import { PersonView, personView } from '#apps/api/http/person.view.ts';

const MARKS: readonly Mark['mark'][] = ['SAME_PERSON', 'SAME_SESSION', 'SECONDS_APART'];
const YES_NO = ['true', 'false'] as const;

class DutiesQuery extends PageQuery {
  @ApiPropertyOptional({ description: 'Une seule équipe.', example: 'PEPS-01' })
  @IsOptional()
  @IsTeam()
  team?: string;

  @ApiPropertyOptional({ description: 'Une seule campagne.', example: 'R-2026-11' })
  @IsOptional()
  @IsRun()
  run?: string;

  @ApiPropertyOptional({ description: 'true : seulement les paiements à regarder.', enum: YES_NO, example: 'false' })
  @IsOptional()
  @IsIn(YES_NO, { message: 'marked vaut true ou false' })
  marked?: (typeof YES_NO)[number];
}

class ActView {
  @ApiProperty({ enum: REPORTED_DUTIES, example: 'RELEASE' }) duty!: ReportedDuty;
  @ApiProperty({ type: PersonView }) by!: PersonView;
  @ApiProperty({ example: '2026-11-03T09:12:00.000Z' }) at!: string;
}

class MarkView {
  @ApiProperty({ enum: MARKS, example: 'SECONDS_APART' }) mark!: Mark['mark'];
  @ApiProperty({ enum: REPORTED_DUTIES, isArray: true, example: ['PROPOSE_ACCOUNT', 'CONFIRM_ACCOUNT'] })
  duties!: readonly ReportedDuty[];
  @ApiProperty({ description: 'Secondes entre les deux.', example: 12 }) seconds!: number;
  @ApiProperty({ example: 'compte proposé et compte confirmé : deux personnes, une session, à 12 s' }) detail!: string;
}

class PaymentDutiesView {
  @ApiProperty({ description: 'Vide pour un changement du livre.', example: 'PEPS-01-2023-Q2-1' }) endToEndId!: string;
  @ApiProperty({
    description: 'Ce que deux personnes ont changé dans le livre ; null pour un paiement.',
    nullable: true,
    type: String,
    example: null,
  })
  change!: string | null;
  @ApiProperty({ example: 'FIR-2026' }) envelope!: string;
  @ApiProperty({ example: 'R-2026-11' }) run!: string;
  @ApiProperty({ example: 'PEPS-01' }) team!: string;
  @ApiProperty({ example: '2023-Q2' }) period!: string;
  @ApiProperty({ description: 'En centimes.', example: '23969' }) amountCents!: string;
  @ApiProperty({ description: 'Dans l’ordre du temps.', type: [ActView] }) acts!: readonly ActView[];
  @ApiProperty({ description: 'À regarder.', type: [MarkView] }) marks!: readonly MarkView[];
}

class DutiesPage extends ListOf {
  @ApiProperty({ type: [PaymentDutiesView] }) items!: PaymentDutiesView[];
}

const COLUMNS: Columns<PaymentDutiesView> = {
  end_to_end_id: ({ endToEndId }) => endToEndId,
  change: ({ change }) => change ?? '',
  envelope: ({ envelope }) => envelope,
  run: ({ run }) => run,
  team: ({ team }) => team,
  period: ({ period }) => period,
  amount_cents: ({ amountCents }) => amountCents,
  acts: ({ acts }) => acts.map(({ duty, by, at }) => `${duty} ${by.name} ${at}`).join('; '),
  marks: ({ marks }) => marks.map(({ detail }) => detail).join('; '),
};

@ApiTags('audit')
@Controller('audit/duties')
export class DutiesController {
  readonly #queries: QueryBus;

  constructor(@Inject(QueryBus) queries: QueryBus) {
    this.#queries = queries;
  }

  @Get()
  @Allow('auditor')
  @Reads()
  @ApiOperation({
    operationId: 'listDuties',
    summary: 'Qui a fait quoi pour chaque paiement et chaque changement du livre, et quand.',
  })
  @ApiPage(DutiesPage, COLUMNS)
  async list(
    @Query() query: DutiesQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object | string> {
    const { run, team, marked } = query;
    const found = await this.#queries.execute(new FindDuties({ run, team, marked: marked === 'true' }));
    const { items, next } = await pageOf(
      query,
      request,
      found.map((one) => [dutiesId(one), one] as const),
    );
    return sendPage(request, reply, { items: items.map(dutiesView), next }, COLUMNS);
  }
}

function dutiesView({ acts, marks, ...payment }: PaymentDuties): PaymentDutiesView {
  return {
    ...payment,
    acts: acts.map(({ duty, by, at }) => ({ duty, by: personView(by), at })),
    marks: marks.map((mark) => ({ ...mark, detail: markText(mark) })),
  };
}
