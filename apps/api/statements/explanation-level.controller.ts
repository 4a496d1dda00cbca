/** `GET /statements/{team}/{period}/explanation/parts` and `…/summary`: explains an amount one level at a time, or without patients. */
import { Controller, Get, Inject, Param, Query, Req } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiOperation, ApiTags, ApiUnprocessableEntityResponse } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { DOSSIERS } from '#libs/enrolment/dossiers.ts';
import { ROSTERS } from '#libs/enrolment/rosters.ts';
import { ExplainLevel } from '#libs/explain/queries/explain-level.ts';
import { ExplainLines } from '#libs/explain/queries/explain-lines.ts';
import type { CalculatedStatement } from '#libs/statements/calculated-statement.ts';
import type { CalculationSought } from '#libs/statements/queries/find-calculation.ts';
import { FindDecision } from '#libs/statements/queries/find-decision.ts';
import { STATEMENTS } from '#libs/statements/statements-projection.ts';
import { decidedOnly } from '#apps/api/access/own-team.ts';
import { Allow, type Identity, STAFF } from '#apps/api/access/role.ts';
import { Reads } from '#apps/api/http/after.ts';
import { StatementParams } from '#apps/api/http/fields.ts';
import { Caller } from '#apps/api/http/idempotency.ts';
import { cursorOfKey, pageRequest } from '#apps/api/http/listing.ts';
import { Problem } from '#apps/api/http/problem.ts';
import { Calculations } from '#apps/api/statements/calculations.ts';
import { noDecision } from '#apps/api/statements/decided.view.ts';
import {
  ExplanationLevelQuery,
  ExplanationLevelView,
  ExplanationSummaryQuery,
  ExplanationSummaryView,
  explanationLevelView,
  explanationSummary,
} from '#apps/api/statements/explanation-level.view.ts';

@ApiTags('statements')
@Controller('statements/:team/:period/explanation')
@Reads(STATEMENTS, ROSTERS, DOSSIERS)
export class ExplanationLevelController {
  readonly #calculations: Calculations;
  readonly #queries: QueryBus;

  constructor(@Inject(Calculations) calculations: Calculations, @Inject(QueryBus) queries: QueryBus) {
    this.#calculations = calculations;
    this.#queries = queries;
  }

  /** The answer names patients by their pseudonyms. */
  @Get('parts')
  @Allow('operator', 'approver', 'auditor')
  @ApiOperation({
    operationId: 'explainStatementPart',
    summary: 'Pourquoi un montant, un niveau à la fois : ligne, taux, patient, acte, événement, paramètre, texte.',
    description: 'Le calcul est refait tel qu’il a été fait, et gardé tant qu’on le parcourt.',
  })
  @ApiOkResponse({ type: ExplanationLevelView })
  @ApiUnprocessableEntityResponse({ description: 'Le décompte ne peut pas être expliqué.' })
  async parts(
    @Param() { team, period }: StatementParams,
    @Query() query: ExplanationLevelQuery,
    @Req() request: FastifyRequest,
  ): Promise<ExplanationLevelView> {
    const { path = '', decision, knownOn } = query;
    const calculated = await this.#calculated({ team, period, knownOn }, decision);
    const level = await this.#queries.execute(new ExplainLevel(calculated, path, pageRequest(query, request)));
    if (level === undefined) throw new Problem(404, 'not-found', `aucune part n’est à ${path} ; ouvrez celle d’avant`);
    const { next } = level.parts;
    return explanationLevelView(level, next === undefined ? null : cursorOfKey(next, request));
  }

  @Get('summary')
  @Allow(...STAFF, 'team')
  @ApiOperation({
    operationId: 'explainStatementSummary',
    summary: 'Pourquoi chaque montant, sans patient : lignes, taux, formules et paramètres.',
    description: 'Une équipe y lit ce qui est décidé.',
  })
  @ApiOkResponse({ type: ExplanationSummaryView })
  @ApiUnprocessableEntityResponse({ description: 'Le décompte ne peut pas être expliqué.' })
  async summary(
    @Param() { team, period }: StatementParams,
    @Query() { decision }: ExplanationSummaryQuery,
    @Caller() caller: Identity,
  ): Promise<ExplanationSummaryView> {
    const calculated = await this.#calculated({ team, period, ...decidedOnly(caller) }, decision);
    return explanationSummary(await this.#queries.execute(new ExplainLines(calculated)));
  }

  /** The requested calculation, or that of a decision. Throws Problem. */
  async #calculated(sought: CalculationSought, decision: string | undefined): Promise<CalculatedStatement> {
    if (decision === undefined) return this.#calculations.due(sought);
    const { team, period } = sought;
    const found = await this.#queries.execute(new FindDecision({ team, period }, Number(decision)));
    if (found?.calculated === undefined) throw noDecision({ team, period }, decision);
    return found.calculated;
  }
}
