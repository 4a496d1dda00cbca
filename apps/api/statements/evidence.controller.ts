/** `GET /statements/{team}/{period}/act-ledger/entries | explanation | decisions | history`: the evidence for a statement, and its life. */
import { Controller, Get, Inject, Param, Query, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiOperation, ApiTags, ApiUnprocessableEntityResponse } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { canonical } from '#libs/commands/digest.ts';
import { DOSSIERS } from '#libs/enrolment/dossiers.ts';
import { ROSTERS } from '#libs/enrolment/rosters.ts';
import { explanationJson } from '#libs/words/texts/explanation-json.ts';
import { ExplainStatement } from '#libs/explain/queries/explain-statement.ts';
import { FindStatementHistory } from '#libs/history/queries/find-statement-history.ts';
import { dayFromText } from '#libs/kernel/day.ts';
import { FindActLedgerEntries } from '#libs/statements/queries/find-act-ledger-entries.ts';
import { FindCalculation } from '#libs/statements/queries/find-calculation.ts';
import { FindDecision } from '#libs/statements/queries/find-decision.ts';
import { CountErased } from '#libs/erasure/queries/count-erased.ts';
import { FindStatement } from '#libs/statements/queries/find-statement.ts';
import { STATEMENTS } from '#libs/statements/statements-projection.ts';
import { onlyDecided } from '#libs/statements/workflow/state.ts';
import { decidedOnly } from '#apps/api/access/own-team.ts';
import { notePart, noteStream } from '#apps/api/access/reads.ts';
import { Allow, type Identity, STAFF, onlyTeamOf } from '#apps/api/access/role.ts';
import { Reads } from '#apps/api/http/after.ts';
import { Caller, identityOf } from '#apps/api/http/idempotency.ts';
import { ApiPage } from '#apps/api/http/list-response.ts';
import { AfterQuery, pageOf, sendPage } from '#apps/api/http/listing.ts';
import { ApiStatementParams } from '#apps/api/http/parameters.ts';
import { Calculations, noCalculation } from '#apps/api/statements/calculations.ts';
import {
  DecidedStatementView,
  DecisionParams,
  decidedStatementView,
  noDecision,
} from '#apps/api/statements/decided.view.ts';
import { DecisionsView, decisionsView } from '#apps/api/statements/decisions.view.ts';
import { ACT_ENTRY_COLUMNS, EntriesPage, actEntryView } from '#apps/api/statements/entry.view.ts';
import { StatementExplanationView } from '#apps/api/statements/explanation.view.ts';
import { StatementHistoryView } from '#apps/api/statements/history.view.ts';
import { ExplanationQuery, HistoryQuery, PartQuery } from '#apps/api/statements/statements.query.ts';

const JSON_TYPE = 'application/json; charset=utf-8';

@ApiTags('statements')
@Controller('statements/:team/:period')
export class StatementEvidenceController {
  readonly #calculations: Calculations;
  readonly #queries: QueryBus;

  constructor(@Inject(Calculations) calculations: Calculations, @Inject(QueryBus) queries: QueryBus) {
    this.#calculations = calculations;
    this.#queries = queries;
  }

  @Get('act-ledger/entries')
  @Allow(...STAFF, 'team', 'service')
  @Reads(STATEMENTS, ROSTERS, DOSSIERS)
  @ApiOperation({
    operationId: 'listActLedgerEntries',
    summary: 'Les actes du registre d’un décompte, un à un, refaits des dossiers tels que le calcul les a vus.',
    description:
      'Leurs sommes sont celles du registre ; une liste commencée reste celle du même calcul, même refait depuis.',
  })
  @ApiStatementParams()
  @ApiPage(EntriesPage, ACT_ENTRY_COLUMNS)
  @ApiUnprocessableEntityResponse({ description: 'Les actes refaits ne font pas le registre du décompte.' })
  async entries(
    @Param('team') team: string,
    @Param('period') period: string,
    @Query() query: PartQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object | string> {
    const { calculated, keyOf } = await this.#calculations.paged(
      { team, period, ...decidedOnly(identityOf(request)) },
      query,
      request,
    );
    const entries = await this.#queries.execute(new FindActLedgerEntries(calculated));
    const items = entries.map((entry, i) => [keyOf(i + 1), entry] as const);
    const { items: page, next } = await pageOf(query, request, items);
    return sendPage(request, reply, { items: page.map(actEntryView), next }, ACT_ENTRY_COLUMNS);
  }

  /** The answer names patients by their pseudonyms. */
  @Get('explanation')
  @Allow('operator', 'approver', 'auditor')
  @Reads(STATEMENTS, ROSTERS, DOSSIERS)
  @ApiOperation({
    operationId: 'explainStatement',
    summary: 'Pourquoi chaque montant : taux, patients, actes, faits et paramètres.',
  })
  @ApiStatementParams()
  @ApiOkResponse({
    description: 'Ligne par ligne ; les parts d’un chiffre font ce chiffre, en fractions exactes.',
    type: StatementExplanationView,
  })
  @ApiUnprocessableEntityResponse({ description: 'Le décompte n’a pas cette ligne, ou ne peut pas être expliqué.' })
  async explanation(
    @Param('team') team: string,
    @Param('period') period: string,
    @Query() { knownOn, line }: ExplanationQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const calculated = await this.#calculations.due({ team, period, knownOn });
    const explanation = await this.#queries.execute(new ExplainStatement({ calculated, line }));
    for (const { part } of explanation.lines) notePart(part);
    for (const { stream } of explanation.facts.values()) noteStream(stream);
    void reply.type(JSON_TYPE);
    return canonical(explanationJson(explanation));
  }

  @Get('decisions')
  @Allow(...STAFF, 'team')
  @Reads()
  @ApiOperation({ operationId: 'readDecisions', summary: 'Où en est un décompte, et ce qui en est décidé.' })
  @ApiStatementParams()
  @ApiOkResponse({ description: 'Étape, ce qui est soumis et ce qui est décidé.', type: DecisionsView })
  async decisions(
    @Param('team') team: string,
    @Param('period') period: string,
    @Query() _: AfterQuery,
    @Caller() caller: Identity,
  ): Promise<DecisionsView> {
    const state = await this.#queries.execute(new FindStatement({ team, period }));
    if (state === undefined) throw noCalculation({ team, period });
    const erased = await this.#queries.execute(new CountErased({ team, period }));
    if (onlyTeamOf(caller) === undefined) return decisionsView(state, erased);
    const found = await this.#queries.execute(new FindCalculation({ team, period, isDecided: true }));
    const scheme = found.status === 'due' ? found.calculated.statement.scheme : null;
    return decisionsView(onlyDecided(state), erased, scheme);
  }

  @Get('decisions/:number')
  @Allow(...STAFF, 'team')
  @Reads()
  @ApiOperation({
    operationId: 'readDecision',
    summary: 'Un décompte tel que décidé : lignes, taux et échéances, qui a décidé, et ce qui en est payé.',
  })
  @ApiOkResponse({ description: 'La décision, le calcul qu’elle prend et ses échéances.', type: DecidedStatementView })
  async decision(
    @Param() { team, period, number }: DecisionParams,
    @Query() _: AfterQuery,
  ): Promise<DecidedStatementView> {
    const found = await this.#queries.execute(new FindDecision({ team, period }, Number(number)));
    if (found === undefined) throw noDecision({ team, period }, number);
    return decidedStatementView(found);
  }

  @Get('history')
  @Allow(...STAFF)
  @Reads()
  @ApiOperation({
    operationId: 'readStatementHistory',
    summary: 'Tout ce qui est arrivé à un décompte, et où il en était.',
  })
  @ApiStatementParams()
  @ApiOkResponse({
    description: 'Événements, dans l’ordre, et l’état tel que connu alors.',
    type: StatementHistoryView,
  })
  async history(
    @Param('team') team: string,
    @Param('period') period: string,
    @Query() { knownOn, position }: HistoryQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const view = {
      ...(knownOn === undefined ? {} : { knownOn: dayFromText(knownOn) }),
      ...(position === undefined ? {} : { position }),
    };
    const history = await this.#queries.execute(new FindStatementHistory(team, period, view));
    void reply.type(JSON_TYPE);
    return canonical(history);
  }
}
