/** Asking for a job, and asking to stop one. */
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Job } from '#libs/jobs/job/state.ts';
import type { Author } from '#libs/commands/author.ts';
import { Jobs } from '#libs/jobs/jobs.ts';
import type { JobKind, JobRequests } from '#libs/runtime/jobs.ts';

export class AskForJob<Kind extends JobKind = JobKind> extends Command<Job> {
  readonly kind: Kind;
  readonly request: JobRequests[Kind];
  readonly claimed: Author;

  constructor(kind: Kind, request: JobRequests[Kind], claimed: Author) {
    super();
    this.kind = kind;
    this.request = request;
    this.claimed = claimed;
  }
}

@CommandHandler(AskForJob)
export class AskForJobHandler implements ICommandHandler<AskForJob> {
  readonly #jobs: Jobs;

  constructor(@Inject(Jobs) jobs: Jobs) {
    this.#jobs = jobs;
  }

  execute({ kind, request, claimed }: AskForJob): Promise<Job> {
    return this.#jobs.ask(kind, request, claimed);
  }
}

export class CancelJob extends Command<undefined> {
  readonly id: string;
  readonly claimed: Author;

  constructor(id: string, claimed: Author) {
    super();
    this.id = id;
    this.claimed = claimed;
  }
}

@CommandHandler(CancelJob)
export class CancelJobHandler implements ICommandHandler<CancelJob> {
  readonly #jobs: Jobs;

  constructor(@Inject(Jobs) jobs: Jobs) {
    this.#jobs = jobs;
  }

  async execute({ id, claimed }: CancelJob): Promise<undefined> {
    await this.#jobs.cancel(id, claimed);
  }
}
