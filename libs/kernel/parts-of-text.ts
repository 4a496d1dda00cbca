/** What is written within a text: fields of a CSV in any dialect, or JSON, also in a text of JSON. */
const BETWEEN = /[,;\t|"\s]+/;

export function partsOfText(text: string): readonly string[] {
  return readings(text).flatMap((one) => one.split(BETWEEN));
}

/** As JSON writes a character, however deep the text is in texts of JSON. */
const ESCAPED = /\\+(?:u([\dA-Fa-f]{4})|([bfnrt])|(["/]))/g;

/** The text, and where it may hold JSON how it is read then: with a blank for each character that is no sign. */
export function readings(text: string): readonly string[] {
  if (!text.includes('\\')) return [text];
  const read = text.replaceAll(
    ESCAPED,
    (_, code: string | undefined, __: string | undefined, sign: string | undefined) =>
      code === undefined ? (sign ?? ' ') : String.fromCharCode(Number.parseInt(code, 16)),
  );
  return read === text ? [text] : [text, read];
}
