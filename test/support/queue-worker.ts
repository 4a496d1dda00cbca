/** A worker process that takes a job and never ends it, to be killed: `queue-worker.ts URL QUEUE LEASE_MS`. Prints the job it took. */
import { openJobQueue } from '#libs/jobs/open-job-queue.ts';

const [url = '', name = '', leaseMs = ''] = process.argv.slice(2);
const queue = await openJobQueue(url, {
  name,
  now: Date.now,
  pollMs: 20,
  onError: (error) => {
    throw error;
  },
});
await queue.work(
  (id) =>
    new Promise(() => {
      process.stdout.write(`${id}\n`);
    }),
  {
    worker: 'doomed',
    concurrency: 1,
    attempts: 3,
    backoffMs: () => 50,
    leaseMs: Number(leaseMs),
    onFailure: () => undefined,
  },
);
