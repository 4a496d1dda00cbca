/** Each fault of a JSON text is said in French, with its place where the engine gives one. */
import { expect, test } from '@jest/globals';
import { jsonFaultText } from '#libs/words/json-faults.ts';

function faultOf(text: string): string {
  try {
    JSON.parse(text);
  } catch (error) {
    return jsonFaultText((error as Error).message);
  }
  throw new Error(`${text} is JSON`);
}

test.each([
  ['', 'le texte finit trop tôt'],
  ['{"a": 1', 'il y faut une virgule ou la fin, ligne 1, colonne 8'],
  ['{"a": "b', 'le texte finit trop tôt, ligne 1, colonne 9'],
  ['{a: 1}', 'il y faut un nom entre guillemets, ligne 1, colonne 2'],
  ['{"a" 1}', 'il y faut un deux-points après le nom, ligne 1, colonne 6'],
  ['{"a": 1}\n}', 'il y a du texte après la fin, ligne 2, colonne 1'],
  ['version;2026', '« v » n’y a pas sa place'],
  ['{"a": 01}', 'un nombre n’y est pas écrit comme il le faut, ligne 1, colonne 8'],
  ['{"a": 1.}', 'un nombre n’y est pas écrit comme il le faut, ligne 1, colonne 9'],
  ['"a\tb"', 'un caractère de texte n’y est pas écrit comme il le faut, ligne 1, colonne 3'],
])('%j', (text, said) => {
  expect(faultOf(text)).toBe(said);
});

test('a message that no version of the engine has given yet gives no English', () => {
  expect(jsonFaultText('Something else at position 4 (line 1 column 5)')).toBe(
    'le texte n’en a pas la forme, ligne 1, colonne 5',
  );
});
