/** The steps of the stories in docs/console.md: the person, the screen, and the words that it names. */
import { readFileSync } from 'node:fs';
import { PEOPLE } from '#apps/api/session/development-people.ts';
import type { PersonId } from '#test/console/browser.ts';

export interface Step {
  readonly story: string;
  readonly number: number;
  readonly person: PersonId;
  /** With parameters as in `screen.ts`. */
  readonly path: string;
  /** In the order of the step. */
  readonly words: readonly string[];
}

const DOCUMENT = new URL('../../docs/console.md', import.meta.url);
const STEP = /^(\d+)\. \*\*(.+?)\*\*, `(.+?)`: (.*)$/;

export function storiesTold(): readonly Step[] {
  let story = '';
  return readFileSync(DOCUMENT, 'utf8')
    .split('\n')
    .flatMap((line): Step[] => {
      story = /^## (.*)$/.exec(line)?.[1] ?? story;
      const [, number, name, path, text = ''] = STEP.exec(line) ?? [];
      if (number === undefined || path === undefined) return [];
      const person = PEOPLE.find((one) => one.name === name);
      if (person === undefined) throw new Error(`${story}, ${number}: nobody is called ${name ?? ''}`);
      const words = [...text.matchAll(/« (.+?) »/g)].map(([, word = '']) => word);
      return [{ story, number: Number(number), person: person.id, path, words }];
    });
}
