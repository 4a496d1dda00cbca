/**
 * A MongoDB for tests: that of MONGODB_TEST_URL, or our own server on a free port. MONGODB_TEST_COMMAND names a program that becomes that
 * server, called with a port and a folder for its data; otherwise it is the `mongod` or `ferretdb` on the PATH.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import { freePort } from '#test/support/free-port.ts';

type Command = (port: number, folder: string) => readonly [program: string, ...options: string[]];

const GIVEN = process.env['MONGODB_TEST_URL'];
const START_MS = 60_000;

const PROGRAMS: Readonly<Record<string, Command>> = {
  mongod: (port, folder) => ['mongod', '--port', String(port), '--bind_ip', '127.0.0.1', '--dbpath', folder],
  ferretdb: (port, folder) => [
    'ferretdb',
    '--handler=sqlite',
    `--sqlite-url=file:${folder}/`,
    `--state-dir=${folder}`,
    `--listen-addr=127.0.0.1:${port}`,
    '--debug-addr=-',
    '--telemetry=disable',
  ],
};

const OWN = ownCommand();

/** The reason why tests that need a MongoDB cannot run, or false. */
export const NO_MONGODB: string | false =
  GIVEN === undefined && OWN === undefined ? 'no MONGODB_TEST_URL, and no mongod or ferretdb on the PATH' : false;

/** Like NO_MONGODB, for tests that stop the server. */
export const NO_MONGODB_OF_OUR_OWN: string | false =
  OWN === undefined ? 'no MONGODB_TEST_COMMAND, and no mongod or ferretdb on the PATH' : false;

function ownCommand(): Command | undefined {
  const program = process.env['MONGODB_TEST_COMMAND'];
  if (program !== undefined) return (port, folder) => [program, String(port), folder];
  const installed = Object.keys(PROGRAMS).find(
    (name) => spawnSync(name, ['--version'], { stdio: 'ignore' }).status === 0,
  );
  return installed === undefined ? undefined : PROGRAMS[installed];
}

let shared: Promise<MongoProcess> | undefined;

/** URL of a separate database on the server that the tests of a file share. */
export async function mongoDatabase(): Promise<string> {
  const server = GIVEN ?? (await (shared ??= MongoProcess.start())).url;
  const [head = '', query] = server.split('?');
  const [address = ''] = /^[a-z+]+:\/\/[^/]+/.exec(head) ?? [];
  return `${address}/test-${randomUUID()}${query === undefined ? '' : `?${query}`}`;
}

/** Removes a database that `mongoDatabase` gave. */
export async function dropDatabase(url: string): Promise<void> {
  const client = new MongoClient(url);
  await client.db().dropDatabase();
  await client.close();
}

/** Stops our own server that the tests of a file share: call it after all of them. */
export async function stopMongo(): Promise<void> {
  const server = await shared;
  shared = undefined;
  await server?.close();
}

/** Our own server, which keeps its data when it is killed. */
export class MongoProcess {
  readonly url: string;
  readonly #command: Command;
  readonly #port: number;
  readonly #folder = mkdtempSync(join(tmpdir(), 'mongodb-'));
  #child: ChildProcess | undefined;

  private constructor(command: Command, port: number) {
    this.#command = command;
    this.#port = port;
    this.url = `mongodb://127.0.0.1:${port}`;
  }

  static async start(): Promise<MongoProcess> {
    if (OWN === undefined) throw new Error(String(NO_MONGODB_OF_OUR_OWN));
    const made = new MongoProcess(OWN, await freePort());
    await made.startAgain();
    return made;
  }

  /** Resolves when it answers. */
  async startAgain(): Promise<void> {
    const [program, ...options] = this.#command(this.#port, this.#folder);
    const child = spawn(program, options, { stdio: 'ignore' });
    this.#child = child;
    const client = new MongoClient(this.url, { serverSelectionTimeoutMS: START_MS });
    try {
      await client.db('admin').command({ ping: 1 });
    } catch (error) {
      await this.kill();
      throw new Error(`${program} did not answer within ${START_MS} ms`, { cause: error });
    } finally {
      await client.close();
    }
  }

  async kill(): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (child?.exitCode !== null) return;
    const exited = once(child, 'exit');
    child.kill('SIGKILL');
    await exited;
  }

  async close(): Promise<void> {
    await this.kill();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
