/** Measures a JSON text before it is parsed, so that what is too deep or has too many values costs one pass over its bytes. */

/** The deepest command has four levels. */
const LEVELS_MAX = 16;
/** Of one object or list: twice what the longest command has. */
const MEMBERS_MAX = 1_000;
/** In all. */
const VALUES_MAX = 5_000;

const [QUOTE, BACKSLASH, COMMA] = [0x22, 0x5c, 0x2c];
const OPENING = new Set([0x7b, 0x5b]);
const CLOSING = new Set([0x7d, 0x5d]);

/** What the text has too much of, in French; undefined where it is within all bounds. The text need not be JSON. */
export function excessOf(bytes: Uint8Array): string | undefined {
  /** Of the objects and lists that are open, from the outermost in. */
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
