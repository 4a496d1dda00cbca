/** An event after a signed checkpoint must have been recorded after the signature: an earlier time is false. */
import type { CheckpointFile } from '#libs/audit/checkpoint.ts';
import type { Impossible } from '#libs/audit/rules/findings.ts';
import type { StoredEvent } from '#libs/event-store/stored-events.ts';

/** Lines of the text of an event before its commit: stream, revision, id, type, schema version, effective, known on. */
const BEFORE_COMMIT = 7;
/** If a log has very many faults, only the first ones are kept. */
const IMPOSSIBLE_MAX = 1_000;

export class CheckpointTimes {
  /** Ordered by position. */
  readonly #left: CheckpointFile[];
  #last: CheckpointFile | undefined;
  readonly impossible: Impossible[] = [];

  constructor(checkpoints: readonly CheckpointFile[]) {
    this.#left = [...checkpoints];
  }

  /** Events in the order of the log. */
  take({ position, text }: Pick<StoredEvent, 'position' | 'text'>): void {
    for (let [next] = this.#left; next !== undefined && next.checkpoint.position < position; [next] = this.#left)
      this.#last = this.#left.shift();
    if (this.#last === undefined || this.impossible.length >= IMPOSSIBLE_MAX) return;
    const { name, checkpoint } = this.#last;
    const recordedAt = recordedAtIn(text);
    if (recordedAt === undefined || Date.parse(recordedAt) >= Date.parse(checkpoint.time)) return;
    const [stream = '""', , , type = ''] = text.split('\n', BEFORE_COMMIT);
    const data = { recordedAt, checkpoint: name, signedAt: checkpoint.time };
    const finding = { code: 'RECORDED_BEFORE_CHECKPOINT', data } as const;
    this.impossible.push({ position, stream: JSON.parse(stream) as string, type, finding });
  }
}

/** When the event of this text was recorded, ISO 8601. Undefined if it names no commit, which the chain check reports. */
export function recordedAtIn(text: string): string | undefined {
  const commit = text.split('\n', BEFORE_COMMIT + 1)[BEFORE_COMMIT] ?? '';
  return /^\["([^"]*)"/.exec(commit)?.[1];
}
