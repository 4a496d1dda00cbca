/**
 * Finds what a JSON parser passes over in silence: a key that an object has twice, of which it keeps the last, and another program on
 * the way might keep the first.
 */
const [QUOTE, BACKSLASH, COLON, COMMA] = [0x22, 0x5c, 0x3a, 0x2c];
const BLANKS = new Set([0x20, 0x09, 0x0a, 0x0d]);
const [OPEN_OBJECT, OPEN_LIST, CLOSE_OBJECT, CLOSE_LIST] = [0x7b, 0x5b, 0x7d, 0x5d];

/** An object or a list that is being read. */
interface Level {
  /** Keys seen; undefined in a list. */
  readonly keys: Set<string> | undefined;
  /** The last key, or the rank in a list. */
  at: string | number;
}

/** Paths of the keys that come again in their object, as names from the outermost in; of bytes that are JSON. */
export function repeatedKeys(json: Buffer): readonly (readonly string[])[] {
  const levels: Level[] = [];
  const repeated: string[][] = [];
  for (let i = 0; i < json.length; i++) {
    const byte = json[i];
    if (byte === QUOTE) {
      const end = endOfText(json, i);
      const level = levels.at(-1);
      if (level?.keys !== undefined && isKey(json, end)) {
        level.at = JSON.parse(json.toString('utf8', i, end + 1)) as string;
        if (level.keys.has(level.at)) repeated.push(levels.map(({ at }) => String(at)));
        level.keys.add(level.at);
      }
      i = end;
    } else step(byte, levels);
  }
  return repeated;
}

function step(byte: number | undefined, levels: Level[]): void {
  const level = levels.at(-1);
  if (byte === OPEN_OBJECT) levels.push({ keys: new Set(), at: '' });
  else if (byte === OPEN_LIST) levels.push({ keys: undefined, at: 0 });
  else if (byte === CLOSE_OBJECT || byte === CLOSE_LIST) levels.pop();
  else if (byte === COMMA && typeof level?.at === 'number') level.at++;
}

/** Where the text that begins here has its last quote. */
function endOfText(json: Buffer, start: number): number {
  let i = start + 1;
  while (i < json.length && json[i] !== QUOTE) i += json[i] === BACKSLASH ? 2 : 1;
  return i;
}

/** Whether a colon follows the text that ends here. */
function isKey(json: Buffer, end: number): boolean {
  let i = end + 1;
  while (BLANKS.has(json[i] ?? 0)) i++;
  return json[i] === COLON;
}
