/** Decisions on statements: on one by its team and period, or on all of a range that await the step. */
import { Body, Controller, Inject, Param, Post } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import { dayFromText, dayOfInstant } from '#libs/kernel/day.ts';
import type { TeamPeriod } from '#libs/statements/calculated-statement.ts';
import type { ReadStatement, StatementOutcome } from '#libs/statements/workflow/each-statement.ts';
import { FindStatement } from '#libs/statements/queries/find-statement.ts';
import type { Selection } from '#libs/statements/workflow/statements.ts';
import { Allow } from '#apps/api/access/role.ts';
import { ApproveStatements } from '#libs/statements/workflow/commands/approve-statements.ts';
import { RegulariseStatement } from '#libs/statements/workflow/commands/regularise-statement.ts';
import { RegulariseStatements } from '#libs/statements/workflow/commands/regularise-statements.ts';
import { RejectStatements } from '#libs/statements/workflow/commands/reject-statements.ts';
import { SubmitStatements } from '#libs/statements/workflow/commands/submit-statements.ts';
import { WithdrawStatements } from '#libs/statements/workflow/commands/withdraw-statements.ts';
import {
  ApprovalDto,
  BeyondDto,
  OutcomeView,
  OutcomesView,
  ReadDraftDto,
  RegulariseDto,
  RegulariseManyDto,
  RejectionDto,
  RejectionSelectionDto,
  type SelectionDto,
  SubmissionDto,
  WithdrawalDto,
  WithdrawalSelectionDto,
  outcomeView,
} from '#apps/api/statements/decisions/decisions.dto.ts';
import { Commanded, Commands, DoneView, doneView } from '#apps/api/http/commands.ts';
import { Problem } from '#apps/api/http/problem.ts';
import { StatementParams, quarterRange } from '#apps/api/http/fields.ts';
import { type CommandRequest, AskedParam } from '#apps/api/http/idempotency.ts';
import { noCalculation } from '#apps/api/statements/calculations.ts';

@ApiTags('decisions')
@Controller('statements')
export class DecisionsController {
  readonly #commands: Commands;
  readonly #queries: QueryBus;

  constructor(@Inject(Commands) commands: Commands, @Inject(QueryBus) queries: QueryBus) {
    this.#commands = commands;
    this.#queries = queries;
  }

  @Post(':team/:period/submit')
  @Allow('operator')
  @Commanded('submitStatement', 'Soumet un décompte calculé, ou une régularisation.', OutcomeView)
  @ApiBody({ type: ReadDraftDto, required: false })
  async submit(
    @Param() { team, period }: StatementParams,
    @Body() read: ReadDraftDto,
    @AskedParam() asked: CommandRequest,
  ): Promise<OutcomeView> {
    await this.#refuseUnknown(team, period);
    const of = readStatement({ team, period }, read);
    return oneView(await this.#commands.run(asked, (author) => new SubmitStatements(of, author)));
  }

  @Post(':team/:period/approve')
  @Allow('approver')
  @Commanded(
    'approveStatement',
    'Approuve ce qui est soumis : c’est décidé. Une autre personne l’a soumis.',
    OutcomeView,
  )
  @ApiBody({ type: BeyondDto, required: false })
  async approve(
    @Param() { team, period }: StatementParams,
    @Body() { exception, ...read }: BeyondDto,
    @AskedParam() asked: CommandRequest,
  ): Promise<OutcomeView> {
    await this.#refuseUnknown(team, period);
    const of = readStatement({ team, period }, read);
    const { outcomes } = await this.#commands.run(asked, (author) => new ApproveStatements(of, author, exception));
    return oneView(outcomes);
  }

  @Post(':team/:period/reject')
  @Allow('approver')
  @Commanded('rejectStatement', 'Rejette ce qui est soumis, avec un motif.', OutcomeView)
  async reject(
    @Param() { team, period }: StatementParams,
    @Body() { reason, ...read }: RejectionDto,
    @AskedParam() asked: CommandRequest,
  ): Promise<OutcomeView> {
    await this.#refuseUnknown(team, period);
    const of = readStatement({ team, period }, read);
    return oneView(await this.#commands.run(asked, (author) => new RejectStatements(of, reason, author)));
  }

  @Post(':team/:period/withdraw')
  @Allow('approver')
  @Commanded('withdrawStatement', 'Retire ce qui est approuvé et dont rien n’est libéré, avec un motif.', OutcomeView)
  async withdraw(
    @Param() { team, period }: StatementParams,
    @Body() { reason, exception, ...read }: WithdrawalDto,
    @AskedParam() asked: CommandRequest,
  ): Promise<OutcomeView> {
    await this.#refuseUnknown(team, period);
    const of = readStatement({ team, period }, read);
    return oneView(await this.#commands.run(asked, (author) => new WithdrawStatements(of, reason, author, exception)));
  }

  @Post(':team/:period/regularise')
  @Allow('operator')
  @Commanded('regulariseStatement', 'Prépare la régularisation d’une période décidée, à soumettre ensuite.', DoneView)
  async regularise(
    @Param() { team, period }: StatementParams,
    @Body() { knownOn }: RegulariseDto,
    @AskedParam() asked: CommandRequest,
  ): Promise<DoneView> {
    await this.#refuseUnknown(team, period);
    const day = knownOn === undefined ? dayOfInstant(asked.meta.at) : dayFromText(knownOn);
    const { made } = await this.#commands.run(
      asked,
      (author) => new RegulariseStatement({ team, period }, day, author),
    );
    return doneView(made);
  }

  @Post('regularise')
  @Allow('operator')
  @Commanded(
    'regulariseStatements',
    'Prépare les régularisations des périodes décidées d’une plage qu’un nouveau calcul change, ou que montrait un rejeu gardé.',
    OutcomesView,
  )
  async regulariseMany(@Body() body: RegulariseManyDto, @AskedParam() asked: CommandRequest): Promise<OutcomesView> {
    refuseDayBesideReplay(body);
    const { knownOn, replay, codes, ...selection } = body;
    const of = { ...selectionOf(selection), ...(codes === undefined ? {} : { differenceCodes: codes }) };
    const day = knownOn === undefined ? dayOfInstant(asked.meta.at) : dayFromText(knownOn);
    const to = replay === undefined ? { knownOn: day } : { replay };
    return manyView(await this.#commands.run(asked, (author) => new RegulariseStatements(of, to, author)));
  }

  @Post('submit')
  @Allow('operator')
  @Commanded('submitStatements', 'Soumet tous les décomptes calculés et régularisations d’une plage.', OutcomesView)
  async submitMany(
    @Body() { variance, ...selection }: SubmissionDto,
    @AskedParam() asked: CommandRequest,
  ): Promise<OutcomesView> {
    const of = { ...selectionOf(selection), ...(variance === undefined ? {} : { draftCodes: variance }) };
    return manyView(await this.#commands.run(asked, (author) => new SubmitStatements(of, author)));
  }

  @Post('approve')
  @Allow('approver')
  @Commanded('approveStatements', 'Approuve ce que couvrent des rapports des écarts, par leur code.', OutcomesView)
  async approveMany(
    @Body() { variance, exception, ...selection }: ApprovalDto,
    @AskedParam() asked: CommandRequest,
  ): Promise<OutcomesView> {
    const of = { ...selectionOf(selection), varianceCodes: variance };
    const { outcomes, notCovered } = await this.#commands.run(
      asked,
      (author) => new ApproveStatements(of, author, exception),
    );
    return manyView(outcomes, notCovered);
  }

  @Post('reject')
  @Allow('approver')
  @Commanded('rejectStatements', 'Rejette tout ce qui est soumis d’une plage, avec un motif.', OutcomesView)
  async rejectMany(
    @Body() { reason, variance, ...selection }: RejectionSelectionDto,
    @AskedParam() asked: CommandRequest,
  ): Promise<OutcomesView> {
    const of = { ...selectionOf(selection), ...(variance === undefined ? {} : { varianceCodes: variance }) };
    return manyView(await this.#commands.run(asked, (author) => new RejectStatements(of, reason, author)));
  }

  @Post('withdraw')
  @Allow('approver')
  @Commanded('withdrawStatements', 'Retire tout ce qui est approuvé d’une plage, avec un motif.', OutcomesView)
  async withdrawMany(
    @Body() { reason, exception, codes, ...selection }: WithdrawalSelectionDto,
    @AskedParam() asked: CommandRequest,
  ): Promise<OutcomesView> {
    const of = { ...selectionOf(selection), ...(codes === undefined ? {} : { decisionCodes: codes }) };
    return manyView(await this.#commands.run(asked, (author) => new WithdrawStatements(of, reason, author, exception)));
  }

  async #refuseUnknown(team: string, period: string): Promise<void> {
    const state = await this.#queries.execute(new FindStatement({ team, period }));
    if (state === undefined) throw noCalculation({ team, period });
  }
}

/** Throws Problem. */
export function refuseDayBesideReplay({ replay, knownOn }: Pick<RegulariseManyDto, 'replay' | 'knownOn'>): void {
  if (replay === undefined || knownOn === undefined) return;
  const detail = 'replay reprend le jour de connaissance du rejeu ; n’indiquez pas knownOn';
  throw new Problem(400, 'invalid-shape', detail, { errors: [{ path: '/knownOn', code: 'REPLAY', detail }] });
}

/** The statement, with the code of what was read of it if the request gives one. */
function readStatement(of: TeamPeriod, { code }: { readonly code?: string }): ReadStatement {
  return { ...of, ...(code === undefined ? {} : { code }) };
}

function selectionOf({ from, to, period, team, scheme, regularisations }: SelectionDto): Selection {
  return {
    range: quarterRange(from, to),
    ...(period === undefined ? {} : { onlyPeriod: period }),
    ...(team === undefined ? {} : { team }),
    ...(scheme === undefined ? {} : { scheme }),
    ...(regularisations === undefined ? {} : { regularisations }),
  };
}

/** The outcome for one named statement. Throws the refusals of the rules. */
function oneView([outcome]: readonly StatementOutcome[]): OutcomeView {
  if (outcome === undefined) throw new Error('a statement that was named has no outcome');
  if (outcome.refused !== undefined) throw outcome.refused;
  return outcomeView(outcome);
}

function manyView(outcomes: readonly StatementOutcome[], notCovered: readonly string[] = []): OutcomesView {
  return { outcomes: outcomes.map(outcomeView), notCovered };
}
