/**
 * The places of the log whose loss two people acknowledged (libs/continuity): a checkpoint signed there is of a history that this log has
 * no longer, and the log says so itself.
 */
import type { StoredEvent } from '#libs/event-store/stored-events.ts';

/** The beginning of the text of an event of that stream, and what is in it. */
const BEGINNING = '"losses"\n';
const TYPE = '\nLogLossAcknowledged\n';

interface Place {
  readonly position: number;
  readonly link: string;
}

/** Takes the events of a log one by one, in their order. */
export class AcknowledgedLosses {
  readonly #places = new Set<string>();

  take({ text }: Pick<StoredEvent, 'text'>): void {
    if (!text.startsWith(BEGINNING) || !text.includes(TYPE)) return;
    for (const place of lostIn(text.slice(text.lastIndexOf('\n') + 1))) this.#places.add(keyOf(place));
  }

  has(place: Place): boolean {
    return this.#places.has(keyOf(place));
  }
}

function lostIn(payload: string): readonly Place[] {
  try {
    const { lost } = JSON.parse(payload) as { readonly lost?: readonly Place[] };
    return Array.isArray(lost) ? (lost as readonly Place[]) : [];
  } catch {
    // Another program wrote it: nothing is acknowledged by it.
    return [];
  }
}

function keyOf({ position, link }: Place): string {
  return `${position} ${link}`;
}
