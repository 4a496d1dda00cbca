#!/usr/bin/env node
/**
 * Draws a monetary-unit sample again, with Node 20 or later alone: from the file of an extract (CSV of POST /audit/extractions, or of
 * `decompte audit extract --out`), a seed and an interval or a number. It shares no code with the product.
 *
 *   node sample.mjs extrait.csv --seed TEXT (--interval CENTS | --size NUMBER) [--json]
 *
 * The draw:
 *   1. Rows with an amount above 0 stand one after the other, in the order of the file: the first has the cents 1 to its amount, the next
 *      those that follow.
 *   2. The interval is given, or the sum of these amounts divided by the number, without its remainder.
 *   3. The first cent drawn is the SHA-256 of the seed (UTF-8) as a number, modulo the interval, plus 1; each other is one interval on.
 *   4. A row is drawn for each cent that falls in it. A row of the interval or more is drawn always.
 */
import { createHash } from 'node:crypto';
import { readFileSync, realpathSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

/** Gives `{ intervalCents, startCents, totalCents, hits: [{ cent, id, position }] }`, with whole cents as bigint. */
export function draw(rows, seed, { intervalCents, size }) {
  const positive = rows.filter(({ amountCents }) => amountCents > 0n);
  const totalCents = positive.reduce((sum, { amountCents }) => sum + amountCents, 0n);
  if (totalCents === 0n) throw new Error('no amount above 0');
  const divided = size === undefined ? 0n : totalCents / BigInt(size);
  const interval = intervalCents ?? (divided === 0n ? 1n : divided);
  const startCents = (BigInt(`0x${createHash('sha256').update(seed, 'utf8').digest('hex')}`) % interval) + 1n;
  const hits = [];
  let [cent, passed] = [startCents, 0n];
  for (const { id, position, amountCents } of positive) {
    passed += amountCents;
    for (; cent <= passed; cent += interval) hits.push({ cent, id, position });
  }
  return { intervalCents: interval, startCents, totalCents, hits };
}

/** The rows of an extract. A field with a comma, a quote or a line break stands in quotes. */
export function rowsOf(csv) {
  const [header, ...lines] = recordsOf(csv);
  const at = (name) => {
    const index = header.indexOf(name);
    if (index < 0) throw new Error(`the file has no column ${name}`);
    return index;
  };
  const [position, id, amount] = ['position', 'id', 'amount_cents'].map(at);
  return lines.map((fields) => ({
    position: Number(fields[position]),
    id: fields[id],
    amountCents: BigInt(fields[amount]),
  }));
}

function recordsOf(csv) {
  const records = [];
  let [fields, field, isQuoted] = [[], '', false];
  for (let i = 0; i < csv.length; i++) {
    const char = csv[i];
    if (isQuoted && char === '"' && csv[i + 1] === '"') field += csv[++i];
    else if (char === '"') isQuoted = !isQuoted;
    else if (isQuoted || (char !== ',' && char !== '\n')) field += char;
    else {
      fields.push(field);
      field = '';
      if (char === '\n') records.push(fields.splice(0));
    }
  }
  return records;
}

function main([file, ...options]) {
  const of = (name) => (options.includes(name) ? options[options.indexOf(name) + 1] : undefined);
  const [seed, interval, size] = [of('--seed'), of('--interval'), of('--size')];
  if (file === undefined || seed === undefined || (interval === undefined) === (size === undefined)) {
    console.error('node sample.mjs EXTRAIT.csv --seed TEXTE (--interval CENTIMES | --size NOMBRE) [--json]');
    return 2;
  }
  const drawn = draw(rowsOf(readFileSync(file, 'utf8')), seed, {
    intervalCents: interval === undefined ? undefined : BigInt(interval),
    size: size === undefined ? undefined : Number(size),
  });
  const asText = (_, value) => (typeof value === 'bigint' ? String(value) : value);
  if (options.includes('--json')) console.log(JSON.stringify(drawn, asText, 2));
  else {
    console.log(
      `Total ${drawn.totalCents} centimes, intervalle ${drawn.intervalCents}, premier centime ${drawn.startCents}.`,
    );
    for (const { cent, id } of drawn.hits) console.log(`${cent}\t${id}`);
  }
  return 0;
}

/** Whatever link it was started by. */
const started = process.argv[1] === undefined ? undefined : realpathSync(process.argv[1]);
if (started !== undefined && import.meta.url === pathToFileURL(started).href)
  process.exitCode = main(process.argv.slice(2));
