/**
 * Erasures of patients over HTTP: one person proposes, another confirms; lists of erasures, and of patients whose retention period is over.
 */
import { Body, Controller, Get, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsIn, IsOptional, Matches, ValidateBy } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ConfirmDueErasures } from '#libs/erasure/commands/confirm-due-erasures.ts';
import { ConfirmErasure } from '#libs/erasure/commands/confirm-erasure.ts';
import { ProposeDueErasures } from '#libs/erasure/commands/propose-due-erasures.ts';
import { ProposeErasure } from '#libs/erasure/commands/propose-erasure.ts';
import { RefuseErasure } from '#libs/erasure/commands/refuse-erasure.ts';
import { WithdrawErasure } from '#libs/erasure/commands/withdraw-erasure.ts';
import { AskForJob } from '#libs/jobs/commands/ask-for-job.ts';
import { ERASURE_GROUNDS, type ErasureGround } from '#libs/erasure/events.ts';
import { FindDueErasures } from '#libs/erasure/queries/find-due-erasures.ts';
import { FindDueProposals } from '#libs/erasure/queries/find-due-proposals.ts';
import { FindErasures } from '#libs/erasure/queries/find-erasures.ts';
import { FindErasure } from '#libs/erasure/queries/read-erasure.ts';
import { DOSSIERS } from '#libs/enrolment/dossiers.ts';
import { ROSTERS } from '#libs/enrolment/rosters.ts';
import { looksLikeSocialSecurityNumber } from '#libs/kernel/social-security-number.ts';
import { hasUnseen } from '#libs/kernel/text.ts';
import { keepingReason } from '#libs/words/labels/erasures.ts';
import { sentenceOf } from '#libs/words/sentence-of.ts';
import { Allow, RecentLogin } from '#apps/api/access/role.ts';
import { knownDay } from '#apps/api/clock.ts';
import {
  ConfirmedDueView,
  ConfirmedErasureView,
  DueErasuresView,
  DueProposalsView,
  ERASURE_COLUMNS,
  ErasureDetailView,
  ErasuresPage,
  ProposedDueView,
  ProposedErasureView,
  confirmedDueView,
  dueErasuresView,
  dueProposalsView,
  erasureDetailView,
  erasureView,
} from '#apps/api/erasures/erasures.view.ts';
import { Reads } from '#apps/api/http/after.ts';
import { Commanded, Commands, DoneView, NoBody, doneView } from '#apps/api/http/commands.ts';
import {
  ConfirmationDto,
  Confirmed,
  EndingDto,
  Ends,
  RefusingDto,
  confirmationCode,
  endingCode,
} from '#apps/api/http/confirmation.ts';
import { IsReason } from '#apps/api/http/fields.ts';
import { type CommandRequest, AskedParam } from '#apps/api/http/idempotency.ts';
import { ApiPage } from '#apps/api/http/list-response.ts';
import { AfterQuery, PageQuery, pageRequest, sendPage } from '#apps/api/http/listing.ts';
import { Problem } from '#apps/api/http/problem.ts';

const ID = /^[0-9a-f]{16}$/;
const MAX_IDENTIFIER = 64;
/** How long a request waits for the search of a patient's names: a proxy may give up a few seconds later. */
const PATIENCE_MS = 3_000;
/** The erasures of the keeping period that are read, proposed or confirmed in one request, which takes some seconds. */
const AT_A_TIME = 100;

class ErasureParams {
  @ApiProperty({ description: 'Effacement.', example: '3a1ba39464f95fd5', pattern: ID.source })
  @Matches(ID, { message: '$property nomme un effacement : 16 caractères, 0 à 9 et a à f ; /erasures les montre' })
  erasure!: string;
}

/** The same form as in the rows of facts. */
function IsPseudonym(): PropertyDecorator {
  const validate = (value: unknown): boolean =>
    typeof value === 'string' &&
    value.length <= MAX_IDENTIFIER &&
    /\S/.test(value) &&
    !hasUnseen(value) &&
    !looksLikeSocialSecurityNumber(value);
  const message = `$property est un pseudonyme de 1 à ${MAX_IDENTIFIER} caractères, et pas un numéro de sécurité sociale`;
  return ValidateBy({ name: 'isPseudonym', validator: { validate, defaultMessage: () => message } });
}

class ErasureDto {
  @ApiProperty({ description: 'Pseudonyme du patient.', example: 'P0000001', maxLength: MAX_IDENTIFIER })
  @IsPseudonym()
  patient!: string;

  @ApiProperty({ description: 'Pourquoi, sans le nommer.', example: 'demande reçue le 12 mars' })
  @IsReason()
  reason!: string;

  @ApiPropertyOptional({ description: 'Une demande, si rien n’est dit.', enum: ERASURE_GROUNDS, example: 'REQUEST' })
  @IsOptional()
  @IsIn(ERASURE_GROUNDS, { message: `$property vient de ${ERASURE_GROUNDS.join(', ')}` })
  ground?: ErasureGround;
}

@ApiTags('erasures')
@Controller()
export class ErasuresController {
  readonly #commands: Commands;
  readonly #queries: QueryBus;

  constructor(@Inject(Commands) commands: Commands, @Inject(QueryBus) queries: QueryBus) {
    this.#commands = commands;
    this.#queries = queries;
  }

  @Get('erasures')
  @Allow('operator', 'approver', 'auditor')
  @Reads()
  @ApiOperation({ operationId: 'listErasures', summary: 'Les effacements de patients, le dernier d’abord.' })
  @ApiPage(ErasuresPage, ERASURE_COLUMNS)
  async list(
    @Query() query: PageQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object | string> {
    const { items, next } = await this.#queries.execute(new FindErasures(pageRequest(query, request)));
    return sendPage(request, reply, { items: items.map(erasureView), next }, ERASURE_COLUMNS);
  }

  @Get('erasures/:erasure')
  @Allow('operator', 'approver', 'auditor')
  @Reads()
  @ApiOperation({
    operationId: 'readErasure',
    summary: 'Un effacement : ce qu’il emporterait maintenant ou a emporté, et le code qui le confirme.',
    description:
      'La première lecture d’un effacement proposé cherche dans tout le journal ce qui nomme le patient ; sur un grand journal, elle répond 503 et dit où elle en est : redemandez jusqu’à la réponse.',
  })
  @ApiOkResponse({ type: ErasureDetailView })
  async read(
    @Param() { erasure }: ErasureParams,
    @Query() _: AfterQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ErasureDetailView> {
    const found = await this.#queries.execute(
      new FindErasure(erasure, knownDay(undefined), { patienceMs: PATIENCE_MS }),
    );
    if (found === undefined)
      throw new Problem(404, 'not-found', sentenceOf({ code: 'NO_SUCH_ERASURE', data: { erasure } }));
    // The confirmation gives it back in If-Match.
    if (found.proposed !== undefined) void reply.header('etag', `"${found.proposed.code}"`);
    return erasureDetailView(found);
  }

  @Get('due-erasures')
  @Allow('operator', 'approver', 'auditor')
  @Reads(DOSSIERS, ROSTERS)
  @ApiOperation({
    operationId: 'listDueErasures',
    summary: 'Les patients dont la durée de conservation est passée, et dont l’effacement n’est pas proposé.',
  })
  @ApiOkResponse({ type: DueErasuresView })
  async due(@Query() _: AfterQuery): Promise<DueErasuresView> {
    return dueErasuresView(await this.#queries.execute(new FindDueErasures(knownDay(undefined))));
  }

  @Get('due-erasures/proposed')
  @Allow('operator', 'approver', 'auditor')
  @Reads()
  @ApiOperation({
    operationId: 'readDueProposals',
    summary: `Les effacements proposés parce que la durée de conservation est passée, ${AT_A_TIME} au plus, et le code qui les confirme ensemble.`,
  })
  @ApiOkResponse({ type: DueProposalsView })
  async dueProposals(
    @Query() _: AfterQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DueProposalsView> {
    const found = await this.#queries.execute(new FindDueProposals(knownDay(undefined), AT_A_TIME));
    if (found === undefined)
      throw new Problem(404, 'not-found', sentenceOf({ code: 'NO_DUE_ERASURE_PROPOSED', data: {} }));
    void reply.header('etag', `"${found.code}"`);
    return dueProposalsView(found);
  }

  @Post('due-erasures/propose')
  @Allow('operator')
  @Commanded(
    'proposeDueErasures',
    `Propose d’effacer les patients dont la durée de conservation est passée, ${AT_A_TIME} au plus ; une autre personne confirme.`,
    ProposedDueView,
  )
  proposeDue(@NoBody() _: undefined, @AskedParam() asked: CommandRequest): Promise<ProposedDueView> {
    const due = { most: AT_A_TIME, reasonOf: keepingReason };
    return this.#commands.run(asked, (author) => new ProposeDueErasures(due, author));
  }

  @Post('due-erasures/confirm')
  @Allow('approver')
  @RecentLogin()
  @Confirmed(
    'confirmDueErasures',
    'Confirme ensemble les effacements de /due-erasures/proposed, tels qu’ils ont été lus : une seconde personne ; un travailleur efface les patients dans la minute.',
    { result: ConfirmedDueView },
  )
  async confirmDue(@Body() dto: ConfirmationDto, @AskedParam() asked: CommandRequest): Promise<ConfirmedDueView> {
    const due = { code: confirmationCode(asked, dto), most: AT_A_TIME };
    return confirmedDueView(await this.#commands.run(asked, (author) => new ConfirmDueErasures(due, author)));
  }

  @Post('erasures')
  @Allow('operator')
  @Commanded('proposeErasure', 'Propose d’effacer un patient ; une autre personne le confirme.', ProposedErasureView)
  async propose(
    @Body() { patient, reason, ground = 'REQUEST' }: ErasureDto,
    @AskedParam() asked: CommandRequest,
  ): Promise<ProposedErasureView> {
    const { erasure, made } = await this.#commands.run(
      asked,
      (author) => new ProposeErasure({ patient, ground, reason }, author),
    );
    const { events, position } = doneView(made);
    return { events, position, erasure };
  }

  @Post('erasures/:erasure/confirm')
  @Allow('approver')
  @RecentLogin()
  @Confirmed(
    'confirmErasure',
    'Confirme l’effacement, tel qu’il a été lu : une seconde personne ; un travail efface aussitôt le patient.',
    { result: ConfirmedErasureView },
  )
  async confirm(
    @Param() { erasure }: ErasureParams,
    @Body() dto: ConfirmationDto,
    @AskedParam() asked: CommandRequest,
  ): Promise<ConfirmedErasureView> {
    const code = confirmationCode(asked, dto);
    const made = await this.#commands.run(asked, (author) => new ConfirmErasure(erasure, code, author));
    // Forgetting the patient takes long, so a worker does it, even if this request is interrupted.
    const { id: job } = await this.#commands.run(asked, (author) => new AskForJob('erase', { erasure }, author));
    const { events, position } = doneView(made);
    return { events, position, job };
  }

  @Post('erasures/:erasure/refuse')
  @Allow('approver')
  @Ends('refuseErasure', 'Refuse l’effacement proposé : une seconde personne, avec un motif.', RefusingDto)
  async refuse(
    @Param() { erasure }: ErasureParams,
    @Body() { reason, ...read }: RefusingDto,
    @AskedParam() asked: CommandRequest,
  ): Promise<DoneView> {
    const code = endingCode(asked, read);
    return doneView(await this.#commands.run(asked, (author) => new RefuseErasure(erasure, reason, author, code)));
  }

  @Post('erasures/:erasure/withdraw')
  @Allow('operator')
  @Ends('withdrawErasure', 'Retire l’effacement proposé : qui l’a proposé.')
  async withdraw(
    @Param() { erasure }: ErasureParams,
    @Body() read: EndingDto,
    @AskedParam() asked: CommandRequest,
  ): Promise<DoneView> {
    const code = endingCode(asked, read);
    return doneView(await this.#commands.run(asked, (author) => new WithdrawErasure(erasure, author, code)));
  }
}
