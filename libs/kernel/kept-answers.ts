/** The answers last asked for, kept so that the same question is worked out once. */
import { LRUCache } from 'lru-cache';

export class KeptAnswers<Answer> {
  readonly #kept: LRUCache<string, Promise<Answer>>;

  /** Keeps at most `max` of them. */
  constructor(max: number) {
    this.#kept = new LRUCache({ max });
  }

  /** Works it out where it is not kept. An answer that fails is not kept: it is worked out again the next time. */
  get(key: string, workOut: () => Promise<Answer>): Promise<Answer> {
    const kept = this.#kept.get(key);
    if (kept !== undefined) return kept;
    const answer = workOut();
    this.#kept.set(key, answer);
    answer.catch(() => {
      if (this.#kept.peek(key) === answer) this.#kept.delete(key);
    });
    return answer;
  }

  clear(): void {
    this.#kept.clear();
  }
}
