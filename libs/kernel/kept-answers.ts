/** Caches the last requested answers, so that the same question is computed once. */
import { LRUCache } from 'lru-cache';

export class KeptAnswers<Answer> {
  readonly #kept: LRUCache<string, Promise<Answer>>;

  /** Keeps at most `max` answers. */
  constructor(max: number) {
    this.#kept = new LRUCache({ max });
  }

  /** Computes the answer if it is not cached. A failed answer is not cached: it is computed again the next time. */
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
