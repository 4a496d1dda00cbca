/** The parts written within a text: fields of a CSV in any dialect, or JSON, also inside a text of JSON. */
const BETWEEN = /[,;\t|"\s]+/;

export function partsOfText(text: string): readonly string[] {
  return readings(text).flatMap((one) => one.split(BETWEEN));
}

/** A character as JSON escapes it, at any depth of nested JSON texts. */
const ESCAPED = /\\+(?:u([\dA-Fa-f]{4})|([bfnrt])|(["/]))/g;

/** The text, and if it may contain JSON its decoded form, with a blank for each character that is no sign. */
export function readings(text: string): readonly string[] {
  if (!text.includes('\\')) return [text];
  const read = text.replaceAll(
    ESCAPED,
    (_, code: string | undefined, __: string | undefined, sign: string | undefined) =>
      code === undefined ? (sign ?? ' ') : String.fromCharCode(Number.parseInt(code, 16)),
  );
  return read === text ? [text] : [text, read];
}
