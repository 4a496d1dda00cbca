/**
 * Kinds of variables of the environment, as schemas of valibot. A message follows the name of the variable: the value, and the right form.
 */
import { readGivenText } from '#libs/files/given-file.ts';
import * as v from 'valibot';
import type { VariableFault } from '#libs/runtime/start-faults.ts';
import { isWeakKey, openPermissions } from '#libs/runtime/secret-file.ts';
import { sentenceOf } from '#libs/words/sentence-of.ts';

const MIN_KEY_BYTES = 32;

type Message = (issue: v.BaseIssue<unknown>) => string;

/** The fault of a wrong value. */
function faultOf(faultOfValue: (value: string) => VariableFault): Message {
  return ({ input }) => sentenceOf(faultOfValue(String(input)));
}

export const neededText = (example: string) =>
  v.string(sentenceOf({ code: 'VARIABLE_NOT_SET', data: { example } } satisfies VariableFault));
export const OPTIONAL_TEXT = v.optional(v.string());

/** Only digits. */
export const integer = (least: number, most: number) =>
  v.pipe(
    v.string(),
    v.check(
      (text) => /^\d{1,15}$/.test(text) && Number(text) >= least && Number(text) <= most,
      faultOf((value) => ({ code: 'VARIABLE_NOT_A_NUMBER', data: { value, least, most } })),
    ),
    v.transform(Number),
  );

export const integerOr = (otherwise: number, least: number, most: number) =>
  v.optional(integer(least, most), String(otherwise));

export const oneOfVariable = <const T extends readonly [string, ...string[]]>(allowed: T, otherwise: T[number]) =>
  v.optional(
    v.picklist(
      allowed,
      faultOf((value) => ({ code: 'VARIABLE_NOT_AMONG', data: { value, allowed } })),
    ),
    otherwise,
  );

/** How many threads share large work. */
export const THREADS = v.optional(integer(1, 64));

/** Whether facts about patients are sealed. */
export const SEALING = ['on', 'off'] as const;

/** Whether a calculation stores the entries of the act ledger, or they are computed each time. */
export const ACT_ENTRIES = ['stored', 'computed'] as const;
export type ActEntries = (typeof ACT_ENTRIES)[number];

export const optionalOneOfVariable = <const T extends readonly [string, ...string[]]>(allowed: T) =>
  v.optional(
    v.picklist(
      allowed,
      faultOf((value) => ({ code: 'VARIABLE_NOT_AMONG', data: { value, allowed } })),
    ),
  );

/** Separated by commas, unchanged. */
export const paths = () =>
  v.pipe(
    v.optional(v.string(), ''),
    v.transform((text) => text.split(',').map((entry) => entry.trim())),
    v.filterItems((entry) => entry !== ''),
  );

/** Separated by commas, in lower case. `fault` gives the text after the name if an entry is wrong. */
export const listVariable = (fault: (entry: string) => string | undefined) =>
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
      v.check(
        (text) => URL.canParse(text),
        faultOf((value) => ({ code: 'VARIABLE_NOT_A_URI', data: { value } })),
      ),
    ),
    otherwise,
  );

/** Unchanged, because an issuer is compared to the letter. */
export const httpUrl = (example: string) =>
  v.pipe(
    neededText(example),
    v.check(
      (text) => /^https?:$/.test(URL.parse(text)?.protocol ?? ''),
      faultOf((value) => ({ code: 'VARIABLE_NOT_A_WEB_ADDRESS', data: { value, example } })),
    ),
  );

/** The content of a file, parsed by `read`, which gives the value or its fault. */
const fileOf = <T>(read: (text: string, path: string) => { readonly is: T } | VariableFault) =>
  v.pipe(
    v.string(),
    v.rawTransform(({ dataset: { value: path }, addIssue, NEVER }) => {
      const found = readOrFault(path, read);
      if ('is' in found) return found.is;
      addIssue({ message: sentenceOf(found) });
      return NEVER;
    }),
  );

function readOrFault<T>(
  path: string,
  read: (text: string, path: string) => { readonly is: T } | VariableFault,
): { readonly is: T } | VariableFault {
  try {
    const mode = openPermissions(path);
    if (mode !== undefined) return { code: 'SECRET_FILE_OPEN', data: { path, mode } };
    return read(readGivenText(path).trim(), path);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { code: 'KEY_FILE_UNREADABLE', data: { path, reason } };
  }
}

/** A secret comes in a file rather than in the environment, which every child process inherits. */
export const KEY_FILE = fileOf<Buffer>(keyIn);

/** The same, for a file whose key may be replaced later. */
export const KEY_FILE_PATH = fileOf<string>((text, path) => {
  const read = keyIn(text, path);
  return 'is' in read ? { is: path } : read;
});

function keyIn(text: string, path: string): { readonly is: Buffer } | VariableFault {
  // Buffer.from silently skips invalid characters.
  if (!/^[A-Za-z0-9+/\s]*={0,2}$/.test(text)) return { code: 'KEY_NOT_BASE64', data: { path } };
  const key = Buffer.from(text, 'base64');
  if (key.length < MIN_KEY_BYTES)
    return { code: 'KEY_TOO_SHORT', data: { path, bytes: key.length, least: MIN_KEY_BYTES } };
  return isWeakKey(key) ? { code: 'KEY_WEAK', data: { path } } : { is: key };
}

/** A file with a secret that another part reads. */
export const PRIVATE_FILE = v.pipe(
  v.string(),
  v.check(
    (path) => openPermissions(path) === undefined,
    faultOf((path) => ({ code: 'SECRET_FILE_OPEN', data: { path, mode: openPermissions(path) ?? '' } })),
  ),
);

/** A secret from somebody else, unchanged. */
export const SECRET_FILE = fileOf<string>((text, path) =>
  text === '' ? { code: 'SECRET_FILE_EMPTY', data: { path } } : { is: text },
);
