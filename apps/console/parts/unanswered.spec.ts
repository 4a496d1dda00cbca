/** A command without an answer is sent again under its key, whatever the screen shows since; another one is not. */
import { expect, test } from '@jest/globals';
import { NOT_SENT, Problem } from '#apps/console/api/problem.ts';
import { isUnanswered, sentAgainText } from '#apps/console/parts/unanswered.ts';

function ended(status: number): Problem {
  return new Problem(status, 'Titre', 'Détail');
}

test.each([0, 500, 502, 503, 504])('a command that ended with status %i is sent again', (status) => {
  expect(isUnanswered({ error: ended(status), variables: 'a' }, 'a')).toBe(true);
});

test.each([
  ['another content', { error: ended(0), variables: 'a' }, 'b'],
  ['a refusal', { error: ended(409), variables: 'a' }, 'a'],
  ['an ended session', { error: ended(401), variables: 'a' }, 'a'],
  ['one for another role', { error: ended(403), variables: 'a' }, 'a'],
  ['one that is too large', { error: ended(413), variables: 'a' }, 'a'],
  ['one of too many', { error: ended(429), variables: 'a' }, 'a'],
  ['a file that changed', { error: new Problem(0, 'Titre', 'Détail', { kind: NOT_SENT }), variables: 'a' }, 'a'],
  ['an error of the console', { error: new Error('x'), variables: 'a' }, 'a'],
  ['one that was answered', { error: null, variables: 'a' }, 'a'],
  ['one that was not sent', { error: null, variables: undefined }, 'a'],
])('%s is not', (_, sent, content) => {
  expect(isUnanswered(sent, content)).toBe(false);
});

test('says what is known: perhaps done without an answer, not done and when to send it again if there were too many', () => {
  const said = (error: Problem) => sentAgainText({ error, variables: 'a' }, 'a');
  expect(said(ended(503))).toMatch(/peut-être déjà fait/);
  expect(said(ended(409))).toBeUndefined();
  expect(said(ended(429))).toBe('Rien n’est fait de ce qui est demandé. Attendez un moment, puis renvoyez-le.');
  expect(said(new Problem(429, 'Titre', 'Détail', { retryAfterS: 12 }))).toMatch(
    /^Rien n’est fait .* Attendez 12 secondes,/,
  );
});
