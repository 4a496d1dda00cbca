/**
 * Kills workers, Redis, KurrentDB, MongoDB and their connections at random moments of an import, a calculation and a payment. Each
 * round ends with the statements of an undisturbed run, and pays once. The seeds are fixed: FAULT_ROUNDS is the number of
 * rounds (20 for confidence, 10 with DEEP=1), FAULT_SEED the first seed. KURRENTDB_TEST_COMMAND starts a server that the test also kills;
 * KURRENTDB_TEST_URL names a server to use; without either the log is embedded. The read store is on MongoDB where there is one
 * (test/support/mongodb.ts), which is killed where it is a server of our own.
 */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { JobView } from '#apps/api/jobs/job.view.ts';
import { type OpenStores, openStoredEventsAt, openStoresAt, storePaths } from '#libs/runtime/stores.ts';
import { verifyLog } from '#libs/audit/verify.ts';
import { latestStatements } from '#libs/statements/calculation/latest.ts';
import type { QueryStores } from '#libs/read-store/read-store.ts';
import { DEMO, writeExperiment } from '#libs/synthetic/experiment.ts';
import { factFiles, form } from '#test/support/client.ts';
import { CutProxy } from '#test/support/cut-proxy.ts';
import { rounds } from '#test/support/deep.ts';
import { Product } from '#test/support/product.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';
import { MongoProcess, NO_MONGODB, NO_MONGODB_OF_OUR_OWN, mongoDatabase } from '#test/support/mongodb.ts';
import { KURRENTDB_COMMAND, KurrentDbProcess } from '#test/support/kurrentdb.ts';
import { NO_REDIS_OF_OUR_OWN, RedisProcess } from '#test/support/redis.ts';
import { type Answer, Service } from '#test/support/service.ts';
import { describeUnless } from '#test/support/unless.ts';
import { systemClock } from '#test/support/system-clock.ts';

const ROUNDS = Number(process.env['FAULT_ROUNDS'] ?? rounds(2, 10));
const FIRST_SEED = Number(process.env['FAULT_SEED'] ?? 1);
/** Each scheme with a few teams: after a fault, a worker does the whole job again. */
const SCALE = { ...DEMO, pepsTeams: 4, primordialTeams: 2, ipepGroups: 3, patientsFactor: 0.02, years: 2 };
const RANGE = { from: '2024-Q1', to: '2025-Q4', knownOn: '2026-09-30' };
const PAID = { team: 'PEPS-01', periods: ['2025-Q1', '2025-Q2', '2025-Q3'], dueBy: '2026-06-30' };
const ACCOUNT = { name: 'Maison de santé', iban: 'FR7630006000011234567890189', bic: 'AGRIFRPP' };
/** Maximum number of faults in a round. */
const FAULTS_MAX = 12;
/** A longer round hangs. */
const ROUND_MS = 480_000;

const folder = temporaryFolder();
const facts = join(folder, 'facts');
const clean = new Product();
let kurrentdb: KurrentDbProcess | undefined;
let mongodb: MongoProcess | undefined;
const serverUrl = (): string | undefined => kurrentdb?.url ?? process.env['KURRENTDB_TEST_URL'];

async function digests(stores: QueryStores): Promise<readonly string[]> {
  const { statements } = await latestStatements(stores);
  return statements.map(({ team, period, digest }) => `${team} ${period} ${digest}`).sort();
}

/** Numbers in [0, 1) from a seed. */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The proposals that wait for a second person: of one thing, or all in the ledger. */
type Proposed = { readonly proposed: { code: string } | null } | { readonly items: readonly { code: string }[] };

/** The engines without the test's proxies in front of them. */
interface Direct {
  readonly log?: string;
  readonly read?: string;
}

/** One round: the engines, the service on them, and the faults. */
class Round {
  readonly service: Service;
  readonly redis: RedisProcess;
  readonly proxies: readonly CutProxy[];
  readonly #direct: Direct;
  readonly #random: () => number;
  readonly did: string[] = [];
  #ending = false;
  #harm: Promise<void> | undefined;

  private constructor(
    service: Service,
    redis: RedisProcess,
    proxies: readonly CutProxy[],
    direct: Direct,
    seed: number,
  ) {
    this.service = service;
    this.redis = redis;
    this.proxies = proxies;
    this.#direct = direct;
    this.#random = chance(seed);
  }

  static async start(seed: number): Promise<Round> {
    const redis = await RedisProcess.start();
    const env: Record<string, string> = { JOBS_URL: redis.url, JOB_LEASE_MS: '1000' };
    const direct: { log?: string; read?: string } = {};
    const proxies: CutProxy[] = [];
    const through = async (url: string): Promise<string> => {
      const before = await CutProxy.before(url);
      proxies.push(before.proxy);
      return before.through;
    };
    const server = serverUrl();
    if (server !== undefined) {
      direct.log = `${server}${server.includes('?') ? '&' : '?'}log=faults-${randomUUID()}`;
      env['EVENT_STORE_URL'] = await through(direct.log);
    }
    if (NO_MONGODB === false) {
      direct.read = mongodb === undefined ? await mongoDatabase() : `${mongodb.url}/faults-${randomUUID()}`;
      env['READ_STORE_URL'] = await through(direct.read);
    }
    return new Round(await Service.start({ workers: 2, env }), redis, proxies, direct, seed);
  }

  /** Causes faults a moment after one another until `spare`, or until there are many: a slow machine would have them without end. */
  harm(): void {
    this.#harm = this.#harming();
  }

  async spare(): Promise<void> {
    this.#ending = true;
    await this.#harm;
  }

  async #harming(): Promise<void> {
    while (!this.#ending && this.did.length < FAULTS_MAX) {
      await setTimeout(30 + 270 * this.#random());
      const harms = [
        () => this.#killWorker(),
        () => this.#emptyRedis(),
        ...this.proxies.map((proxy) => () => this.#cut(proxy)),
        ...[kurrentdb, mongodb].flatMap((server) => (server === undefined ? [] : [() => this.#killServer(server)])),
      ];
      await harms[Math.floor(this.#random() * harms.length)]?.();
    }
  }

  async #killWorker(): Promise<void> {
    const alive = this.service.workers.filter((worker) => !worker.ended);
    const victim = alive[Math.floor(this.#random() * alive.length)];
    this.did.push('worker');
    await victim?.end('SIGKILL');
    // It cannot start while the log is unreachable; then the next one is started.
    await this.service.startWorker().catch(() => undefined);
  }

  /** Restarts the engine empty. */
  async #emptyRedis(): Promise<void> {
    this.did.push('redis');
    await this.redis.stop();
    await setTimeout(200 * this.#random());
    await this.redis.startAgain();
  }

  /** Restarts the engine with everything it acknowledged. */
  async #killServer(server: KurrentDbProcess | MongoProcess): Promise<void> {
    this.did.push(server === mongodb ? 'mongodb' : 'kurrentdb');
    await server.kill();
    await server.startAgain();
  }

  async #cut(proxy: CutProxy): Promise<void> {
    this.did.push('connections');
    proxy.down();
    await setTimeout(400 * this.#random());
    proxy.up();
  }

  /** Repeats a command under its key until it is answered. */
  async ask<Body>(
    who: string,
    role: Parameters<Service['token']>[0],
    path: string,
    body: unknown,
  ): Promise<Answer<Body>> {
    const key = randomUUID();
    const token = await this.service.token(role, who);
    for (let tries = 0; ; tries++) {
      const answer = await this.service.post<Body>(
        path,
        typeof body === 'function' ? (body as () => unknown)() : body,
        { token, key },
      );
      if (answer.status < 500) {
        assert.ok(answer.status < 300, `${path}: ${JSON.stringify(answer.body)}`);
        return answer;
      }
      assert.ok(tries < 200, `${path} is never answered: ${JSON.stringify(answer.body)}`);
      await setTimeout(200);
    }
  }

  /** The code of the account that is proposed at an address. */
  async codeOf(path: string): Promise<string> {
    const token = await this.service.token('accountant', 'Emma');
    for (let tries = 0; ; tries++) {
      const { status, body } = await this.service.get<Proposed>(path, { token });
      if (status === 200) {
        const proposed = 'items' in body ? body.items[0] : body.proposed;
        assert.ok(proposed, `${path} has no proposal`);
        return proposed.code;
      }
      assert.ok(tries < 200, `${path} is never answered: ${JSON.stringify(body)}`);
      await setTimeout(200);
    }
  }

  async job(who: string, role: Parameters<Service['token']>[0], path: string, body: unknown): Promise<JobView> {
    const { id } = (await this.ask<JobView>(who, role, path, body)).body;
    const token = await this.service.token('auditor', 'Zoé');
    for (;;) {
      const { status, body: job } = await this.service.get<JobView>(`/jobs/${id}`, { token });
      // A job fails by design when it has lost every worker that began it; the caller asks again.
      if (status === 200 && job.state === 'FAILED' && job.error?.includes('chaque programme') === true)
        return this.job(who, role, path, body);
      if (status === 200 && job.state !== 'PENDING') {
        assert.equal(job.state, 'SUCCEEDED', `${path}: ${String(job.error)}`);
        return job;
      }
      await setTimeout(100);
    }
  }

  async within<T>(work: (stores: OpenStores) => Promise<T>): Promise<T> {
    const stores = await openStoresAt(storePaths(this.service.folder, this.#direct), systemClock);
    try {
      return await work(stores);
    } finally {
      await stores.close();
    }
  }

  async audited(): Promise<readonly unknown[]> {
    const stored = await openStoredEventsAt(storePaths(this.service.folder, this.#direct));
    try {
      return (await verifyLog(stored)).misfits;
    } finally {
      await stored.close();
    }
  }

  async close(): Promise<void> {
    await this.service.close();
    await this.redis.stop();
    for (const proxy of this.proxies) await proxy.close();
  }
}

beforeAll(async () => {
  if (KURRENTDB_COMMAND !== undefined) kurrentdb = await KurrentDbProcess.start(KURRENTDB_COMMAND);
  if (NO_MONGODB_OF_OUR_OWN === false) mongodb = await MongoProcess.start();
  await writeExperiment(facts, { seed: 11, scale: SCALE });
  await clean.import(facts);
  await clean.calculate(RANGE);
});
afterAll(async () => {
  await clean.close();
  await kurrentdb?.close();
  await mongodb?.close();
  rmSync(folder, { recursive: true, force: true });
});

describeUnless(NO_REDIS_OF_OUR_OWN)('under random faults', () => {
  for (let seed = FIRST_SEED; seed < FIRST_SEED + ROUNDS; seed++)
    test(
      `round ${seed}: the statements of a clean run, paid once`,
      async () => {
        const round = await Round.start(seed);
        try {
          round.harm();
          await round.job('Alice', 'operator', '/imports', () => form(factFiles(facts)));
          await round.job('Alice', 'operator', '/calculations', RANGE);
          await round.ask('Alice', 'operator', '/envelopes/FIR/propose', {
            amountCents: '100000000',
            schemes: ['PEPS'],
          });
          await round.ask('Bruno', 'approver', '/envelopes/FIR/confirm', {
            code: await round.codeOf('/envelopes/FIR'),
          });
          for (const holder of [`payees/${PAID.team}`, 'debtors/FIR']) {
            await round.ask('David', 'accountant', `/${holder}/propose`, ACCOUNT);
            await round.ask('Emma', 'accountant', `/${holder}/confirm`, { code: await round.codeOf(`/${holder}`) });
          }
          for (const period of PAID.periods) {
            await round.ask('Alice', 'operator', `/statements/${PAID.team}/${period}/submit`, {});
            await round.ask('Bruno', 'approver', `/statements/${PAID.team}/${period}/approve`, {});
          }
          await round.ask('Alice', 'operator', '/account-hold/propose', { days: 0, reason: 'essai' });
          const hold = await round.codeOf('/account-hold');
          await round.ask('Bruno', 'approver', '/ledger-proposals/hold/confirm', { code: hold });
          const run = { run: 'R1', envelope: 'FIR', dueBy: PAID.dueBy };
          const prepared = await round.ask<{ code: string }>('Chloé', 'authorising-officer', '/payment-runs', run);
          await round.ask('Chloé', 'authorising-officer', '/payment-runs/R1/release', { code: prepared.body.code });
          await round.spare();
          process.stderr.write(`round ${seed} killed: ${round.did.join(', ')}\n`);
          expect(round.did.length).toBeGreaterThan(0);
          await round.service.stop();
          await round.within(async (stores) => {
            expect(await digests(stores)).toStrictEqual(await digests(clean));
            for (const category of ['patient', 'team', 'national', 'import'])
              assert.equal(await stores.log.count([category]), await clean.log.count([category]), category);
            const ledger = await stores.log.readStream('payment-ledger');
            const cents = (type: string): bigint =>
              ledger
                .filter((event) => event.type === type)
                .reduce((sum, { data }) => sum + BigInt((JSON.parse(data) as { amountCents: string }).amountCents), 0n);
            expect(ledger.filter(({ type }) => type === 'PaymentRunReleased')).toHaveLength(1);
            expect(cents('PaymentReleased')).toBe(await dueOfClean());
          });
          expect(await round.audited()).toStrictEqual([]);
        } finally {
          await round.spare();
          await round.close();
        }
      },
      ROUND_MS,
    );
});

/** The amount that the run must release: every instalment of the approved statements that is due by the day. */
async function dueOfClean(): Promise<bigint> {
  const { statements } = await latestStatements(clean);
  const due = statements
    .filter(({ team, period }) => team === PAID.team && PAID.periods.includes(period))
    .flatMap(({ statement }) => statement?.instalments ?? [])
    .filter(({ dueOn }) => dueOn <= Math.floor(Date.parse(PAID.dueBy) / 86_400_000))
    .reduce((sum, { amountCents }) => sum + amountCents, 0n);
  expect(due).toBeGreaterThan(0n);
  return due;
}
