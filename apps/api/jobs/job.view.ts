/** A job in an answer: its requester, its request, its progress and its end. */
import { ApiProperty } from '@nestjs/swagger';
import { cancelRequestedBy, isOpenJob } from '#libs/jobs/job/state.ts';
import type { JobProgress } from '#libs/jobs/job-queue.ts';
import type { FoundJob } from '#libs/jobs/queries/find-job.ts';
import { type ListedStatus, listedStatus } from '#libs/jobs/queries/find-jobs.ts';
import { JOB_KINDS } from '#libs/runtime/jobs.ts';

export const JOB_STATES = ['PENDING', 'SUCCEEDED', 'FAILED', 'CANCELLED'] as const satisfies readonly ListedStatus[];
class ProgressView {
  @ApiProperty({
    description:
      'waiting : aucun travailleur ne l’a encore pris. delayed : un essai a échoué, le suivant attend. running : un travailleur l’a en main.',
    enum: ['waiting', 'delayed', 'running'],
    example: 'running',
  })
  state!: string;

  @ApiProperty({ description: 'Essai en cours, à partir de 1 ; 0 avant le premier.', example: 1 })
  attempt!: number;

  @ApiProperty({ description: 'Ce qui est en train d’être fait.', example: 'dossiers', nullable: true, type: String })
  stage!: string | null;

  @ApiProperty({ description: 'Combien est fait…', example: 40_000 })
  done!: number;

  @ApiProperty({ description: '… de combien.', example: 178_822 })
  total!: number;
}

export class JobView {
  @ApiProperty({ example: '576a3aee5275670b8c6b2f28' })
  id!: string;

  @ApiProperty({ enum: JOB_KINDS, example: 'calculate' })
  kind!: string;

  @ApiProperty({
    description: 'PENDING : pas encore terminé ; s’il attend ou est en cours, progress.state le dit.',
    enum: JOB_STATES,
    example: 'PENDING',
  })
  state!: ListedStatus;

  @ApiProperty({ description: 'Qui l’a demandé.', example: 'Alice' })
  requestedBy!: string;

  @ApiProperty({ example: '2026-11-26T08:30:00.000Z' })
  requestedAt!: string;

  @ApiProperty({ description: 'null tant qu’il n’est pas terminé.', nullable: true, type: String })
  endedAt!: string | null;

  @ApiProperty({ description: 'Qui a demandé de l’arrêter ; null si personne.', nullable: true, type: String })
  cancelRequestedBy!: string | null;

  @ApiProperty({ description: 'Pourquoi il a échoué ; null s’il n’a pas échoué.', nullable: true, type: String })
  error!: string | null;

  @ApiProperty({
    description:
      'Position de son dernier événement : une fois terminé, une lecture avec ?after= cette position voit ce qu’il a fait.',
    example: 1000,
  })
  position!: number;

  @ApiProperty({ description: 'null une fois terminé.', nullable: true, type: ProgressView })
  progress!: ProgressView | null;
}

export function jobView({ job, progress }: FoundJob): JobView {
  const { id, kind, meta, position } = job;
  return {
    id,
    kind,
    state: listedStatus(job),
    requestedBy: meta.by.name,
    requestedAt: meta.at,
    endedAt: isOpenJob(job) ? null : job.endedAt,
    cancelRequestedBy: cancelRequestedBy(job)?.name ?? null,
    error: job.status === 'FAILED' ? job.error : null,
    position,
    progress: isOpenJob(job) ? progressView(progress) : null,
  };
}

/** A job that the queue has lost counts as waiting: the workers queue it again. */
function progressView(progress: JobProgress | undefined): ProgressView {
  const { state, attempt, stage, done, total } = progress ?? {
    state: 'waiting',
    attempt: 0,
    stage: undefined,
    done: 0,
    total: 0,
  };
  return { state, attempt, stage: stage ?? null, done, total };
}
