/** The parts of a text that is written in fields, of a CSV in any dialect or of JSON. */
const BETWEEN = /[,;\t|"\s]+/;

export function partsOfText(text: string): readonly string[] {
  return text.split(BETWEEN);
}
