/** Announces the result of an action: to screen readers by a live region, to the eye for a few seconds. */
import { Problem } from '../api/problem.ts';
import { sharedValue } from '../parts/shared-value.ts';

const SHOWN_MS = 8_000;
/** A failure has more to read, and a number to write down. */
const FAILURE_SHOWN_MS = 30_000;

const said = sharedValue('');
let timer: ReturnType<typeof setTimeout> | undefined;

export function announce(sentence: string, forMs = SHOWN_MS): void {
  clearTimeout(timer);
  said.set(sentence);
  timer = setTimeout(() => said.set(''), forMs);
}

/** A failure that has no place of its own on the screen: its sentence, and the number of the request. */
export function announceFailure(what: string, error: unknown): void {
  const why = error instanceof Error ? error.message : String(error);
  const number = error instanceof Problem ? error.request : undefined;
  announce(`${what} ${why}${number === undefined ? '' : ` Numéro de la requête : ${number}`}`, FAILURE_SHOWN_MS);
}

export function Announcements() {
  const sentence = said.useValue();
  return (
    <p className="announcement" role="status">
      {sentence}
    </p>
  );
}
