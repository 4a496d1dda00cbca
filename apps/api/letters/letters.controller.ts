/** Letters to teams as PDF: a decision, the latest calculation as provisional, and the summary of a year. */
import { Controller, Get, Inject, Param, Query, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { Matches } from 'class-validator';
import type { FastifyReply } from 'fastify';
import type { Letterhead } from '#libs/letters/letter.ts';
import { ReadDecisionLetter } from '#libs/letters/queries/read-decision-letter.ts';
import { ReadProvisionalLetter } from '#libs/letters/queries/read-provisional-letter.ts';
import { ReadYearLetter } from '#libs/letters/queries/read-year-letter.ts';
import { STATEMENTS } from '#libs/statements/statements-projection.ts';
import { Allow, STAFF } from '#apps/api/access/role.ts';
import { Reads } from '#apps/api/http/after.ts';
import { StatementParams, TeamParams } from '#apps/api/http/fields.ts';
import { AfterQuery } from '#apps/api/http/listing.ts';
import { Problem } from '#apps/api/http/problem.ts';
import { ApiLetter, LETTERHEAD, sendLetter } from '#apps/api/letters/letter-response.ts';
import { noCalculation } from '#apps/api/statements/calculations.ts';
import { DecisionParams, noDecision } from '#apps/api/statements/decided.view.ts';
import { CalculationQuery } from '#apps/api/statements/statements.query.ts';

class YearParams extends TeamParams {
  @ApiProperty({ description: 'En quatre chiffres.', type: String, example: '2023' })
  @Matches(/^\d{4}$/, { message: 'year est une année en quatre chiffres' })
  year!: string;
}

@ApiTags('letters')
@Controller()
export class LettersController {
  readonly #queries: QueryBus;
  readonly #letterhead: Letterhead;

  constructor(@Inject(QueryBus) queries: QueryBus, @Inject(LETTERHEAD) letterhead: Letterhead) {
    this.#queries = queries;
    this.#letterhead = letterhead;
  }

  @Get('statements/:team/:period/decisions/:number/letter')
  @Allow(...STAFF, 'team', 'service')
  @Reads()
  @ApiOperation({
    operationId: 'readDecisionLetter',
    summary: 'La lettre d’un décompte décidé, ou de sa régularisation : les mêmes octets pour la même décision.',
  })
  @ApiLetter('PDF accessible (PDF/UA-1), en français, sans patient.')
  async ofDecision(
    @Param() { team, period, number }: DecisionParams,
    @Query() _: AfterQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    const of = { team, period };
    const letter = await this.#queries.execute(new ReadDecisionLetter(of, Number(number), this.#letterhead));
    if (letter === undefined) throw noDecision(of, number);
    return sendLetter(reply, letter, ['decompte', team, period, number]);
  }

  @Get('statements/:team/:period/letter')
  @Allow(...STAFF, 'service')
  @Reads(STATEMENTS)
  @ApiOperation({
    operationId: 'readProvisionalLetter',
    summary: 'Le dernier calcul d’un décompte, en lettre marquée provisoire : rien n’y est décidé.',
  })
  @ApiLetter('PDF accessible (PDF/UA-1), marqué provisoire sur chaque page.')
  async provisional(
    @Param() of: StatementParams,
    @Query() { knownOn }: CalculationQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    const { team, period } = of;
    const letter = await this.#queries.execute(new ReadProvisionalLetter({ team, period, knownOn }, this.#letterhead));
    if (letter === undefined) throw noCalculation(of);
    return sendLetter(reply, letter, ['provisoire', team, period]);
  }

  @Get('teams/:team/years/:year/letter')
  @Allow(...STAFF, 'team', 'service')
  @Reads()
  @ApiOperation({
    operationId: 'readYearLetter',
    summary: 'Le récapitulatif d’une année pour une équipe : ce qui est décidé, régularisé et versé.',
  })
  @ApiLetter('PDF accessible (PDF/UA-1), daté de la dernière décision ou du dernier virement.')
  async ofYear(
    @Param() { team, year }: YearParams,
    @Query() _: AfterQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    const letter = await this.#queries.execute(new ReadYearLetter(team, Number(year), this.#letterhead));
    if (letter === undefined)
      throw new Problem(404, 'not-found', `rien n’est décidé pour ${team} en ${year}, et rien ne lui a été versé`);
    return sendLetter(reply, letter, ['recapitulatif', team, year]);
  }
}
