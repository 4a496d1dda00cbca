/** The file that a job has made, kept for seven days after its end for the requester. */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { StreamableFile } from '@nestjs/common';
import type { QueryBus } from '@nestjs/cqrs';
import { FindJob } from '#libs/jobs/queries/find-job.ts';
import type { JobKind } from '#libs/runtime/jobs.ts';
import { UploadMissing, type Uploads } from '#libs/uploads/uploads.ts';
import { noteRead } from '#apps/api/access/reads.ts';
import { Problem } from '#apps/api/http/problem.ts';

interface KeptFile {
  readonly kind: JobKind;
  /** The name of the file in the folder of the job. */
  readonly file: string;
  readonly type: string;
  /** The French noun, `la liasse`, and the route that makes the file. */
  readonly name: string;
  readonly asked: string;
}

interface Kept {
  readonly queries: QueryBus;
  readonly uploads: Uploads;
}

/** Throws Problem if there is no such job, if it has not succeeded, or if its file is no longer stored. */
export async function keptFile({ queries, uploads }: Kept, id: string, of: KeptFile): Promise<StreamableFile> {
  await requireDone(queries, id, of);
  const { folder, close } = await opened(uploads, id, of);
  noteRead('FILE', `jobs/${id}/${of.file}`);
  const path = join(folder, of.file);
  const { size: length } = await stat(path);
  const stream = createReadStream(path).once('close', () => void close());
  return new StreamableFile(stream, { type: of.type, length, disposition: `attachment; filename="${of.file}"` });
}

async function requireDone(queries: QueryBus, id: string, { kind, name, asked }: KeptFile): Promise<void> {
  const job = (await queries.execute(new FindJob(id)))?.job;
  if (job?.kind !== kind) throw new Problem(404, 'not-found', `${name} ${id} n’est pas là ; demandez-la à ${asked}`);
  if (job.status === 'SUCCEEDED') return;
  throw job.status === 'FAILED' || job.status === 'CANCELLED'
    ? new Problem(422, 'refused', `${name} ${id} n’a pas abouti ; /jobs/${id} dit pourquoi`)
    : new Problem(404, 'not-found', `${name} ${id} n’est pas terminée ; regardez /jobs/${id}`);
}

async function opened(uploads: Uploads, id: string, { name, asked }: KeptFile): ReturnType<Uploads['open']> {
  try {
    return await uploads.open(id);
  } catch (error) {
    if (!(error instanceof UploadMissing)) throw error;
    throw new Problem(404, 'not-found', `${name} ${id} n’est plus gardée ; demandez-la de nouveau à ${asked}`);
  }
}
