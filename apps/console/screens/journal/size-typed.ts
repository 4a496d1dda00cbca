/** The size of a sample as typed: a draw of another size than the one on the screen would be another sample. */
export function sizeTyped(text: string): number | undefined {
  return /^[1-9]\d{0,8}$/.test(text.trim()) ? Number(text) : undefined;
}
