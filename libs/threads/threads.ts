/**
 * Shares work among threads of this process, so that one process uses the cores of its machine. Tasks are taken in order, as each thread is
 * free, and their results are given in the order of the tasks.
 */
import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import { Assistant, type AssistantWork } from '#libs/threads/assistant.ts';
import { type ThreadAnswer, OWN, type Order, type OwnTasks } from '#libs/threads/computing.ts';
import { errorOf } from '#libs/threads/passed-error.ts';

interface ThreadsSettings {
  /** 1: everything is done in the thread that asks. */
  readonly count: number;
  /** Work over fewer events is not shared: threads take a tenth of a second to start. */
  readonly eventsMin?: number;
}

/** Work for threads. An error of a callback stops it, and is thrown. */
export interface SharedWork<Task, Result> {
  /** URL of the module whose `begin` does it (computing.ts). */
  readonly module: string;
  /** The input of `begin` in each thread; structured-cloned. */
  readonly given: unknown;
  readonly tasks: readonly Task[];
  /** Called with each result, in the order of the tasks. Without it threads are independent of the caller until they are done. */
  readonly onResult?: (result: Result) => Promise<void>;
  /** Called after each batch of a thread, with the amount done since the last call. */
  readonly onProgress?: (amount: number) => void;
}

const EVENTS_MIN = 200_000;
/** A thread that waits for work this long ends: another one compiles its code again, which takes a second of processor. */
const IDLE_MS = 30_000;
/** Tasks that a thread has in hand, so that it need not wait for the next. */
const IN_HAND = 2;
/** A thread that may grow further collects its garbage later: half as much memory again for a twentieth less time. */
const MEMORY = { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 48 };
const THREAD = new URL(moduleBeside(import.meta.url, 'thread'));

export class Threads {
  readonly count: number;
  readonly #eventsMin: number;
  #idle: Worker[] = [];
  #ending: NodeJS.Timeout | undefined;

  constructor({ count, eventsMin = EVENTS_MIN }: ThreadsSettings) {
    this.count = count;
    this.#eventsMin = eventsMin;
  }

  isWorthwhile(events: number): boolean {
    return this.count > 1 && events >= this.#eventsMin;
  }

  /** The number of threads that wait for work. They begin at once; a new thread takes a tenth of a second to start. */
  get waiting(): number {
    return this.#idle.length;
  }

  /**
   * The total of each thread at the end; undefined if a thread could not begin: then nothing was done.
   * Throws the error of a task, and Error with its cause if a thread dies.
   */
  async share<Task, Result, Total>(work: SharedWork<Task, Result>): Promise<readonly Total[] | undefined> {
    const wanted = Math.min(this.count, work.tasks.length);
    const threads = this.#taken(wanted);
    try {
      const totals = await new Sharing<Task, Result, Total>(threads, work).done;
      this.#keep(threads);
      return totals;
    } catch (error) {
      await Promise.all(threads.map((thread) => thread.terminate()));
      throw error;
    }
  }

  /** One thread for the caller, who ends or stops it. */
  assistant<Task, Result>(work: AssistantWork): Assistant<Task, Result> {
    const [thread = newThread()] = this.#taken(1);
    return new Assistant(thread, work, (free) => {
      this.#keep([free]);
    });
  }

  async close(): Promise<void> {
    clearTimeout(this.#ending);
    await Promise.all(this.#idle.splice(0).map((thread) => thread.terminate()));
  }

  #taken(wanted: number): Worker[] {
    clearTimeout(this.#ending);
    const threads = this.#idle.splice(0, wanted);
    for (const thread of threads) withoutListeners(thread);
    while (threads.length < wanted) threads.push(newThread());
    return threads;
  }

  #keep(threads: readonly Worker[]): void {
    for (const thread of threads) {
      withoutListeners(thread);
      // The process may end though it waits.
      thread.unref();
      const forget = (): void => {
        this.#idle = this.#idle.filter((one) => one !== thread);
      };
      // One that dies while it waits harms no work.
      thread.once('error', forget).once('exit', forget);
    }
    this.#idle.push(...threads);
    // Several works at once have threads of their own.
    for (const more of this.#idle.splice(this.count)) void more.terminate();
    this.#ending = setTimeout(() => void this.close(), IDLE_MS).unref();
  }
}

function ownTasks(tasks: readonly unknown[], threads: number): OwnTasks {
  return { tasks, threads, shared: new SharedArrayBuffer(OWN.count * Int32Array.BYTES_PER_ELEMENT) };
}

function withoutListeners(thread: Worker): void {
  for (const event of ['message', 'error', 'exit']) thread.removeAllListeners(event);
}

function newThread(): Worker {
  return new Worker(THREAD, { resourceLimits: MEMORY });
}

/** One work, from its beginning in each thread to their totals. */
class Sharing<Task, Result, Total> {
  readonly done: Promise<readonly Total[] | undefined>;
  readonly #work: SharedWork<Task, Result>;
  readonly #threads: readonly Worker[];
  readonly #ended = Promise.withResolvers<readonly Total[] | undefined>();
  readonly #inHand = new Map<Worker, number>();
  readonly #totals: Total[] = [];
  /** Results that came before an earlier one. */
  readonly #results = new Map<number, Result>();
  #begun = 0;
  #isComplete = true;
  #nextTask = 0;
  #nextResult = 0;
  #isTaking = false;
  #isStopped = false;

  constructor(threads: readonly Worker[], work: SharedWork<Task, Result>) {
    this.#work = work;
    this.#threads = threads;
    this.done = this.#ended.promise;
    const own = work.onResult === undefined ? ownTasks(work.tasks, threads.length) : undefined;
    for (const thread of threads) {
      thread.ref();
      thread.on('message', (answer: ThreadAnswer) => void this.#takeOrStop(thread, answer));
      thread.on('error', (cause) => {
        this.#stop(new Error('a thread died', { cause }));
      });
      thread.on('exit', (code) => {
        this.#stop(new Error(`a thread ended with code ${code} before its work was done`));
      });
      this.#tell(thread, { kind: 'begin', module: work.module, given: work.given, own });
    }
    if (threads.length === 0) this.#ended.resolve([]);
  }

  async #takeOrStop(thread: Worker, answer: ThreadAnswer): Promise<void> {
    if (this.#isStopped) return;
    try {
      await this.#take(thread, answer);
    } catch (error) {
      this.#stop(error as Error);
    }
  }

  #stop(error: Error): void {
    this.#isStopped = true;
    this.#ended.reject(error);
  }

  #tell(thread: Worker, order: Order): void {
    thread.postMessage(order);
  }

  async #take(thread: Worker, answer: ThreadAnswer): Promise<void> {
    switch (answer.kind) {
      case 'begun':
        this.#begun++;
        this.#isComplete &&= answer.isReady;
        if (this.#work.onResult === undefined || this.#begun < this.#threads.length) return;
        if (this.#isComplete) this.#handOut();
        else this.#end();
        return;
      case 'progress':
        this.#work.onProgress?.(answer.amount);
        return;
      case 'result':
        this.#inHand.set(thread, (this.#inHand.get(thread) ?? 0) - 1);
        this.#results.set(answer.index, answer.result as Result);
        this.#handOut();
        await this.#takeResults();
        return;
      case 'total':
        this.#totals.push(answer.total as Total);
        if (this.#totals.length === this.#threads.length)
          this.#ended.resolve(this.#isComplete ? this.#totals : undefined);
        return;
      case 'failed':
        throw errorOf(answer.error);
    }
  }

  /** Keeps every thread busy, but no further ahead of the results taken than the threads have in hand twice. */
  #handOut(): void {
    const { tasks } = this.#work;
    const limit = this.#nextResult + 2 * IN_HAND * this.#threads.length;
    for (let level = 0; level < IN_HAND; level++)
      for (const thread of this.#threads) {
        if (this.#nextTask >= Math.min(tasks.length, limit)) return;
        const inHand = this.#inHand.get(thread) ?? 0;
        if (inHand > level) continue;
        this.#inHand.set(thread, inHand + 1);
        this.#tell(thread, { kind: 'task', index: this.#nextTask, task: tasks[this.#nextTask] });
        this.#nextTask++;
      }
  }

  async #takeResults(): Promise<void> {
    if (this.#isTaking) return;
    this.#isTaking = true;
    while (this.#results.has(this.#nextResult) && !this.#isStopped) {
      const result = this.#results.get(this.#nextResult) as Result;
      this.#results.delete(this.#nextResult);
      await this.#work.onResult?.(result);
      this.#nextResult++;
      this.#handOut();
    }
    this.#isTaking = false;
    if (this.#nextResult === this.#work.tasks.length && !this.#isStopped) this.#end();
  }

  /** Called once, because the last result is taken once. */
  #end(): void {
    for (const thread of this.#threads) this.#tell(thread, { kind: 'end' });
  }
}

/** URL of a module in the folder of this one, with the same extension: source or build. */
export function moduleBeside(url: string, name: string): string {
  return new URL(`./${name}${extname(url)}`, url).href;
}
