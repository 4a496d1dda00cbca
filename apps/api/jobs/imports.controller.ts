/** `POST /imports`: stores facts files where the workers find them; one of them imports them. */
import { sizeText } from '#libs/words/labels/sizes.ts';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { MultipartFile } from '@fastify/multipart';
import { Controller, Inject, Post, Query, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiBody, ApiConsumes, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { FACT_KINDS } from '#libs/intake/fact-kinds.ts';
import { jobIdOf } from '#libs/jobs/job/jobs.ts';
import { FindJob } from '#libs/jobs/queries/find-job.ts';
import type { AuthenticatedRequest } from '#apps/api/access/authenticated-request.ts';
import { Allow } from '#apps/api/access/role.ts';
import { Commands } from '#apps/api/http/commands.ts';
import { type CommandRequest, AskedParam } from '#apps/api/http/idempotency.ts';
import { Problem } from '#apps/api/http/problem.ts';
import { type ReceivedUpload, receivedFile } from '#apps/api/http/received-file.ts';
import type { JobView } from '#apps/api/jobs/job.view.ts';
import { BecomesJob, type Buses, accepted } from '#apps/api/jobs/long-work.controller.ts';
import type { JobRequests } from '#libs/runtime/jobs.ts';
import type { Uploads } from '#libs/uploads/uploads.ts';
import { nearName } from '#libs/intake/near-names.ts';
import { nearNameSentence } from '#libs/words/labels/near-file-names.ts';

/** Injection token. */
export const UPLOADS = Symbol('uploads');

const MANIFEST = 'manifest.csv';
const NAMES = [...FACT_KINDS.map(({ name }) => `${name}.csv`), MANIFEST];

/** An act known late, and an act on an impossible day, which is set aside. */
const EXAMPLE = {
  'acts.csv': `act_id,patient_id,executant_rpps,profession,act_code,quantity,care_on,base_cents,paid_cents,qualifier,reverses,known_on
acte-2023-000001,P0000001,10000002757,GP,1111,1,2023-05-15,2650,1855,,,2023-09-15
acte-2023-000002,P0000001,10000002757,GP,1111,1,2023-02-30,2650,1855,,,2023-09-15
`,
};

type Files = JobRequests['import']['files'];

const DAY_FIRST = 'JJ/MM/AAAA';
const FLAGS = ['true', 'false'] as const;

class ImportQuery {
  @ApiPropertyOptional({
    description: 'JJ/MM/AAAA : ainsi sont les dates d’un fichier qui ne dit pas si le jour vient avant le mois.',
    enum: [DAY_FIRST],
    example: DAY_FIRST,
  })
  @IsOptional()
  @IsIn([DAY_FIRST], { message: `dates vaut ${DAY_FIRST}` })
  dates?: typeof DAY_FIRST;

  @ApiPropertyOptional({
    description: 'true : vérifie tout et n’enregistre rien ; le résultat du travail dit ce qui serait.',
    enum: FLAGS,
    example: 'false',
  })
  @IsOptional()
  @IsIn(FLAGS, { message: 'dryRun vaut true ou false' })
  dryRun?: (typeof FLAGS)[number];
}

/** Absent when nothing is chosen, so that the recorded request stays the same. */
function choicesOf({ dates, dryRun }: ImportQuery): Omit<JobRequests['import'], 'files'> {
  return { ...(dates === undefined ? {} : { isDayFirst: true }), ...(dryRun === 'true' ? { dryRun: true } : {}) };
}

@ApiTags('facts')
@Controller('imports')
export class ImportsController {
  readonly #buses: Buses;
  readonly #uploads: Uploads;

  constructor(
    @Inject(Commands) commands: Commands,
    @Inject(QueryBus) queries: QueryBus,
    @Inject(UPLOADS) uploads: Uploads,
  ) {
    this.#buses = { commands, queries };
    this.#uploads = uploads;
  }

  @Post()
  @Allow('operator', 'service')
  @BecomesJob('importFacts', 'Enregistre les faits de fichiers CSV, nommés comme à la ligne de commande.')
  @ApiConsumes('multipart/form-data')
  @ApiBody({
    schema: {
      type: 'object',
      properties: Object.fromEntries(NAMES.map((name) => [name, { type: 'string', format: 'binary' }])),
      example: EXAMPLE,
    },
  })
  async import(
    @Query() query: ImportQuery,
    @Req() request: AuthenticatedRequest,
    @AskedParam() asked: CommandRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<JobView> {
    if (!request.isMultipart())
      throw new Problem(415, 'unsupported-media-type', 'envoyez les fichiers en multipart/form-data');
    const incoming = await this.#uploads.incoming();
    try {
      const files = await taken(request, incoming).catch((error: unknown) => {
        throw ofTheForm(error);
      });
      return await this.#accepted(incoming, { files, ...choicesOf(query) }, asked, reply);
    } finally {
      await rm(incoming, { recursive: true, force: true });
    }
  }

  /** Stores the files before it requests the import. */
  async #accepted(
    incoming: string,
    wanted: JobRequests['import'],
    asked: CommandRequest,
    reply: FastifyReply,
  ): Promise<JobView> {
    const whole: CommandRequest = { ...asked, command: { ...asked.command, body: wanted } };
    const id = jobIdOf(asked.meta);
    if ((await this.#buses.queries.execute(new FindJob(id))) === undefined) {
      await this.#buses.commands.claim(whole);
      await this.#uploads.keep(id, incoming);
    }
    return accepted(this.#buses, whole, 'import', wanted, reply);
  }
}

/** Stores each file once, whole, under a name of a facts file. Throws Problem. */
async function taken(request: AuthenticatedRequest, folder: string): Promise<Files> {
  const files: { name: string; sha256: string; bytes: number }[] = [];
  // A request that ended earlier would make the form wait forever.
  if (request.raw.destroyed)
    throw new Problem(400, 'invalid-shape', 'la connexion a été coupée avant la fin du formulaire ; renvoyez-le');
  for await (const part of request.parts()) {
    if (part.type !== 'file') throw refused('', `« ${part.fieldname.slice(0, 64)} » n’est pas un fichier ; ôtez-le`);
    const name = part.filename;
    const fault = NAMES.includes(name)
      ? files.some((file) => file.name === name)
        ? 'il vient deux fois'
        : undefined
      : otherName(name);
    if (fault !== undefined) throw refused(name, fault);
    files.push({ name, ...(await storedFile(part, join(folder, name))) });
  }
  if (!files.some(({ name }) => name !== MANIFEST))
    throw refused('', `il n’y a aucun fichier de faits ; ils se nomment ${NAMES.join(', ')}`);
  return files.sort((a, b) => (a.name < b.name ? -1 : 1));
}

function otherName(name: string): string {
  const near = nearName(name);
  return near === undefined
    ? `ce n’est pas un fichier de faits ; ils se nomment ${NAMES.join(', ')}`
    : nearNameSentence(near);
}

/** A fault in the form is the caller’s, a disk error is ours, and an error with a status keeps it. */
function ofTheForm(error: unknown): unknown {
  const ours = error instanceof Problem || !(error instanceof Error) || 'syscall' in error || 'statusCode' in error;
  return ours
    ? error
    : new Problem(
        400,
        'invalid-shape',
        'le formulaire multipart ne peut pas être lu en entier ; vérifiez ses limites (boundary) et sa fin',
      );
}

function refused(name: string, detail: string): Problem {
  const path = `/${name.slice(0, 64)}`;
  return new Problem(400, 'invalid-shape', 'les fichiers ne sont pas recevables ; errors dit pourquoi', {
    errors: [{ path, code: 'FILE', detail }],
  });
}

async function storedFile({ file, filename }: MultipartFile, path: string): Promise<ReceivedUpload> {
  const received = await receivedFile(file, path);
  if (file.truncated)
    throw new Problem(
      413,
      'too-large',
      `le fichier ${filename} dépasse ${sizeText(file.bytesRead)}, la taille permise d’un fichier ; envoyez-le en plusieurs`,
    );
  return received;
}
