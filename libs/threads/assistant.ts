/** One thread that does requested tasks one after the other, as long as a longer work of another thread lasts. */
import type { Worker } from 'node:worker_threads';
import type { ThreadAnswer, Order } from '#libs/threads/computing.ts';
import { errorOf } from '#libs/threads/passed-error.ts';

export interface AssistantWork {
  /** URL of the module whose `begin` does it (computing.ts). */
  readonly module: string;
  /** The input of `begin`; structured-cloned. */
  readonly given: unknown;
}

/** Its owner ends or stops it. */
export class Assistant<Task, Result> {
  readonly #thread: Worker;
  readonly #asked = new Map<number, PromiseWithResolvers<Result>>();
  readonly #ended = Promise.withResolvers<undefined>();
  readonly #free: (thread: Worker) => void;
  #next = 0;
  #failure: { readonly error: unknown } | undefined;

  /** `free`: called with the thread once it can do other work. */
  constructor(thread: Worker, work: AssistantWork, free: (thread: Worker) => void) {
    this.#thread = thread;
    this.#free = free;
    // It may fail before `end` waits for it.
    this.#ended.promise.catch(() => undefined);
    thread.ref();
    thread.on('message', (answer: ThreadAnswer) => {
      this.#take(answer);
    });
    thread.on('error', (cause) => {
      this.#fail(new Error('a thread died', { cause }));
    });
    thread.on('exit', (code) => {
      this.#fail(new Error(`a thread ended with code ${code} before its work was done`));
    });
    this.#tell({ kind: 'begin', module: work.module, given: work.given });
  }

  /** Rejects with the error of the task, or of an earlier one, after which no further task runs; and with Error if the thread dies. */
  ask(task: Task): Promise<Result> {
    const asked = Promise.withResolvers<Result>();
    // Nobody may be waiting any more for a task requested ahead.
    asked.promise.catch(() => undefined);
    if (this.#failure !== undefined) asked.reject(this.#failure.error);
    else {
      this.#asked.set(this.#next, asked);
      this.#tell({ kind: 'task', index: this.#next++, task });
    }
    return asked.promise;
  }

  /** After its tasks the thread is free for other work. Rejects as `ask`. */
  async end(): Promise<void> {
    if (this.#failure !== undefined) throw this.#failure.error;
    this.#tell({ kind: 'end' });
    await this.#ended.promise;
    this.#free(this.#thread);
  }

  /** Ends the thread at once, in the middle of a task too. */
  async stop(): Promise<void> {
    this.#fail(new Error('a thread was stopped'));
    await this.#thread.terminate();
  }

  #tell(order: Order): void {
    this.#thread.postMessage(order);
  }

  #take(answer: ThreadAnswer): void {
    if (this.#failure !== undefined) return;
    switch (answer.kind) {
      case 'begun':
        if (!answer.isReady) this.#fail(new Error('a thread could not begin its work'));
        return;
      case 'progress':
        return;
      case 'result':
        this.#asked.get(answer.index)?.resolve(answer.result as Result);
        this.#asked.delete(answer.index);
        return;
      case 'total':
        this.#ended.resolve(undefined);
        return;
      case 'failed':
        this.#fail(errorOf(answer.error));
    }
  }

  #fail(error: unknown): void {
    if (this.#failure !== undefined) return;
    this.#failure = { error };
    for (const { reject } of this.#asked.values()) reject(error);
    this.#asked.clear();
    this.#ended.reject(error);
  }
}
