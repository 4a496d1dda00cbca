/** Strict reading of files that prove something: a proof has one spelling, so that no second reading hides in it. */

/**
 * A JSON text as its value is written again, but for blanks: no name is there twice, and nothing hides in another spelling. Throws
 * SyntaxError.
 */
export function strictJson(text: string): unknown {
  const value = JSON.parse(text) as unknown;
  const bare = text.replace(/("(?:[^"\\]|\\.)*")|\s+/g, (_, string?: string) => string ?? '');
  if (JSON.stringify(value) !== bare) throw new SyntaxError('a name is there twice, or the text is written otherwise');
  return value;
}

/** Base64 as it is written: nothing after its end, no other spelling of the same bytes. Undefined for any other text. */
export function strictBase64(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : undefined;
}

/** These fields, and no other. */
export function hasFields(value: unknown, fields: readonly string[]): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false;
  return Object.keys(value).length === fields.length && fields.every((field) => Object.hasOwn(value, field));
}

/** Text without a line break. */
export function isLine(value: unknown): value is string {
  return typeof value === 'string' && !value.includes('\n');
}
