#!/usr/bin/env node
/**
 * Adds explanations up, exactly, with Node 20 or later alone; it shares no code with the product.
 *
 *   node test/adding-up/add-up.mjs URL --token FILE [--most NUMBER]
 *
 * It reads the decided statements and the payments of a service, asks it to explain each, and adds up what it is told:
 *   - of a statement: each figure that has parts is their sum, as exact fractions; each line is its figure, which is whole cents; the lines make the
 *     total, and the total, where the decision rests on this calculation, is what was decided;
 *   - of a payment: its steps make its amount; what its decision made due makes the difference of its lines.
 */
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

/** An exact fraction. */
function fraction(text) {
  const [, sign, numerator, denominator = '1'] = /^(-?)(\d+)(?:\/(\d+))?$/.exec(text) ?? fail(`${text} is no fraction`);
  return { n: BigInt(`${sign}${numerator}`), d: BigInt(denominator) };
}

const plus = (a, b) => ({ n: a.n * b.d + b.n * a.d, d: a.d * b.d });
const same = (a, b) => a.n * b.d === b.n * a.d;
const textOf = ({ n, d }) => (n % d === 0n ? String(n / d) : `${n}/${d}`);
const sum = (cents) => cents.reduce((total, one) => total + BigInt(one), 0n);

function fail(why) {
  throw new Error(why);
}

/** Throws if a figure is not the sum of its parts. Gives the number of checked sums. */
function addUpPart(part, path) {
  const { exact, label, parts, because } = part;
  let sums = [...parts, ...because].reduce((count, one, i) => count + addUpPart(one, `${path}.${i}`), 0);
  if (exact === undefined || parts.length === 0) return sums;
  let total = fraction('0');
  for (const one of parts) {
    if (one.exact === undefined) fail(`${path} ${label}: its part ${one.label} has no figure`);
    total = plus(total, fraction(one.exact));
  }
  if (!same(total, fraction(exact))) fail(`${path} ${label}: ${exact}, its parts make ${textOf(total)}`);
  return sums + 1;
}

/** Adds one explanation of a statement up. Gives how many sums were made. */
export function addUpStatement({ team, period, lines, totalCents }) {
  const of = `${team} ${period}`;
  let sums = 0;
  for (const [i, line] of lines.entries()) {
    if (line.exact === undefined || !same(fraction(line.exact), fraction(String(line.amountCents))))
      fail(`${of} ${line.line}: ${line.amountCents} cents, its figure is ${line.exact}`);
    sums += addUpPart(line, `${of} ${i}`);
  }
  const total = sum(lines.map(({ amountCents }) => amountCents));
  if (total !== BigInt(totalCents)) fail(`${of}: total ${totalCents}, its lines make ${total}`);
  return sums + 1;
}

/** Adds one explanation of a payment up. Gives how many sums were made. */
export function addUpPayment({ endToEndId, amountCents, steps, decision }) {
  const stepped = sum(steps.map((step) => step.amountCents));
  if (stepped !== BigInt(amountCents)) fail(`${endToEndId}: ${amountCents} cents, its steps make ${stepped}`);
  if (decision === null) return 1;
  const moved = sum(decision.lines.map(({ beforeCents, afterCents }) => BigInt(afterCents) - BigInt(beforeCents)));
  const due = decision.parts.length === 0 ? moved : sum(decision.parts.map((part) => part.amountCents));
  if (moved !== due) fail(`${endToEndId}: its lines move ${moved} cents, what is due of them ${due}`);
  const [first] = steps;
  const isDue = decision.parts.some((part) => BigInt(part.amountCents) === BigInt(first.amountCents));
  if (decision.parts.length > 0 && !isDue) fail(`${endToEndId}: no instalment is of ${first.amountCents} cents`);
  return 2;
}

class Service {
  #url;
  #token;

  constructor(url, token) {
    this.#url = url;
    this.#token = token;
  }

  async get(path) {
    const response = await fetch(new URL(path, this.#url), { headers: { authorization: `Bearer ${this.#token}` } });
    if (response.status !== 200) fail(`${path}: ${response.status} ${await response.text()}`);
    return response.json();
  }

  async *list(path) {
    for (let cursor = ''; cursor !== null;) {
      const page = await this.get(`${path}limit=100${cursor === '' ? '' : `&cursor=${cursor}`}`);
      yield* page.items;
      cursor = page.next;
    }
  }
}

async function main([url, ...options]) {
  const of = (name) => (options.includes(name) ? options[options.indexOf(name) + 1] : undefined);
  const tokenFile = of('--token');
  if (url === undefined || tokenFile === undefined) {
    console.error('node add-up.mjs URL --token FILE [--most NUMBER]');
    return 2;
  }
  const service = new Service(url, readFileSync(tokenFile, 'utf8').trim());
  const most = Number(of('--most') ?? 200);
  const found = { statements: 0, payments: 0, sums: 0, cents: 0n };
  for await (const { team, period, stage } of service.list('/statements?')) {
    if (stage !== 'APPROVED' || found.statements === most) continue;
    const address = `/statements/${encodeURIComponent(team)}/${period}`;
    const decided = await service.get(`${address}/decisions/0`);
    const explained = await service.get(`${address}/explanation?knownOn=${decided.pin.knownOn}`);
    found.sums += addUpStatement(explained);
    if (decided.totalCents !== explained.totalCents)
      fail(`${team} ${period}: ${decided.totalCents} cents decided, ${explained.totalCents} explained`);
    found.statements++;
  }
  for await (const { endToEndId, amountCents } of service.list('/payments?')) {
    if (found.payments === most) break;
    const explained = await service.get(`/payments/${encodeURIComponent(endToEndId)}/explanation`);
    if (explained.amountCents !== amountCents)
      fail(`${endToEndId}: ${amountCents} listed, ${explained.amountCents} explained`);
    found.sums += addUpPayment(explained);
    found.cents += BigInt(amountCents);
    found.payments++;
  }
  console.log(
    `${found.statements} statements and ${found.payments} payments of ${found.cents} cents add up exactly (${found.sums} sums).`,
  );
  return 0;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href)
  process.exitCode = await main(process.argv.slice(2));
