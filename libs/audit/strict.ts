/** Strict reading of files that prove something: a proof has one spelling, so that no second reading hides in it. */

/**
 * Accepts only a JSON text that equals its own serialisation, apart from blanks: no name is repeated, and no other spelling hides a value.
 * Throws SyntaxError.
 */
export function strictJson(text: string): unknown {
  const value = JSON.parse(text) as unknown;
  const bare = text.replace(/("(?:[^"\\]|\\.)*")|\s+/g, (_, string?: string) => string ?? '');
  if (JSON.stringify(value) !== bare) throw new SyntaxError('a name is there twice, or the text is written otherwise');
  return value;
}

/** Accepts only canonical base64: nothing after its end, no other spelling of the same bytes. Undefined for any other text. */
export function strictBase64(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : undefined;
}

/** True if the value has exactly these fields. */
export function hasFields(value: unknown, fields: readonly string[]): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false;
  return Object.keys(value).length === fields.length && fields.every((field) => Object.hasOwn(value, field));
}

/** Text without a line break. */
export function isLine(value: unknown): value is string {
  return typeof value === 'string' && !value.includes('\n');
}
