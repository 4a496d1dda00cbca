/** `/account-hold`: the number of days for which a changed account is held, and the exceptions to it. */
import { Body, Controller, Get, Inject, Param, Post, Query } from '@nestjs/common';
import { type Command, QueryBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsInt, Max, Min } from 'class-validator';
import { dayFromText } from '#libs/kernel/day.ts';
import type { Author } from '#libs/commands/author.ts';
import type { CommandResult } from '#libs/commands/repository.ts';
import { proposalId } from '#libs/payments/ledger/change.ts';
import { HoldAccounts } from '#libs/payments/ledger/commands/hold-accounts.ts';
import { ProposeException } from '#libs/payments/ledger/commands/propose-exception.ts';
import { FindProposals } from '#libs/payments/ledger/queries/find-proposals.ts';
import { FindHold } from '#libs/payments/ledger/queries/find-hold.ts';
import { Allow, STAFF } from '#apps/api/access/role.ts';
import { Reads } from '#apps/api/http/after.ts';
import { Commanded, Commands, DoneView, doneView } from '#apps/api/http/commands.ts';
import { EnvelopeParams, IsName, IsTeam, ReasonDto, StatementParams } from '#apps/api/http/fields.ts';
import { type CommandRequest, AskedParam } from '#apps/api/http/idempotency.ts';
import { AfterQuery } from '#apps/api/http/listing.ts';
import { IsDay } from '#apps/api/http/parameters.ts';

const DAYS_MAX = 365;

class ProposedHoldView {
  @ApiProperty({ example: 45 }) days!: number;
  @ApiProperty({ description: 'À donner pour confirmer hold (If-Match, ou code).', example: '3f0a9c41de' })
  code!: string;
}

class HoldView {
  @ApiProperty({ description: 'Jours qu’un compte changé attend avant d’être payé.', example: 30 }) days!: number;
  @ApiProperty({ description: 'À confirmer par une autre personne.', type: ProposedHoldView, nullable: true })
  proposed!: ProposedHoldView | null;
}

class HoldDto extends ReasonDto {
  @ApiProperty({ description: 'Jours ; 0 : aucun délai.', example: 0 })
  @IsInt({ message: 'days est un nombre entier de jours' })
  @Min(0, { message: 'days est un nombre de jours, 0 ou plus' })
  @Max(DAYS_MAX, { message: `days dépasse ${DAYS_MAX} jours` })
  days!: number;
}

class AccountExceptionParams {
  @ApiProperty({ example: 'compte-2026-03' })
  @IsName()
  exception!: string;
}

class AccountExceptionDto extends ReasonDto {
  @ApiProperty({ description: 'Équipe dont le compte a changé.', example: 'PEPS-01' })
  @IsTeam()
  team!: string;
}

class EarlyReleaseParams extends EnvelopeParams {
  @ApiProperty({ example: 'avance-2026-12' })
  @IsName()
  exception!: string;
}

class EarlyReleaseDto extends ReasonDto {
  @ApiProperty({ description: 'Dernier jour d’échéance.', example: '2026-12-31' })
  @IsDay()
  until!: string;
}

class AfterEndParams extends StatementParams {
  @ApiProperty({ example: 'solde-2026-T4' })
  @IsName()
  exception!: string;
}

@ApiTags('ledgers')
@Controller()
export class AccountHoldController {
  readonly #queries: QueryBus;
  readonly #commands: Commands;

  constructor(@Inject(QueryBus) queries: QueryBus, @Inject(Commands) commands: Commands) {
    this.#queries = queries;
    this.#commands = commands;
  }

  @Get('account-hold')
  @Allow(...STAFF)
  @Reads()
  @ApiOperation({ operationId: 'readAccountHold', summary: 'Combien de jours un compte changé attend.' })
  @ApiOkResponse({ type: HoldView })
  async read(@Query() _: AfterQuery): Promise<HoldView> {
    const days = await this.#queries.execute(new FindHold());
    const waiting = (await this.#queries.execute(new FindProposals())).find(
      ({ id }) => id === proposalId({ kind: 'HOLD' }),
    );
    const proposed = waiting?.content.kind === 'HOLD' ? { days: waiting.content.days, code: waiting.code } : null;
    return { days, proposed };
  }

  @Post('account-hold/propose')
  @Allow('operator')
  @Commanded('proposeAccountHold', 'Propose un autre délai ; une autre personne le confirme.', DoneView)
  propose(@Body() { days, reason }: HoldDto, @AskedParam() asked: CommandRequest): Promise<DoneView> {
    return this.#run(asked, (author) => new HoldAccounts(days, reason, author));
  }

  @Post('account-hold/exceptions/:exception/propose')
  @Allow('operator')
  @Commanded(
    'proposeAccountException',
    'Propose de payer un compte changé depuis peu ; une autre personne le confirme.',
    DoneView,
  )
  proposeForAccount(
    @Param() { exception }: AccountExceptionParams,
    @Body() { team, reason }: AccountExceptionDto,
    @AskedParam() asked: CommandRequest,
  ): Promise<DoneView> {
    const terms = { kind: 'CHANGED_ACCOUNT', team } as const;
    return this.#run(asked, (author) => new ProposeException({ exception, reason, terms }, author));
  }

  @Post('envelopes/:envelope/early-releases/:exception/propose')
  @Allow('operator')
  @Commanded('proposeEarlyRelease', 'Propose de libérer avant l’échéance ; une autre personne le confirme.', DoneView)
  proposeEarly(
    @Param() { envelope, exception }: EarlyReleaseParams,
    @Body() { until, reason }: EarlyReleaseDto,
    @AskedParam() asked: CommandRequest,
  ): Promise<DoneView> {
    const terms = { kind: 'EARLY_RELEASE', envelope, until: dayFromText(until) } as const;
    return this.#run(asked, (author) => new ProposeException({ exception, reason, terms }, author));
  }

  @Post('statements/:team/:period/exceptions/:exception/propose')
  @Allow('operator')
  @Commanded(
    'proposeAfterEnd',
    'Propose de décider une période après la fin de son texte ; une autre personne le confirme.',
    DoneView,
  )
  proposeAfterEnd(
    @Param() { team, period, exception }: AfterEndParams,
    @Body() { reason }: ReasonDto,
    @AskedParam() asked: CommandRequest,
  ): Promise<DoneView> {
    const terms = { kind: 'AFTER_END', team, period } as const;
    return this.#run(asked, (author) => new ProposeException({ exception, reason, terms }, author));
  }

  async #run(asked: CommandRequest, make: (author: Author) => Command<CommandResult | undefined>): Promise<DoneView> {
    return doneView(await this.#commands.run(asked, make));
  }
}
