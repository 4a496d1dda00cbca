/** Measures a JSON text before it is parsed: a text that is too deep or has too many values costs one pass over its bytes. */

/** The deepest command has four levels. */
const LEVELS_MAX = 16;
/** Maximum of one object or list: twice the size of the longest command. */
const MEMBERS_MAX = 1_000;
/** Maximum of the whole text. */
const VALUES_MAX = 5_000;

const [QUOTE, BACKSLASH, COMMA] = [0x22, 0x5c, 0x2c];
const OPENING = new Set([0x7b, 0x5b]);
const CLOSING = new Set([0x7d, 0x5d]);

/** The exceeded bound, in French; undefined if the text is within all bounds. The text need not be JSON. */
export function excessOf(bytes: Uint8Array): string | undefined {
  /** Counts of the open objects and lists, from the outermost in. */
  const members = [1];
  let [values, isQuoted] = [1, false];
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] ?? 0;
    if (isQuoted) {
      if (byte === BACKSLASH) i++;
      else if (byte === QUOTE) isQuoted = false;
    } else if (byte === QUOTE) isQuoted = true;
    else if (OPENING.has(byte)) {
      if (members.push(1) > LEVELS_MAX + 1) return `plus de ${LEVELS_MAX} niveaux`;
      values++;
    } else if (CLOSING.has(byte)) members.pop();
    else if (byte === COMMA) {
      const count = (members.pop() ?? 0) + 1;
      members.push(count);
      if (count > MEMBERS_MAX) return `un objet ou une liste de plus de ${MEMBERS_MAX} éléments`;
      if (++values > VALUES_MAX) return `plus de ${VALUES_MAX} valeurs`;
    }
  }
  return undefined;
}
