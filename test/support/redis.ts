/** A Redis for tests: that of REDIS_TEST_URL, or a redis-server on a free port. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { Redis } from 'ioredis';
import { freePort } from '#test/support/free-port.ts';

const GIVEN = process.env['REDIS_TEST_URL'];
const START_MS = 60_000;

const installed = spawnSync('redis-server', ['--version'], { stdio: 'ignore' }).status === 0;

/** The reason why tests that need a Redis cannot run, or false: for `skip`. */
export const NO_REDIS: string | false =
  GIVEN === undefined && !installed ? 'no REDIS_TEST_URL, and no redis-server on the PATH' : false;

/** Like NO_REDIS, for tests that stop the server. */
export const NO_REDIS_OF_OUR_OWN: string | false = installed ? false : 'no redis-server on the PATH';

export interface TestRedis {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

export async function testRedis(): Promise<TestRedis> {
  return GIVEN === undefined ? RedisProcess.start() : { url: GIVEN, stop: () => Promise.resolve() };
}

/** A redis-server that loses everything when it stops. */
export class RedisProcess implements TestRedis {
  readonly url: string;
  readonly #port: number;
  #child: ChildProcess | undefined;

  private constructor(port: number) {
    this.#port = port;
    this.url = `redis://127.0.0.1:${port}`;
  }

  static async start(): Promise<RedisProcess> {
    const made = new RedisProcess(await freePort());
    await made.startAgain();
    return made;
  }

  async startAgain(): Promise<void> {
    const options = ['--port', String(this.#port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
    const child = spawn('redis-server', options, { stdio: ['ignore', 'pipe', 'inherit'] });
    this.#child = child;
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => {
        reject(new Error(`redis-server accepted no connection within ${START_MS} ms`));
      }, START_MS);
      child.once('exit', (code) => {
        reject(new Error(`redis-server ended with ${code}`));
      });
      createInterface({ input: child.stdout }).on('line', (line) => {
        if (!line.includes('Ready to accept connections')) return;
        clearTimeout(timer);
        resolve();
      });
    });
  }

  async stop(): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (child === undefined) return;
    const exited = once(child, 'exit');
    child.kill('SIGKILL');
    await exited;
  }
}

/** Every key of a Redis with its value, as bytes in Latin-1, so that it can be searched. */
export async function everythingIn(url: string): Promise<string> {
  const redis = new Redis(url);
  try {
    // Compression would hide the content of values.
    await redis.config('SET', 'rdbcompression', 'no');
    const keys = await redis.keys('*');
    const values = await Promise.all(keys.map((key) => redis.dumpBuffer(key)));
    return [...keys, ...values.map((value) => value.toString('latin1'))].join('\n');
  } finally {
    await redis.quit();
  }
}
