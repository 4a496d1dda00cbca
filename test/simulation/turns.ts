/** Two pieces of work that take turns: each waits before its appends, and one at a time continues. */

/** One of the two. It calls `wait` at points where the other may go first. */
type Work<T> = (wait: () => Promise<void>) => Promise<T>;

class Party<T> {
  readonly done: Promise<T>;
  isDone = false;
  #goOn: () => void = () => undefined;
  #stopped: () => void = () => undefined;

  constructor(work: Work<T>) {
    this.done = Promise.resolve()
      .then(() => work(() => this.#wait()))
      .finally(() => {
        this.isDone = true;
        this.#stopped();
      });
    // The caller awaits it later.
    this.done.catch(() => undefined);
  }

  /** Lets it continue; fulfilled when it waits again or is done. */
  async goOn(): Promise<void> {
    if (this.isDone) return;
    const stopped = new Promise<void>((resolve) => {
      this.#stopped = resolve;
    });
    this.#goOn();
    await stopped;
  }

  #wait(): Promise<void> {
    return new Promise((resolve) => {
      this.#goOn = resolve;
      this.#stopped();
    });
  }
}

/** True in `turns` lets the first continue; when they are used up, the first continues to its end, then the second. */
export async function inTurns<A, B>(first: Work<A>, second: Work<B>, turns: readonly boolean[]): Promise<[A, B]> {
  const [a, b] = [new Party(first), new Party(second)];
  await a.goOn();
  await b.goOn();
  for (const isFirst of turns) await (isFirst ? a : b).goOn();
  while (!a.isDone) await a.goOn();
  while (!b.isDone) await b.goOn();
  return Promise.all([a.done, b.done]);
}
