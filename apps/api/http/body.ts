/**
 * Reads a JSON body: bounded in size, depth and number of values, UTF-8 only, without a key that could change a prototype, with whole
 * numbers only, written as in files, and without a social security number in any of its texts.
 */
import { sizeText } from '#libs/words/labels/sizes.ts';
import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { excessOf } from '#apps/api/http/json-bounds.ts';
import { Problem, type ProblemError } from '#apps/api/http/problem.ts';
import { holdsKeyedNumber, holdsSocialSecurityNumber } from '#libs/kernel/social-security-number.ts';
import { repeatedKeys } from '#libs/kernel/repeated-keys.ts';
import { decimalNumbers } from '#libs/kernel/written-numbers.ts';
import { sentenceOf } from '#libs/words/sentence-of.ts';
import { pointerName, shapeProblem } from '#apps/api/http/validation.ts';

const MAX_NAME = 64;
const FORBIDDEN_KEYS = new Set(['__proto__', 'constructor', 'prototype']);

function shape(detail: string): Problem {
  return new Problem(400, 'invalid-shape', detail);
}

/**
 * Undefined for an empty body of any content type: a command may need none. `isFact`: facts have their own checks of texts. Throws Problem.
 */
export function parseBody(bytes: Buffer, { isFact = false } = {}): unknown {
  if (bytes.length === 0) return undefined;
  if (!isUtf8(bytes)) throw shape('le corps n’est pas en UTF-8');
  const excess = excessOf(bytes);
  if (excess !== undefined) throw shape(`le corps a ${excess}`);
  const text = bytes.toString('utf8');
  const value = parsed(text);
  if (typeof value === 'string') throw shape('le corps est un objet JSON, entre accolades');
  const faults = [...faultsOf(value, '', isFact), ...repeated(text), ...decimals(text)];
  if (faults.length === 0) return value;
  throw shapeProblem(faults);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw shape('le corps n’est pas du JSON');
  }
}

/**
 * Faults that no field of a command may have. A lone surrogate is not a character, and stores replace it: the recorded text would differ
 * from the sent one.
 */
function faultsOf(value: unknown, path: string, isFact: boolean): readonly ProblemError[] {
  if (typeof value === 'string') return [...halfCharacter(value, path), ...(isFact ? [] : heldNumber(value, path))];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, field]) => {
    const at = `${path}/${pointerName(key.slice(0, MAX_NAME).toWellFormed())}`;
    const own = FORBIDDEN_KEYS.has(key)
      ? [{ path: at, code: 'SHAPE', detail: `la clé « ${key} » n’est pas permise ; ôtez-la` }]
      : halfCharacter(key, at);
    return [...own, ...(isFact ? [] : heldNumber(key, at)), ...faultsOf(field, at, isFact)];
  });
}

function repeated(json: string): readonly ProblemError[] {
  return repeatedKeys(json).map((names) => ({
    path: pointerOf(names),
    code: 'SHAPE',
    detail: 'la clé est donnée deux fois ; donnez-la une fois',
  }));
}

/** No field of a command is a decimal: amounts are whole cents, and fractions are texts. */
function decimals(json: string): readonly ProblemError[] {
  return decimalNumbers(json).map(({ path, written }) => ({
    path: pointerOf(path),
    code: 'SHAPE',
    detail: `${written.slice(0, MAX_NAME)} : un nombre entier s’écrit sans point ni exposant, une fraction comme un texte tel que "1/20"`,
  }));
}

function pointerOf(names: readonly string[]): string {
  return names.map((name) => `/${pointerName(name.slice(0, MAX_NAME).toWellFormed())}`).join('');
}

function halfCharacter(text: string, path: string): readonly ProblemError[] {
  if (text.isWellFormed()) return [];
  const detail =
    'ce n’est pas un texte : il y a une moitié de caractère (de \\ud800 à \\udfff, sans sa paire) ; ôtez-la';
  return [{ path, code: 'SHAPE', detail }];
}

/** The digits of an IBAN, above all in groups of four, may look like a social security number. */
const IBAN = /^\s*[A-Z]{2}\d{2}[\sA-Z\d]*$/i;

/**
 * A social security number in a text or a name of a body, also of one that a worker reads later. A text without a blank may come from a
 * program, with random digits: there, only a number with its right key counts.
 */
function heldNumber(text: string, path: string): readonly ProblemError[] {
  const holds = /\s/.test(text) && !IBAN.test(text) ? holdsSocialSecurityNumber(text) : holdsKeyedNumber(text);
  return holds
    ? [{ path, code: 'SOCIAL_SECURITY_NUMBER', detail: sentenceOf({ code: 'TEXT_HOLDS_NUMBER', data: {} }) }]
    : [];
}

/** Routes that take files: they read them as a stream and bound them themselves. */
const FORMS = '/imports';
/** Routes that take a fact. */
const FACTS = '/facts/';
const BANK_FILES = '/payment-answers';
/** An identity provider sends a small form. */
const LOGOUT_TOKENS = '/session/openid/backchannel-logout';
const MAX_LOGOUT_TOKEN = 16_384;

export function addBodyParsers(fastify: FastifyInstance, bodyLimit: number): void {
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer', bodyLimit },
    async ({ routeOptions: { url } }: FastifyRequest, body: Buffer) =>
      parseBody(body, { isFact: url?.startsWith(FACTS) === true }),
  );
  fastify.addContentTypeParser(
    ['application/xml', 'text/xml', 'text/csv'],
    async ({ routeOptions: { url } }: FastifyRequest, body: IncomingMessage) => {
      if (url === BANK_FILES) return body;
      throw notReadAt(url);
    },
  );
  fastify.addContentTypeParser(
    'application/x-www-form-urlencoded',
    async ({ routeOptions: { url } }: FastifyRequest, body: IncomingMessage) => {
      if (url === LOGOUT_TOKENS) return new URLSearchParams(await readText(body, MAX_LOGOUT_TOKEN));
      throw notReadAt(url);
    },
  );
}

async function readText(body: IncomingMessage, most: number): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of body) {
    chunks.push(chunk as Buffer);
    length += (chunk as Buffer).length;
    if (length > most)
      throw new Problem(413, 'too-large', `le corps dépasse ${sizeText(most)}, la taille permise ; envoyez moins`);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function notReadAt(url = ''): Problem {
  return new Problem(415, 'unsupported-media-type', `ce type de contenu n’est pas lu ici ; envoyez ${readAt(url)}`);
}

function readAt(url: string): string {
  if (takesForms(url)) return 'les fichiers en multipart/form-data';
  return url === BANK_FILES ? 'le fichier de la banque en application/xml ou text/csv' : 'du JSON (application/json)';
}

/** Whether the route accepts files, which may take a long time. */
export function takesFiles(url: string): boolean {
  return takesForms(url) || url === BANK_FILES;
}

function takesForms(url: string): boolean {
  return url === FORMS;
}

/** Elsewhere, a form would pass as a command without a body. */
export function addFormCheck(fastify: FastifyInstance): void {
  fastify.addHook('preValidation', async (request) => {
    if (request.isMultipart() && !takesForms(request.routeOptions.url ?? ''))
      throw new Problem(
        415,
        'unsupported-media-type',
        'un formulaire n’est pas lu ici ; envoyez du JSON (application/json)',
      );
  });
}
