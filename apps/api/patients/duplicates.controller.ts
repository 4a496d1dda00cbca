/** `/duplicates` and `/patient-merges`: ids that look like one person, and merges of ids by two people. */
import { Body, Controller, Get, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import { type Command, QueryBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Author } from '#libs/commands/author.ts';
import { canonical } from '#libs/commands/digest.ts';
import type { CommandResult } from '#libs/commands/repository.ts';
import { DOSSIERS } from '#libs/enrolment/dossiers.ts';
import { ConfirmMerge } from '#libs/enrolment/duplicates/commands/confirm-merge.ts';
import { DismissLookAlike } from '#libs/enrolment/duplicates/commands/dismiss-look-alike.ts';
import { ProposeMerge } from '#libs/enrolment/duplicates/commands/propose-merge.ts';
import { ProposeSeparation } from '#libs/enrolment/duplicates/commands/propose-separation.ts';
import { RefuseMerge } from '#libs/enrolment/duplicates/commands/refuse-merge.ts';
import { WithdrawMerge } from '#libs/enrolment/duplicates/commands/withdraw-merge.ts';
import { FindLookAlikes } from '#libs/enrolment/duplicates/queries/find-look-alikes.ts';
import { lookAlikesKey } from '#libs/enrolment/look-alikes.ts';
import { FindMerges } from '#libs/enrolment/duplicates/queries/find-merges.ts';
import { shownEffect } from '#libs/intake/commands/try-import.ts';
import { FindMergeEffect } from '#libs/statements/queries/find-merge-effect.ts';
import { noteRead } from '#apps/api/access/reads.ts';
import { Allow } from '#apps/api/access/role.ts';
import { knownDay } from '#apps/api/clock.ts';
import { Reads } from '#apps/api/http/after.ts';
import { Commanded, Commands, DoneView, doneView } from '#apps/api/http/commands.ts';
import {
  ConfirmationDto,
  Confirmed,
  EndingDto,
  Ends,
  RefusingDto,
  confirmationCode,
  endingCode,
} from '#apps/api/http/confirmation.ts';
import { ReasonDto } from '#apps/api/http/fields.ts';
import { type CommandRequest, AskedParam } from '#apps/api/http/idempotency.ts';
import { ApiPage } from '#apps/api/http/list-response.ts';
import { Problem } from '#apps/api/http/problem.ts';
import { ImportEffectView } from '#apps/api/jobs/import-result.views.ts';
import { AfterQuery, PageQuery, pageOf, sendPage } from '#apps/api/http/listing.ts';
import {
  LOOK_ALIKE_COLUMNS,
  LookAlikesPage,
  MERGE_COLUMNS,
  MergesPage,
  PairDto,
  PatientParams,
  lookAlikesView,
  mergeView,
} from '#apps/api/patients/duplicates.view.ts';

@ApiTags('patients')
@Controller()
export class DuplicatesController {
  readonly #queries: QueryBus;
  readonly #commands: Commands;

  constructor(@Inject(QueryBus) queries: QueryBus, @Inject(Commands) commands: Commands) {
    this.#queries = queries;
    this.#commands = commands;
  }

  @Get('duplicates')
  @Allow('operator', 'approver', 'auditor')
  @Reads(DOSSIERS)
  @ApiOperation({
    operationId: 'listLookAlikes',
    summary:
      'Les identifiants qui semblent être d’une seule personne : même naissance, sexe et médecin, actes à la suite.',
  })
  @ApiPage(LookAlikesPage, LOOK_ALIKE_COLUMNS)
  async lookAlikes(
    @Query() query: PageQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object | string> {
    const found = await this.#queries.execute(new FindLookAlikes());
    const items = found.map((one) => [lookAlikesKey(one), lookAlikesView(one)] as const);
    const page = await pageOf(query, request, items);
    for (const { former, latter } of page.items) noteRead('PATIENT', former, latter);
    return sendPage(request, reply, page, LOOK_ALIKE_COLUMNS);
  }

  @Post('duplicates/dismiss')
  @Allow('operator')
  @Commanded(
    'dismissLookAlike',
    'Deux identifiants qui se ressemblent sont de deux personnes : ils ne sont plus signalés.',
    DoneView,
  )
  dismiss(@Body() { patient, into, reason }: PairDto, @AskedParam() asked: CommandRequest): Promise<DoneView> {
    return this.#run(asked, (author) => new DismissLookAlike({ patient, into }, reason, author));
  }

  @Get('patient-merges')
  @Allow('operator', 'approver', 'auditor')
  @Reads()
  @ApiOperation({
    operationId: 'listPatientMerges',
    summary: 'Les identifiants réunis, et ce qui attend une seconde personne.',
  })
  @ApiPage(MergesPage, MERGE_COLUMNS)
  async merges(
    @Query() query: PageQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object | string> {
    const found = await this.#queries.execute(new FindMerges());
    const items = found.map((one) => [one.patient, mergeView(one)] as const);
    const page = await pageOf(query, request, items);
    for (const { patient, into } of page.items) noteRead('PATIENT', patient, into);
    return sendPage(request, reply, page, MERGE_COLUMNS);
  }

  @Get('patient-merges/:patient/effect')
  @Allow('operator', 'approver', 'auditor')
  @Reads()
  @ApiOperation({
    operationId: 'readPatientMergeEffect',
    summary: 'Ce que changerait aux décomptes ce qui attend une seconde personne pour un identifiant.',
  })
  @ApiOkResponse({ type: ImportEffectView })
  async effect(@Param() { patient }: PatientParams, @Query() _: AfterQuery): Promise<ImportEffectView> {
    const found = (await this.#queries.execute(new FindMerges())).find((one) => one.patient === patient);
    if (found?.waiting === undefined)
      throw new Problem(404, 'not-found', 'rien n’attend une seconde personne pour cet identifiant');
    noteRead('PATIENT', patient, found.into);
    const link = { patient, other: found.into, isSeparation: found.waiting.kind === 'SEPARATION' };
    const effect = await this.#queries.execute(new FindMergeEffect(link, knownDay(undefined)));
    return JSON.parse(canonical(shownEffect(effect))) as ImportEffectView;
  }

  @Post('patient-merges')
  @Allow('operator')
  @Commanded(
    'proposePatientMerge',
    'Propose que deux identifiants soient d’une seule personne ; une autre personne le confirme.',
    DoneView,
  )
  propose(@Body() { patient, into, reason }: PairDto, @AskedParam() asked: CommandRequest): Promise<DoneView> {
    return this.#run(asked, (author) => new ProposeMerge({ patient, into }, reason, author));
  }

  @Post('patient-merges/:patient/separate')
  @Allow('operator')
  @Commanded('proposePatientSeparation', 'Propose de défaire une réunion ; une autre personne le confirme.', DoneView)
  separate(
    @Param() { patient }: PatientParams,
    @Body() { reason }: ReasonDto,
    @AskedParam() asked: CommandRequest,
  ): Promise<DoneView> {
    return this.#run(asked, (author) => new ProposeSeparation(patient, reason, author));
  }

  @Post('patient-merges/:patient/confirm')
  @Allow('approver')
  @Confirmed(
    'confirmPatientMerge',
    'Confirme ce qui est proposé pour un identifiant, avec le code de ce qui a été lu.',
    {
      result: DoneView,
    },
  )
  confirm(
    @Param() { patient }: PatientParams,
    @Body() body: ConfirmationDto,
    @AskedParam() asked: CommandRequest,
  ): Promise<DoneView> {
    const code = confirmationCode(asked, body);
    return this.#run(asked, (author) => new ConfirmMerge(patient, code, author));
  }

  @Post('patient-merges/:patient/refuse')
  @Allow('approver')
  @Ends('refusePatientMerge', 'Refuse ce qui est proposé pour un identifiant, avec un motif.', RefusingDto)
  refuse(
    @Param() { patient }: PatientParams,
    @Body() { reason, ...read }: RefusingDto,
    @AskedParam() asked: CommandRequest,
  ): Promise<DoneView> {
    const code = endingCode(asked, read);
    return this.#run(asked, (author) => new RefuseMerge(patient, reason, author, code));
  }

  @Post('patient-merges/:patient/withdraw')
  @Allow('operator')
  @Ends('withdrawPatientMerge', 'Retire ce que l’on a proposé pour un identifiant.')
  withdraw(
    @Param() { patient }: PatientParams,
    @Body() read: EndingDto,
    @AskedParam() asked: CommandRequest,
  ): Promise<DoneView> {
    const code = endingCode(asked, read);
    return this.#run(asked, (author) => new WithdrawMerge(patient, author, code));
  }

  async #run(asked: CommandRequest, make: (author: Author) => Command<CommandResult | undefined>): Promise<DoneView> {
    return doneView(await this.#commands.run(asked, make));
  }
}
