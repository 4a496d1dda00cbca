/**
 * Losses that two people acknowledged (libs/continuity), as the log records them: positions whose checkpoints sign a history that this log
 * no longer has, and missing checkpoint files.
 */
import type { StoredEvent } from '#libs/event-store/stored-events.ts';

/** The beginning of the text of an event of that stream. */
const BEGINNING = '"losses"\n';
const TYPE = '\nLogLossAcknowledged\n';

interface Place {
  readonly position: number;
  readonly link: string;
}

/** Takes the events of a log one by one, in their order. */
export class AcknowledgedLosses {
  readonly #places = new Set<string>();
  readonly #files = new Set<string>();

  take({ text }: Pick<StoredEvent, 'text'>): void {
    if (!text.startsWith(BEGINNING) || !text.includes(TYPE)) return;
    const { lost, files } = contentOf(text.slice(text.lastIndexOf('\n') + 1));
    for (const place of lost) this.#places.add(placeKey(place));
    for (const { digest } of files) this.#files.add(digest);
  }

  has(place: Place): boolean {
    return this.#places.has(placeKey(place));
  }

  /** `digest`: checkpointDigest. */
  hasFile(digest: string): boolean {
    return this.#files.has(digest);
  }
}

interface Content {
  readonly lost: readonly Place[];
  readonly files: readonly { readonly digest: string }[];
}

function contentOf(payload: string): Content {
  try {
    const { lost = [], files = [] } = JSON.parse(payload) as Partial<Content>;
    if (Array.isArray(lost) && Array.isArray(files)) return { lost, files };
  } catch {
    // Another program wrote the event, so it acknowledges nothing.
  }
  return { lost: [], files: [] };
}

function placeKey({ position, link }: Place): string {
  return `${position} ${link}`;
}
