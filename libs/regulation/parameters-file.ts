/** Reads parameters.json and the fields of its entries. */
import { withoutBom } from '#libs/csv/bytes.ts';
import { type Day, parseDay } from '#libs/kernel/day.ts';
import { wrongValue } from '#libs/regulation/faults.ts';
import { invalid } from '#libs/regulation/refusals.ts';
import type { Json, JsonObject } from '#libs/regulation/values.ts';

/** Throws PARAMETERS_NOT_JSON. */
export function parseParametersJson(text: string): Json {
  try {
    return JSON.parse(withoutBom(text)) as Json;
  } catch (error) {
    throw invalid('PARAMETERS_NOT_JSON', { why: error instanceof Error ? error.message : String(error) });
  }
}

/** Throws ValueError, like the others, if the field is absent, empty or not a text. */
export function textIn(entry: JsonObject, key: string): string {
  const value = entry[key];
  if (typeof value !== 'string' || value === '') throw wrongValue('MUST_HAVE_TEXT', { key });
  return value;
}

export function dayIn(entry: JsonObject, key: string): Day {
  const day = parseDay(textIn(entry, key));
  if (day === undefined) throw wrongValue('MUST_HAVE_DAY', { key });
  return day;
}

export function choiceIn<Choice extends string>(entry: JsonObject, key: string, choices: readonly Choice[]): Choice {
  const found = choices.find((choice) => choice === entry[key]);
  if (found === undefined) throw wrongValue('MUST_HAVE_ONE_OF', { key, choices });
  return found;
}
