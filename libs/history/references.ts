/** The ids by which later events of decisions and payments name an event. */
import type { RecordedEvent } from '#libs/event-store/event.ts';
import { contentOf } from '#libs/event-store/event-garbled.ts';

/** The fields that identify the subject of an event; later events name the first one present. */
const IDENTIFYING = [
  'endToEndId',
  'item',
  'recovery',
  'run',
  'exception',
  'difference',
  'replay',
  'answer',
  'decision',
] as const;

interface Named {
  readonly digest?: string;
  readonly proposal?: { readonly digest?: string };
}

/** Tells whether the content of a later event names this one. */
export function namingOf(event: RecordedEvent): (later: string) => boolean {
  const { type, stream, revision } = event;
  // A decision is named by its stream and revision, with a part after # for each due part.
  if (type.endsWith('Approved')) {
    const decision = JSON.stringify(`${stream}@${revision}`).slice(1, -1);
    return (later) => later.split(`"${decision}`).some((rest, i) => i > 0 && !/^\d/.test(rest));
  }
  const content: Readonly<Record<string, unknown>> & Named = contentOf(event);
  const key = IDENTIFYING.find((one) => typeof content[one] === 'string');
  if (key !== undefined) return includes(key, String(content[key]));
  const digest = content.digest ?? content.proposal?.digest;
  return digest === undefined ? () => false : includes('digest', digest);
}

function includes(key: string, value: string): (later: string) => boolean {
  const text = `${JSON.stringify(key)}:${JSON.stringify(value)}`;
  return (later) => later.includes(text);
}
