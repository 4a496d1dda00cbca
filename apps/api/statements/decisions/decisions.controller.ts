/** What people decide of statements, of one by its team and period, or of all of a range that stand before the step. */
import { Body, Controller, Inject, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { dayFromText, dayOfInstant } from '#libs/kernel/day.ts';
import type { Step } from '#libs/statements/workflow/decide-many.ts';
import { lifeCycleOf } from '#libs/statements/workflow/statement-commands.ts';
import { Allow } from '#apps/api/access/role.ts';
import { DecideStatements, DraftRegularisation } from '#apps/api/statements/decisions/decisions.commands.ts';
import {
  ApprovalDto,
  OutcomeView,
  OutcomesView,
  ReasonDto,
  ReasonedSelectionDto,
  RegulariseDto,
  SelectionDto,
  outcomeView,
} from '#apps/api/statements/decisions/decisions.dto.ts';
import { Commanded, Commands, DoneView, NoBody } from '#apps/api/http/commands.ts';
import { StatementParams, rangeOf } from '#apps/api/http/fields.ts';
import { type Asked, AskedParam } from '#apps/api/http/idempotency.ts';
import { Problem } from '#apps/api/http/problem.ts';
import { Stores } from '#libs/runtime/stores.module.ts';

@ApiTags('decisions')
@Controller('statements')
export class DecisionsController {
  readonly #commands: Commands;
  readonly #stores: Stores;

  constructor(@Inject(Commands) commands: Commands, @Inject(Stores) stores: Stores) {
    this.#commands = commands;
    this.#stores = stores;
  }

  @Post(':team/:period/submit')
  @Allow('operator')
  @Commanded('submitStatement', 'Soumet un décompte calculé, ou une régularisation.', OutcomeView)
  submit(@Param() of: StatementParams, @NoBody() _: undefined, @AskedParam() asked: Asked): Promise<OutcomeView> {
    return this.#one('submit', of, '', asked);
  }

  @Post(':team/:period/approve')
  @Allow('approver')
  @Commanded(
    'approveStatement',
    'Approuve ce qui est soumis : c’est décidé. Une autre personne l’a soumis.',
    OutcomeView,
  )
  approve(@Param() of: StatementParams, @NoBody() _: undefined, @AskedParam() asked: Asked): Promise<OutcomeView> {
    return this.#one('approve', of, '', asked);
  }

  @Post(':team/:period/reject')
  @Allow('approver')
  @Commanded('rejectStatement', 'Rejette ce qui est soumis, avec un motif.', OutcomeView)
  reject(
    @Param() of: StatementParams,
    @Body() { reason }: ReasonDto,
    @AskedParam() asked: Asked,
  ): Promise<OutcomeView> {
    return this.#one('reject', of, reason, asked);
  }

  @Post(':team/:period/withdraw')
  @Allow('approver')
  @Commanded('withdrawStatement', 'Retire ce qui est approuvé et dont rien n’est libéré, avec un motif.', OutcomeView)
  withdraw(
    @Param() of: StatementParams,
    @Body() { reason }: ReasonDto,
    @AskedParam() asked: Asked,
  ): Promise<OutcomeView> {
    return this.#one('withdraw', of, reason, asked);
  }

  @Post(':team/:period/regularise')
  @Allow('operator')
  @Commanded('regulariseStatement', 'Prépare la régularisation d’une période décidée, à soumettre ensuite.', DoneView)
  async regularise(
    @Param() { team, period }: StatementParams,
    @Body() { knownOn }: RegulariseDto,
    @AskedParam() asked: Asked,
  ): Promise<DoneView> {
    await this.#refuseUnknown(team, period);
    const day = knownOn === undefined ? dayOfInstant(asked.meta.at) : dayFromText(knownOn);
    const request = { team, period, knownOn: day };
    return this.#commands.run(asked, (claimed) => new DraftRegularisation(request, claimed));
  }

  @Post('submit')
  @Allow('operator')
  @Commanded('submitStatements', 'Soumet tous les décomptes calculés et régularisations d’une plage.', OutcomesView)
  submitMany(@Body() selection: SelectionDto, @AskedParam() asked: Asked): Promise<OutcomesView> {
    return this.#many('submit', selection, '', [], asked);
  }

  @Post('approve')
  @Allow('approver')
  @Commanded('approveStatements', 'Approuve ce que couvrent des rapports des écarts, par leur code.', OutcomesView)
  approveMany(@Body() { variance, ...selection }: ApprovalDto, @AskedParam() asked: Asked): Promise<OutcomesView> {
    return this.#many('approve', selection, '', variance, asked);
  }

  @Post('reject')
  @Allow('approver')
  @Commanded('rejectStatements', 'Rejette tout ce qui est soumis d’une plage, avec un motif.', OutcomesView)
  rejectMany(
    @Body() { reason, ...selection }: ReasonedSelectionDto,
    @AskedParam() asked: Asked,
  ): Promise<OutcomesView> {
    return this.#many('reject', selection, reason, [], asked);
  }

  @Post('withdraw')
  @Allow('approver')
  @Commanded('withdrawStatements', 'Retire tout ce qui est approuvé d’une plage, avec un motif.', OutcomesView)
  withdrawMany(
    @Body() { reason, ...selection }: ReasonedSelectionDto,
    @AskedParam() asked: Asked,
  ): Promise<OutcomesView> {
    return this.#many('withdraw', selection, reason, [], asked);
  }

  /** Throws Problem with what the rules refuse. */
  async #one(step: Step, { team, period }: StatementParams, reason: string, asked: Asked): Promise<OutcomeView> {
    await this.#refuseUnknown(team, period);
    const request = { step, of: { team, period }, reason, varianceCodes: [] };
    const { outcomes } = await this.#commands.run(asked, (claimed) => new DecideStatements(request, claimed));
    const [outcome] = outcomes;
    if (outcome === undefined) throw new Error(`${step} of ${team} ${period} has no outcome`);
    if (typeof outcome.refused === 'object') throw outcome.refused;
    if (outcome.refused !== undefined) throw new Problem(422, 'refused', outcome.refused);
    return outcomeView(outcome);
  }

  async #many(
    step: Step,
    { from, to, team, scheme }: SelectionDto,
    reason: string,
    varianceCodes: readonly string[],
    asked: Asked,
  ): Promise<OutcomesView> {
    const of = {
      range: rangeOf(from, to),
      ...(team === undefined ? {} : { team }),
      ...(scheme === undefined ? {} : { scheme }),
    };
    const { outcomes, notCovered } = await this.#commands.run(
      asked,
      (claimed) => new DecideStatements({ step, of, reason, varianceCodes }, claimed),
    );
    return { outcomes: outcomes.map(outcomeView), notCovered };
  }

  async #refuseUnknown(team: string, period: string): Promise<void> {
    const { calculated, decisions } = await lifeCycleOf(this.#stores, team, period);
    if (calculated === undefined && decisions.length === 0)
      throw new Problem(404, 'not-found', `${team} n’a pas de calcul pour ${period} ; demandez-en un à /calculations`);
  }
}
