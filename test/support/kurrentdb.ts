/**
 * A KurrentDB that tests may kill: KURRENTDB_TEST_COMMAND names a program that becomes the server, called with a port and a folder for
 * its data. Other tests use the server of KURRENTDB_TEST_URL.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { freePort } from '#test/support/free-port.ts';

const START_MS = 60_000;

export const KURRENTDB_COMMAND = process.env['KURRENTDB_TEST_COMMAND'];

/** A server that keeps its data when it is killed. */
export class KurrentDbProcess {
  readonly url: string;
  readonly #command: string;
  readonly #port: number;
  readonly #folder = mkdtempSync(join(tmpdir(), 'kurrentdb-'));
  #child: ChildProcess | undefined;

  private constructor(command: string, port: number) {
    this.#command = command;
    this.#port = port;
    this.url = `kurrentdb://127.0.0.1:${port}?tls=false`;
  }

  static async start(command: string): Promise<KurrentDbProcess> {
    const made = new KurrentDbProcess(command, await freePort());
    await made.startAgain();
    return made;
  }

  /** Resolves when it accepts appends. */
  async startAgain(): Promise<void> {
    const child = spawn(this.#command, [String(this.#port), this.#folder], { stdio: 'ignore' });
    this.#child = child;
    const until = performance.now() + START_MS;
    while (!(await this.#isReady())) {
      if (child.exitCode !== null) throw new Error(`${this.#command} ended with ${child.exitCode}`);
      if (performance.now() > until) {
        await this.kill();
        throw new Error(`${this.#command} was not ready within ${START_MS} ms`);
      }
      await setTimeout(100);
    }
  }

  async kill(): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (child === undefined) return;
    const exited = once(child, 'exit');
    child.kill('SIGKILL');
    await exited;
  }

  async close(): Promise<void> {
    await this.kill();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #isReady(): Promise<boolean> {
    try {
      return (await fetch(`http://127.0.0.1:${this.#port}/health/live`)).ok;
    } catch {
      return false;
    }
  }
}
