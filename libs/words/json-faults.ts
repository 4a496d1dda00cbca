/** Why a text is not JSON, in French, from the message of the JavaScript engine. */

/** The messages of V8 (src/common/message-template.h, kJsonParse…), by what they are about. */
const FAULTS: readonly (readonly [RegExp, string])[] = [
  [/number|exponent/i, 'un nombre n’y est pas écrit comme il le faut'],
  [/^Unexpected end|^Unterminated/, 'le texte finit trop tôt'],
  [/after JSON/, 'il y a du texte après la fin'],
  [/^Expected (?:double-quoted )?property name/, 'il y faut un nom entre guillemets'],
  [/^Expected ':'/, 'il y faut un deux-points après le nom'],
  [/^Expected ','/, 'il y faut une virgule ou la fin'],
  [/^Bad|^Invalid/, 'un caractère de texte n’y est pas écrit comme il le faut'],
];

/** `le texte finit trop tôt, ligne 3, colonne 12`; a message that is not known gives no reason. */
export function jsonFaultText(message: string): string {
  const token = /^Unexpected token '(.+?)'/.exec(message)?.[1];
  const why =
    token === undefined
      ? (FAULTS.find(([about]) => about.test(message))?.[1] ?? 'le texte n’en a pas la forme')
      : `« ${token} » n’y a pas sa place`;
  const [, line, column] = /line (\d+) column (\d+)/.exec(message) ?? [];
  return line === undefined || column === undefined ? why : `${why}, ligne ${line}, colonne ${column}`;
}
