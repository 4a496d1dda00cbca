/** Measures a calculation by two worker processes against one by a single worker, on the same stores and queue. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { jobOf, requestJob } from '#libs/jobs/job/jobs.ts';
import { LocalJobQueue } from '#libs/jobs/local/local-job-queue.ts';
import { COMMIT } from '#test/support/commit.ts';
import { writeFacts } from './facts.ts';
import { alternate, median, mustEqual, progress, timed } from './measure.ts';
import type { CalculationDone } from './one-worker.ts';
import { type Measurement, rate } from './report.ts';
import { LAST_KNOWN_DAY, Stores } from './stores.ts';
import { unexpected } from '#test/support/unexpected.ts';

const WORKER = fileURLToPath(new URL('one-worker.ts', import.meta.url));
const TARGET = 1.6;
/** Warms up, so that all code has run before the measurement. */
const WARM_UPS = 2;
const CALCULATIONS_PER_RUN = 3;

export async function measureWorkers(temporary: string, runs: number, about: number): Promise<Measurement[]> {
  const [folder, facts] = [join(temporary, 'workers'), join(temporary, 'workers-facts')];
  mkdirSync(folder, { recursive: true });
  mkdirSync(facts);
  progress('preparing');
  const patients = await writeFacts(facts, about);
  const stores = await Stores.create(folder);
  const queue = new LocalJobQueue(join(folder, 'jobs.db'), { now: Date.now, pollMs: 20, onError: unexpected });
  try {
    const rows = await stores.import(facts);
    // Each calculation is for an earlier day, but not before the last fact, so that every statement is new.
    let day = LAST_KNOWN_DAY + 2 * runs * (WARM_UPS + CALCULATIONS_PER_RUN) + 1;
    await stores.calculate(day--);
    progress(`  ${patients.toLocaleString('en')} patients, ${rows.toLocaleString('en')} rows`);
    const by = async (workers: number): Promise<number> => {
      const started = await start(folder, workers);
      for (let i = 0; i < WARM_UPS; i++) await calculation(stores, queue, day--);
      const processor: number[] = [];
      const seconds = await timed(async () => {
        for (let i = 0; i < CALCULATIONS_PER_RUN; i++) processor.push(await calculation(stores, queue, day--));
      });
      for (const child of started) await stop(child);
      // On a busy machine this is more meaningful than elapsed time.
      progress(`  ${workers}: ${median(processor).toFixed(2)} s of processor in the worker whose job it was`);
      return seconds / CALCULATIONS_PER_RUN;
    };
    const { control, product } = await alternate(
      runs,
      'workers',
      () => by(1),
      () => by(2),
    );
    return [
      {
        name: `calculation by two workers against one, ${patients.toLocaleString('en')} patients`,
        control: rate(patients, control, 'patients'),
        product: rate(patients, product, 'patients'),
        ratio: control / product,
        target: { atLeast: TARGET },
      },
    ];
  } finally {
    await queue.close();
    await stores.close();
  }
}

/** From the request to its end in the log; gives the processor seconds of the worker that did the job. */
async function calculation(stores: Stores, queue: LocalJobQueue, knownOn: number): Promise<number> {
  const meta = {
    by: { name: 'bench', assurance: 'asserted', osUser: '' },
    key: `day ${knownOn}`,
    at: COMMIT.recordedAt,
  } as const;
  const id = await requestJob(stores.log, { kind: 'calculate', request: { knownOn } }, meta, COMMIT);
  await queue.ring(id, 'calculate');
  for (;;) {
    const job = await jobOf(stores.log, id);
    if (job?.status === 'SUCCEEDED') {
      const { statements, recorded, processorSeconds } = job.result as CalculationDone;
      mustEqual('statements recorded', recorded, statements);
      return processorSeconds;
    }
    if (job?.status !== 'PENDING') throw new Error(`the calculation ended as ${JSON.stringify(job)}`);
    await pause(10);
  }
}

async function start(folder: string, workers: number): Promise<readonly ChildProcess[]> {
  const children: ChildProcess[] = [];
  for (let i = 1; i <= workers; i++) {
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', WORKER, folder, `worker-${i}`], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    child.once('exit', (code) => {
      if (code !== 0) throw new Error(`a worker ended with ${code ?? 'a signal'}`);
    });
    await once(child.stdout, 'data');
    children.push(child);
  }
  return children;
}

async function stop(child: ChildProcess): Promise<void> {
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  await exited;
}
