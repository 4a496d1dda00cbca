/** Asks the workers for a long task; the same request again is the same job. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Author } from '#libs/commands/author.ts';
import type { Job } from '#libs/jobs/job/state.ts';
import { Jobs } from '#libs/jobs/jobs.ts';
import type { JobKind, JobRequests } from '#libs/runtime/jobs.ts';

export class AskForJob<Kind extends JobKind = JobKind> extends Command<Job> {
  readonly kind: Kind;
  readonly request: JobRequests[Kind];
  readonly author: Author;

  constructor(kind: Kind, request: JobRequests[Kind], author: Author) {
    super();
    this.kind = kind;
    this.request = request;
    this.author = author;
  }
}

@CommandHandler(AskForJob)
export class AskForJobHandler implements ICommandHandler<AskForJob> {
  readonly #jobs: Jobs;

  constructor(jobs: Jobs) {
    this.#jobs = jobs;
  }

  /** Throws KEY_REUSED if the key belongs to another request. */
  execute({ kind, request, author }: AskForJob): Promise<Job> {
    return this.#jobs.ask(kind, request, author);
  }
}
