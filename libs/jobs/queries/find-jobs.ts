/** The jobs, ordered by request. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { type Keyed, type Page, type PageRequest, pageAfter } from '#libs/kernel/page.ts';
import { JOBS, type JobOrder, jobsAfter, openJobsAfter } from '#libs/jobs/job/job-list.ts';
import { type Job, isOpenJob } from '#libs/jobs/job/state.ts';
import { Jobs } from '#libs/jobs/jobs.ts';
import type { FoundJob } from '#libs/jobs/queries/find-job.ts';
import { mayShowErased } from '#libs/read-store/without-erased.ts';
import { ServedStores } from '#libs/runtime/stores.module.ts';

/** The status of a job in a list; a job that was asked to stop and has not ended is pending. */
export type ListedStatus = 'PENDING' | 'SUCCEEDED' | 'FAILED' | 'CANCELLED';

/** An undefined field selects all. */
interface JobFilter {
  readonly status: ListedStatus | undefined;
  readonly kind: string | undefined;
  readonly order: JobOrder;
}

export class FindJobs extends Query<Page<FoundJob>> {
  readonly filter: JobFilter;
  readonly page: PageRequest;

  constructor(filter: JobFilter, page: PageRequest) {
    super();
    this.filter = filter;
    this.page = page;
  }
}

@QueryHandler(FindJobs)
export class FindJobsHandler implements IQueryHandler<FindJobs> {
  readonly #stores: ServedStores;
  readonly #jobs: Jobs;

  constructor(stores: ServedStores, jobs: Jobs) {
    this.#stores = stores;
    this.#jobs = jobs;
  }

  async execute({ filter, page }: FindJobs): Promise<Page<FoundJob>> {
    const documents = await this.#stores.projections.documents(JOBS);
    const listed = filter.status === 'PENDING' ? openJobsAfter : jobsAfter;
    const jobs = listed(documents, { after: page.after, order: filter.order });
    const { items, next } = await pageAfter(page, asked(jobs, filter));
    // A request may name a person whose key has been destroyed since: the log has it without the name.
    const isOfLog = await mayShowErased(this.#stores, JOBS);
    const found = items.map(async (listed): Promise<FoundJob> => {
      const job = isOfLog ? await this.#jobs.known(listed.id) : listed;
      return { job, progress: await this.#jobs.progress(job) };
    });
    return { items: await Promise.all(found), next };
  }
}

export function listedStatus(job: Job): ListedStatus {
  return isOpenJob(job) ? 'PENDING' : job.status;
}

async function* asked(
  jobs: AsyncIterable<readonly Keyed<Job>[]>,
  { status, kind }: Omit<JobFilter, 'order'>,
): AsyncIterable<readonly Keyed<Job>[]> {
  for await (const batch of jobs)
    yield batch.filter(
      ([, job]) => (status ?? listedStatus(job)) === listedStatus(job) && (kind ?? job.kind) === job.kind,
    );
}
