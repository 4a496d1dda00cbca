/** `/letters`: the letters of all decisions of a period, listed by a job, then sent in one ZIP file. */
import { hash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { Body, Controller, Get, Inject, Param, Post, Query, Res, StreamableFile } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags, ApiUnprocessableEntityResponse } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { FindJob } from '#libs/jobs/queries/find-job.ts';
import { ArchiveLetters } from '#libs/letters/queries/archive-letters.ts';
import type { LetterList } from '#libs/letters/letter-list.ts';
import type { JobKind } from '#libs/runtime/jobs.ts';
import { Allow, STAFF } from '#apps/api/access/role.ts';
import { headersOf } from '#apps/api/contract/headers.ts';
import { Reads } from '#apps/api/http/after.ts';
import { Commands } from '#apps/api/http/commands.ts';
import { IsPeriod } from '#apps/api/http/parameters.ts';
import { type CommandRequest, AskedParam } from '#apps/api/http/idempotency.ts';
import { AfterQuery } from '#apps/api/http/listing.ts';
import { Problem } from '#apps/api/http/problem.ts';
import type { JobView } from '#apps/api/jobs/job.view.ts';
import { JobParams } from '#apps/api/jobs/jobs.dto.ts';
import { BecomesJob, type Buses, accepted } from '#apps/api/jobs/long-work.controller.ts';

const ZIP = 'application/zip';
const KIND: JobKind = 'letters';

class LettersDto {
  @ApiProperty({ description: 'Trimestre, ou année pour l’IPEP.', example: '2023-Q2' })
  @IsPeriod()
  period!: string;
}

@ApiTags('letters')
@Controller('letters')
export class LetterArchivesController {
  readonly #buses: Buses;

  constructor(@Inject(Commands) commands: Commands, @Inject(QueryBus) queries: QueryBus) {
    this.#buses = { commands, queries };
  }

  @Post()
  @Allow('operator', 'service')
  @BecomesJob(
    'listLetters',
    'Écrit les lettres de toutes les décisions d’une période, et donne l’empreinte de chacune.',
  )
  list(
    @Body() { period }: LettersDto,
    @AskedParam() asked: CommandRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<JobView> {
    return accepted(this.#buses, asked, KIND, { period }, reply);
  }

  @Get(':id')
  @Allow(...STAFF, 'service')
  @Reads()
  @ApiOperation({ operationId: 'readLetters', summary: 'Les lettres d’un travail terminé, dans un fichier ZIP.' })
  @ApiOkResponse({
    description:
      'Chaque PDF avec l’empreinte de la liste, et la liste, lettres.csv. Rien n’est gardé : le fichier est refait.',
    headers: headersOf(['Content-Disposition']),
    content: { [ZIP]: { schema: { type: 'string', format: 'binary' } } },
  })
  @ApiUnprocessableEntityResponse({ description: 'Le travail n’a pas abouti, ou une lettre n’est plus la même.' })
  async archive(
    @Param() { id }: JobParams,
    @Query() _: AfterQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const list = await this.#listOf(id);
    const stream = await this.#buses.queries.execute(new ArchiveLetters(list));
    void reply.header('etag', `"${hash('sha256', JSON.stringify(list), 'hex')}"`);
    void reply.header('cache-control', 'private, no-cache');
    return new StreamableFile(stream as Readable, {
      type: ZIP,
      disposition: `attachment; filename="lettres_${list.period}.zip"`,
    });
  }

  /** Throws Problem if there is no such job, or if it has no list. */
  async #listOf(id: string): Promise<LetterList> {
    const job = (await this.#buses.queries.execute(new FindJob(id)))?.job;
    if (job?.kind !== KIND)
      throw new Problem(404, 'not-found', `il n’y a pas de travail de lettres ${id} ; demandez-le à /letters`);
    if (job.status === 'SUCCEEDED') return job.result as LetterList;
    throw job.status === 'FAILED' || job.status === 'CANCELLED'
      ? new Problem(422, 'refused', `le travail ${id} n’a pas abouti ; demandez les lettres de nouveau`)
      : new Problem(404, 'not-found', `le travail ${id} n’est pas terminé ; regardez /jobs/${id}`);
  }
}
