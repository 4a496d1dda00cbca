/**
 * What the log has of others that names somebody: a text that came in before he was known or that the checks let through, the id of another
 * patient's act. It is in clear or under the key of somebody else, so that it stays when he is erased: the proposal of an erasure shows
 * it.
 */
import { pairSubject } from '#libs/enrolment/duplicates/sealed.ts';
import { DUPLICATES_STREAM } from '#libs/enrolment/duplicates/stream.ts';
import type { RecordedEvent } from '#libs/event-store/event.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { patientIn } from '#libs/event-store/sealed/sealed-names.ts';
import { jobSubject, setAsideSubject } from '#libs/erasure/subjects.ts';

/** An event that names him and stays. */
export interface NamedElsewhere {
  readonly position: number;
  readonly type: string;
}

const FIELDS = ['position', 'stream', 'type', 'data'] as const;
type Found = Pick<RecordedEvent, (typeof FIELDS)[number]>;

/**
 * In the order of the log; reads all of it. `patients`: his ids. `taken`: subjects of the rows set aside, jobs and pairs that his erasure
 * takes away.
 */
export async function namedElsewhere(
  log: EventStore,
  patients: readonly string[],
  taken: readonly string[],
): Promise<readonly NamedElsewhere[]> {
  const searches = patients.map(searchOf);
  const [own, goes] = [new Set(patients), new Set(taken)];
  const found: NamedElsewhere[] = [];
  for await (const batch of log.read({ after: 0, fields: FIELDS }))
    for (const event of batch) {
      const { position, stream, type, data } = event;
      if (!searches.some(({ mayBeIn }) => mayBeIn(data)) || own.has(patientIn(stream) ?? '')) continue;
      const content = JSON.parse(data) as unknown;
      if (goes.has(subjectOf(event, content) ?? '')) continue;
      const texts = textsIn(content);
      if (searches.some(({ isIn }) => texts.some(isIn))) found.push({ position, type });
    }
  return found;
}

/** What has a key of its own, by which it goes with him where it names him. */
function subjectOf({ stream, type }: Found, content: unknown): string | undefined {
  const { line, merge } = content as { readonly line?: unknown; readonly merge?: unknown };
  if (type === 'RowSetAside') return setAsideSubject({ stream, line: Number(line) });
  if (type === 'JobRequested' || type === 'JobSucceeded') return jobSubject(stream);
  return stream === DUPLICATES_STREAM ? pairSubject(String(merge)) : undefined;
}

interface Search {
  /** Of the JSON of an event, quickly: where it escapes a character, that is looked at in its texts. */
  readonly mayBeIn: (json: string) => boolean;
  /** Of one of its texts. */
  readonly isIn: (text: string) => boolean;
}

/**
 * Of an id, as a word or between signs, in capitals or not; of letters and digits also with blanks and signs in it. Of digits alone only in a
 * sentence, since amounts, references and years have them too.
 */
function searchOf(id: string): Search {
  const letters = Array.from(id.normalize('NFKC'), (one) => String.raw`\u{${one.codePointAt(0)?.toString(16) ?? ''}}`);
  const isMixed = /\p{L}/u.test(id) && /\p{N}/u.test(id);
  const pattern = new RegExp(
    String.raw`(?<![\p{L}\p{N}])${letters.join(isMixed ? String.raw`[^\p{L}\p{N}]*` : '')}(?![\p{L}\p{N}])`,
    'iu',
  );
  const has = (text: string): boolean => pattern.test(/^\p{ASCII}*$/u.test(text) ? text : text.normalize('NFKC'));
  const mayBeIn = (json: string): boolean => json.includes('\\') || has(json);
  if (!/^\p{N}+$/u.test(id)) return { mayBeIn, isIn: has };
  const isSentence = (text: string): boolean => /\p{L}/u.test(text) && /\s/.test(text);
  return { mayBeIn: id.length > 4 ? mayBeIn : () => false, isIn: (text) => isSentence(text) && has(text) };
}

function textsIn(json: unknown): readonly string[] {
  if (typeof json === 'string') return [json];
  return typeof json === 'object' && json !== null ? Object.values(json).flatMap(textsIn) : [];
}
