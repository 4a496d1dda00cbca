/** `/candidates`: teams that apply before they enter, the conditions of each scheme for them, and the decisions on them. */
import { Body, Controller, Get, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiOperation, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsOptional } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { candidateJson, listedCandidateJson } from '#libs/candidates/candidate-json.ts';
import { ApplyCandidate } from '#libs/candidates/commands/apply-candidate.ts';
import { ConfirmCandidateDecision } from '#libs/candidates/commands/confirm-decision.ts';
import { EnterCandidate } from '#libs/candidates/commands/enter-candidate.ts';
import { ProposeCandidateDecision } from '#libs/candidates/commands/propose-decision.ts';
import { RefuseCandidateDecision } from '#libs/candidates/commands/refuse-decision.ts';
import { WithdrawApplication } from '#libs/candidates/commands/withdraw-application.ts';
import { WithdrawCandidateDecision } from '#libs/candidates/commands/withdraw-decision.ts';
import type { Application } from '#libs/candidates/events.ts';
import { CheckApplication } from '#libs/candidates/queries/check-application.ts';
import { FindCandidates } from '#libs/candidates/queries/find-candidates.ts';
import { ReadCandidateRoster } from '#libs/candidates/queries/read-candidate-roster.ts';
import { ReadCandidate } from '#libs/candidates/queries/read-candidate.ts';
import { DOSSIERS } from '#libs/enrolment/dossiers.ts';
import { ROSTERS } from '#libs/enrolment/rosters.ts';
import { dayFromText } from '#libs/kernel/day.ts';
import { CompareSchemes } from '#libs/statements/queries/compare-schemes.ts';
import { unmetOfAccepted } from '#libs/words/texts/candidates.ts';
import { faultSentence } from '#libs/words/intake.ts';
import { Allow, STAFF } from '#apps/api/access/role.ts';
import {
  ApplicationDto,
  CandidateDecisionDto,
  CandidateParams,
  applicationOf,
} from '#apps/api/candidates/candidate.dto.ts';
import {
  CANDIDATE_COLUMNS,
  CandidateView,
  CandidatesPage,
  ProposedCandidateView,
} from '#apps/api/candidates/candidate.view.ts';
import { knownDay } from '#apps/api/clock.ts';
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
import { type CommandRequest, AskedParam } from '#apps/api/http/idempotency.ts';
import { ApiPage } from '#apps/api/http/list-response.ts';
import { PageQuery, pageOf, sendPage } from '#apps/api/http/listing.ts';
import { IsDay, KnownOnQuery } from '#apps/api/http/parameters.ts';
import { Problem } from '#apps/api/http/problem.ts';
import { ComparisonQuery, comparisonOfQuery } from '#apps/api/teams/comparison.controller.ts';
import { ComparisonView, comparisonView } from '#apps/api/teams/comparison.view.ts';

class CandidateQuery extends KnownOnQuery {
  @ApiPropertyOptional({ description: 'Conditions de ce jour ; sinon du jour d’entrée.', example: '2027-01-01' })
  @IsOptional()
  @IsDay()
  on?: string;
}

@ApiTags('candidates')
@Controller('candidates')
export class CandidatesController {
  readonly #commands: Commands;
  readonly #queries: QueryBus;

  constructor(@Inject(Commands) commands: Commands, @Inject(QueryBus) queries: QueryBus) {
    this.#commands = commands;
    this.#queries = queries;
  }

  @Get()
  @Allow(...STAFF)
  @Reads(ROSTERS)
  @ApiOperation({ operationId: 'listCandidates', summary: 'Les équipes candidates, par nom.' })
  @ApiPage(CandidatesPage, CANDIDATE_COLUMNS)
  async list(
    @Query() query: PageQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object | string> {
    const found = await this.#queries.execute(new FindCandidates());
    const { items, next } = await pageOf(
      query,
      request,
      found.map((one) => [one.found.application.candidate, one] as const),
    );
    return sendPage(request, reply, { items: items.map(listedCandidateJson), next }, CANDIDATE_COLUMNS);
  }

  @Get(':candidate')
  @Allow(...STAFF)
  @Reads(ROSTERS, DOSSIERS)
  @ApiOperation({
    operationId: 'readCandidate',
    summary: 'Une candidature, les conditions de chaque régime tenues contre les faits, et ce qui en est décidé.',
  })
  @ApiOkResponse({ type: CandidateView })
  async read(
    @Param() { candidate }: CandidateParams,
    @Query() { on, knownOn }: CandidateQuery,
  ): Promise<CandidateView> {
    const days = { knownOn: knownDay(knownOn), ...(on === undefined ? {} : { on: dayFromText(on) }) };
    const found = await this.#queries.execute(new ReadCandidate(candidate, days));
    if (found === undefined) throw noCandidate(candidate);
    return candidateJson(found);
  }

  @Get(':candidate/comparison')
  @Allow(...STAFF)
  @Reads(ROSTERS, DOSSIERS)
  @ApiOperation({
    operationId: 'compareSchemesForCandidate',
    summary:
      'Ce qu’une équipe candidate aurait touché sous plusieurs régimes, et à l’acte, sur les quatre derniers trimestres.',
  })
  @ApiOkResponse({ type: ComparisonView })
  async compare(@Param() { candidate }: CandidateParams, @Query() query: ComparisonQuery): Promise<ComparisonView> {
    const asked = comparisonOfQuery(query);
    const roster = await this.#queries.execute(new ReadCandidateRoster(candidate, asked.knownOn));
    if (roster === undefined) throw noCandidate(candidate);
    return comparisonView(await this.#queries.execute(new CompareSchemes(roster, asked)));
  }

  @Post(':candidate/apply')
  @Allow('operator')
  @Commanded(
    'applyCandidate',
    'Reçoit la candidature d’une équipe, ou la corrige tant que rien n’en est décidé.',
    DoneView,
  )
  async apply(
    @Param() { candidate }: CandidateParams,
    @Body() dto: ApplicationDto,
    @AskedParam() asked: CommandRequest,
  ): Promise<DoneView> {
    const application = applicationOf(candidate, dto);
    await this.#refuseFaults(application);
    return doneView(await this.#commands.run(asked, (author) => new ApplyCandidate(application, author)));
  }

  @Post(':candidate/propose')
  @Allow('operator')
  @Commanded(
    'proposeCandidate',
    'Propose d’accepter ou d’écarter une candidature ; une autre personne confirme, et l’équipe acceptée entre dans les faits.',
    ProposedCandidateView,
  )
  async propose(
    @Param() { candidate }: CandidateParams,
    @Body() { decision, phase, reason }: CandidateDecisionDto,
    @AskedParam() asked: CommandRequest,
  ): Promise<ProposedCandidateView> {
    const of = { candidate, decision, reason, ...(phase === undefined ? {} : { phase }) };
    const { events, position } = doneView(
      await this.#commands.run(asked, (author) => new ProposeCandidateDecision(of, author)),
    );
    const all = await this.#queries.execute(new FindCandidates());
    const own = all.find(({ found }) => found.application.candidate === candidate);
    return { events, position, warnings: own === undefined ? [] : unmetOfAccepted(own.found) };
  }

  @Post(':candidate/confirm')
  @Allow('approver')
  @Confirmed(
    'confirmCandidate',
    'Confirme la décision proposée, telle qu’elle a été lue : une seconde personne. Une équipe acceptée entre dans les faits.',
    {
      result: DoneView,
    },
  )
  async confirm(
    @Param() { candidate }: CandidateParams,
    @Body() dto: ConfirmationDto,
    @AskedParam() asked: CommandRequest,
  ): Promise<DoneView> {
    const code = confirmationCode(asked, dto);
    return doneView(await this.#commands.run(asked, (author) => new ConfirmCandidateDecision(candidate, code, author)));
  }

  @Post(':candidate/enter')
  @Allow('operator')
  @Commanded(
    'enterCandidate',
    'Enregistre les faits d’une équipe acceptée (équipe, phase, membres), si la confirmation a été coupée avant.',
    DoneView,
  )
  async enter(
    @Param() { candidate }: CandidateParams,
    @NoBody() _: undefined,
    @AskedParam() asked: CommandRequest,
  ): Promise<DoneView> {
    return doneView(await this.#commands.run(asked, (author) => new EnterCandidate(candidate, author)));
  }

  @Post(':candidate/refuse')
  @Allow('approver')
  @Ends('refuseCandidateDecision', 'Refuse la décision proposée : une seconde personne, avec un motif.', RefusingDto)
  async refuse(
    @Param() { candidate }: CandidateParams,
    @Body() { reason, ...read }: RefusingDto,
    @AskedParam() asked: CommandRequest,
  ): Promise<DoneView> {
    const code = endingCode(asked, read);
    return doneView(
      await this.#commands.run(asked, (author) => new RefuseCandidateDecision(candidate, reason, author, code)),
    );
  }

  @Post(':candidate/withdraw')
  @Allow('operator')
  @Ends('withdrawCandidateDecision', 'Retire la décision proposée : qui l’a proposée.')
  async withdraw(
    @Param() { candidate }: CandidateParams,
    @Body() read: EndingDto,
    @AskedParam() asked: CommandRequest,
  ): Promise<DoneView> {
    const code = endingCode(asked, read);
    return doneView(
      await this.#commands.run(asked, (author) => new WithdrawCandidateDecision(candidate, author, code)),
    );
  }

  @Post(':candidate/leave')
  @Allow('operator')
  @Ends('withdrawCandidate', 'Retire une candidature : l’équipe ne souhaite plus entrer.', RefusingDto)
  async leave(
    @Param() { candidate }: CandidateParams,
    @Body() { reason, ...read }: RefusingDto,
    @AskedParam() asked: CommandRequest,
  ): Promise<DoneView> {
    const code = endingCode(asked, read);
    return doneView(
      await this.#commands.run(asked, (author) => new WithdrawApplication(candidate, reason, author, code)),
    );
  }

  /** Runs before the key is claimed. Throws Problem with every fault, by its path. */
  async #refuseFaults(application: Application): Promise<void> {
    const faults = await this.#queries.execute(new CheckApplication(application, knownDay(undefined)));
    if (faults.length === 0) return;
    const errors = faults.map(({ field, fault }) => ({
      path: `/${field}`,
      code: fault.code,
      detail: faultSentence(fault),
    }));
    throw new Problem(422, 'refused', 'la candidature n’est pas recevable ; errors dit tout ce qui ne va pas', {
      errors,
    });
  }
}

function noCandidate(candidate: string): Problem {
  return new Problem(404, 'not-found', `il n’y a pas de candidature ${candidate} ; /candidates les montre`);
}
