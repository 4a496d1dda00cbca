/**
 * Kinds of variables of the environment, as schemas of valibot. A message follows the name of the variable: what it says, and what would be
 * right.
 */
import { readFileSync } from 'node:fs';
import * as v from 'valibot';

const NOT_SET = 'n’est pas réglé ; il le faut';
const MIN_KEY_BYTES = 32;

type Message = (issue: v.BaseIssue<unknown>) => string;

function says(wanted: string): Message {
  return ({ input }) => `vaut « ${String(input)} » ; ${wanted}`;
}

export const NEEDED_TEXT = v.string(NOT_SET);
export const OPTIONAL_TEXT = v.optional(v.string());

/** Written in digits alone. */
export const integer = (least: number, most: number) =>
  v.pipe(
    v.string(),
    v.check(
      (text) => /^\d{1,15}$/.test(text) && Number(text) >= least && Number(text) <= most,
      says(`il faut un nombre entier de ${least} à ${most}`),
    ),
    v.transform(Number),
  );

export const integerOr = (otherwise: number, least: number, most: number) =>
  v.optional(integer(least, most), String(otherwise));

export const oneOf = <const T extends readonly [string, ...string[]]>(allowed: T, otherwise: T[number]) =>
  v.optional(v.picklist(allowed, says(`choisissez parmi ${allowed.join(', ')}`)), otherwise);

/** By commas, in lower case. `fault` gives what follows the name where an entry is wrong. */
export const list = (fault: (entry: string) => string | undefined) =>
  v.pipe(
    v.optional(v.string(), ''),
    v.transform((text) => text.split(',').map((entry) => entry.trim().toLowerCase())),
    v.filterItems((entry) => entry !== ''),
    v.checkItems(
      (entry) => fault(entry) === undefined,
      ({ input }) => `: ${fault(input) ?? ''}`,
    ),
  );

export const uriOr = (otherwise: string) =>
  v.optional(
    v.pipe(
      v.string(),
      v.check((text) => URL.canParse(text), says('il faut une URI, par exemple urn:exemple:decompte')),
    ),
    otherwise,
  );

/** As it is written: an issuer is compared to the letter. */
export const HTTP_URL = v.pipe(
  NEEDED_TEXT,
  v.check((text) => /^https?:$/.test(URL.parse(text)?.protocol ?? ''), says('il faut une adresse http(s)://…')),
);

/** A secret comes in a file rather than in the environment, which every child process inherits. */
export const KEY_FILE = v.pipe(
  v.string(),
  v.rawTransform(({ dataset: { value: path }, addIssue, NEVER }) => {
    try {
      const key = Buffer.from(readFileSync(path, 'utf8').trim(), 'base64');
      if (key.length >= MIN_KEY_BYTES) return key;
      addIssue({
        message: `: ${path} contient ${key.length} octets en base64 ; il en faut au moins ${MIN_KEY_BYTES}`,
      });
    } catch (error) {
      addIssue({
        message: `: ${path} ne peut pas être lu (${error instanceof Error ? error.message : String(error)})`,
      });
    }
    return NEVER;
  }),
);
