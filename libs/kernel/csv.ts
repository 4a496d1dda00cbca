/** Lines of the files that go out: LF, no quoting where none is needed. Source: outputs, "Files". */

export function csvField(field: string): string {
  return /[",\n\r]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}

export function csvLine(fields: readonly (string | number | bigint)[]): string {
  return `${fields.map((field) => csvField(String(field))).join(',')}\n`;
}
