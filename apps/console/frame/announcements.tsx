/** Announces the result of an action: to screen readers by a live region, to the eye for a few seconds. */
import { sharedValue } from '../parts/shared-value.ts';

const SHOWN_MS = 8_000;

const said = sharedValue('');
let timer: ReturnType<typeof setTimeout> | undefined;

export function announce(sentence: string): void {
  clearTimeout(timer);
  said.set(sentence);
  timer = setTimeout(() => said.set(''), SHOWN_MS);
}

export function Announcements() {
  const sentence = said.useValue();
  return (
    <p className="announcement" role="status">
      {sentence}
    </p>
  );
}
