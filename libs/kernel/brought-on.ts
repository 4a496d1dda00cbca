/** A state in memory that every caller brings up to date before it answers, one caller after the other. */
export class BroughtOn<State> {
  #state: State | undefined;
  #last: Promise<unknown> = Promise.resolve();

  /**
   * `bring` gets the state that the last caller left, or undefined, and gives the next one with its answer. If it fails, the state may be
   * half changed. It is dropped, and the next caller gets undefined.
   */
  next<Answer>(bring: (before: State | undefined) => Promise<readonly [State, Answer]>): Promise<Answer> {
    const answer = this.#last.then(async () => {
      const before = this.#state;
      this.#state = undefined;
      const [state, answered] = await bring(before);
      this.#state = state;
      return answered;
    });
    this.#last = answer.catch(() => undefined);
    return answer;
  }
}
