/** A command without an answer is sent again under its key, whatever the screen shows since; another one is not. */
import { expect, test } from '@jest/globals';
import { Problem } from '#apps/console/api/problem.ts';
import { isUnanswered } from '#apps/console/parts/unanswered.ts';

function ended(status: number): Problem {
  return new Problem(status, 'Titre', 'Détail');
}

test.each([0, 502, 503, 504])('a command that ended with status %i is sent again', (status) => {
  expect(isUnanswered({ error: ended(status), variables: 'a' }, 'a')).toBe(true);
});

test.each([
  ['another content', { error: ended(0), variables: 'a' }, 'b'],
  ['a refusal', { error: ended(409), variables: 'a' }, 'a'],
  ['an ended session', { error: ended(401), variables: 'a' }, 'a'],
  ['an error of the console', { error: new Error('x'), variables: 'a' }, 'a'],
  ['one that was answered', { error: null, variables: 'a' }, 'a'],
  ['one that was not sent', { error: null, variables: undefined }, 'a'],
])('%s is not', (_, sent, content) => {
  expect(isUnanswered(sent, content)).toBe(false);
});
