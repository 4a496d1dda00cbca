/** The parts of a text that is written in fields, whatever its dialect. */
const BETWEEN = /[,;\t|"\s]+/;

export function partsOfText(text: string): readonly string[] {
  return text.split(BETWEEN);
}
