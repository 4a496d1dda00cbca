#!/usr/bin/env node
/**
 * Draws a monetary-unit sample again from the file of an extract (CSV of POST /audit/extractions, or of `decompte audit extract --out`), a
 * seed and an interval or a number. Needs only Node 20 or later, and shares no code with the product.
 *
 *   node sample.mjs extrait.csv --seed TEXT (--interval CENTS | --size NUMBER) [--json]
 *
 * The draw:
 *   1. Rows with an amount above 0 form a line of cents, in the order of the file: the first has the cents 1 to its amount, the next
 *      row the following cents.
 *   2. The interval is the given one, or the sum of these amounts divided by the number, without its remainder.
 *   3. The first cent drawn is the SHA-256 of the seed (UTF-8) as a number, modulo the interval, plus 1; each following one is one
 *      interval further.
 *   4. A row is drawn once for each drawn cent in it. A row with an amount of at least the interval is always drawn.
 */
import { createHash } from 'node:crypto';
import { readFileSync, realpathSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';

const USAGE = 'Utilisation : node sample.mjs EXTRAIT.csv --seed TEXTE (--interval CENTIMES | --size NOMBRE) [--json]';
/** Maximum number of drawn cents, as in the product. */
const MAX_HITS = 10_000n;

/** The command line or the file cannot be used; the message is a sentence. */
class Unusable extends Error {}

/** Gives `{ intervalCents, startCents, totalCents, hits: [{ cent, id, position }] }`, with whole cents as bigint. */
export function draw(rows, seed, { intervalCents, size }) {
  const positive = rows.filter(({ amountCents }) => amountCents > 0n);
  const totalCents = positive.reduce((sum, { amountCents }) => sum + amountCents, 0n);
  if (totalCents === 0n) throw new Unusable('aucun montant du fichier n’est au-dessus de 0');
  const divided = size === undefined ? 0n : totalCents / BigInt(size);
  const interval = intervalCents ?? (divided === 0n ? 1n : divided);
  if (totalCents / interval > MAX_HITS)
    throw new Unusable(`le tirage aurait ${totalCents / interval} centimes ; il en faut ${MAX_HITS} au plus`);
  const startCents = (BigInt(`0x${createHash('sha256').update(seed, 'utf8').digest('hex')}`) % interval) + 1n;
  const hits = [];
  let [cent, passed] = [startCents, 0n];
  for (const { id, position, amountCents } of positive) {
    passed += amountCents;
    for (; cent <= passed; cent += interval) hits.push({ cent, id, position });
  }
  return { intervalCents: interval, startCents, totalCents, hits };
}

/** The rows of an extract. A field with a comma, a quote or a line break is quoted. */
export function rowsOf(csv) {
  const [header = [], ...lines] = recordsOf(csv);
  const [position, id, amount] = ['position', 'id', 'amount_cents'].map((name) => {
    if (header.indexOf(name) < 0 || header.indexOf(name) !== header.lastIndexOf(name))
      throw new Unusable(`l’en-tête du fichier n’a pas la colonne ${name}, une seule fois : ce n’est pas un extrait`);
    return header.indexOf(name);
  });
  let before = 0;
  return lines.map((fields, i) => {
    if (fields.length !== header.length)
      throw new Unusable(
        `la ligne ${i + 1} a ${fields.length} ${fields.length < 2 ? 'colonne' : 'colonnes'}, et l’en-tête en a ${header.length}`,
      );
    if (!/^[1-9]\d{0,15}$/.test(fields[position]) || !/^-?\d{1,18}$/.test(fields[amount]))
      throw new Unusable(`la ligne ${i + 1} n’a pas une position et un montant en centimes entiers`);
    // In another order, or with a row twice, a known seed would draw what who wrote the file wants.
    if (Number(fields[position]) <= before)
      throw new Unusable(`la ligne ${i + 1} n’est pas dans l’ordre du journal, ou y est deux fois`);
    before = Number(fields[position]);
    return { position: before, id: fields[id], amountCents: BigInt(fields[amount]) };
  });
}

function recordsOf(csv) {
  const records = [];
  let [fields, field, isQuoted] = [[], '', false];
  for (let i = 0; i < csv.length; i++) {
    const char = csv[i];
    if (isQuoted && char === '"' && csv[i + 1] === '"') field += csv[++i];
    else if (char === '"') {
      requireQuoteAtEnd(isQuoted ? csv.slice(i + 1, i + 2) : field);
      isQuoted = !isQuoted;
    } else if (isQuoted || (char !== ',' && char !== '\n')) field += char;
    else {
      fields.push(field);
      field = '';
      if (char === '\n') records.push(fields.splice(0));
    }
  }
  if (isQuoted || field !== '' || fields.length > 0)
    throw new Unusable('la dernière ligne du fichier est coupée, ou un guillemet n’est pas refermé');
  return records;
}

/** A quote has an empty field before it, or the end of a field after it: elsewhere it would hide rows up to the next one. */
function requireQuoteAtEnd(beside) {
  if (!['', ',', '\n'].includes(beside))
    throw new Unusable('un guillemet est au milieu d’un champ : ce n’est pas le fichier d’un extrait');
}

const WHY = {
  ENOENT: 'il n’y a rien à cet endroit',
  EISDIR: 'c’est un dossier',
  ENOTDIR: 'ce n’est pas un dossier',
  EACCES: 'ce compte n’a pas le droit de lire',
  ERR_ENCODING_INVALID_ENCODED_DATA: 'ce n’est pas du texte en UTF-8',
};

/** Throws Unusable. */
function argumentsOf(args) {
  let parsed;
  try {
    const text = { type: 'string', multiple: true };
    const options = { seed: text, interval: text, size: text, json: { type: 'boolean' } };
    parsed = parseArgs({ args, options, allowPositionals: true });
  } catch {
    throw new Unusable(USAGE);
  }
  const { seed = [], interval = [], size = [], json = false } = parsed.values;
  const [file, ...others] = parsed.positionals;
  if (file === undefined || others.length > 0 || seed.length !== 1 || interval.length + size.length !== 1)
    throw new Unusable(USAGE);
  for (const [name, values] of Object.entries({ interval, size }))
    for (const value of values)
      if (!/^[1-9]\d{0,14}$/.test(value))
        throw new Unusable(
          `--${name} est un nombre entier, de 1 à 15 chiffres, à partir de 1 : « ${value} » n’en est pas un`,
        );
  const by = interval.length > 0 ? { intervalCents: BigInt(interval[0]) } : { size: Number(size[0]) };
  return { file, seed: seed[0], by, json };
}

function textOf(file) {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(readFileSync(file));
  } catch (error) {
    throw new Unusable(`impossible de lire ${file} : ${WHY[error.code] ?? `le système répond ${error.code}`}`);
  }
}

function told({ totalCents, intervalCents, startCents, hits }) {
  const first = `Total ${totalCents} centimes, intervalle ${intervalCents}, premier centime ${startCents}.`;
  return [first, ...hits.map(({ cent, id }) => `${cent}\t${id}`)].join('\n');
}

/** Gives the exit status, and the text. */
export function main(args) {
  if (args.includes('--help')) return { status: 0, out: USAGE };
  try {
    const { file, seed, by, json } = argumentsOf(args);
    const drawn = draw(rowsOf(textOf(file)), seed, by);
    const asText = (_, value) => (typeof value === 'bigint' ? String(value) : value);
    return { status: 0, out: json ? JSON.stringify(drawn, asText, 2) : told(drawn) };
  } catch (error) {
    if (error instanceof Unusable) return { status: 2, err: error.message };
    throw error;
  }
}

/** True if run as a program, also through a link. */
const started = process.argv[1] === undefined ? undefined : realpathSync(process.argv[1]);
if (started !== undefined && import.meta.url === pathToFileURL(started).href) {
  const { status, out, err } = main(process.argv.slice(2));
  if (out !== undefined) console.log(out);
  if (err !== undefined) console.error(err);
  process.exitCode = status;
}
