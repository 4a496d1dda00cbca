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
    const lines = text.split('\n', BEFORE_COMMIT + 1);
    const recordedAt = recordedIn(lines[BEFORE_COMMIT] ?? '');
    if (recordedAt === undefined || Date.parse(recordedAt) >= Date.parse(checkpoint.time)) return;
    const [stream = '""', , , type = ''] = lines;
    const data = { recordedAt, checkpoint: name, signedAt: checkpoint.time };
    const finding = { code: 'RECORDED_BEFORE_CHECKPOINT', data } as const;
    this.impossible.push({ position, stream: JSON.parse(stream) as string, type, finding });
  }
}

/** Undefined if the text is no commit, which the chain check reports. */
function recordedIn(commit: string): string | undefined {
  return /^\["([^"]*)"/.exec(commit)?.[1];
}
