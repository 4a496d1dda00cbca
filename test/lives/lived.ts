/** How a life begins, goes on, and is settled at its end. */
import { publishFirst } from '#libs/regulation/publication/published.ts';
import { type Life, RANGE, TEAMS } from '#test/lives/life.ts';
import {
  account,
  answers,
  cancels,
  changesAccount,
  exceeds,
  funds,
  fundsNextYear,
  fundsOtherwise,
  pays,
  prepares,
  releases,
  settlesDebt,
  types,
} from '#test/lives/on-money.ts';
import { closes, erases, merges, separates } from '#test/lives/on-people.ts';
import {
  approves,
  calculates,
  calculatesSome,
  publishes,
  regularises,
  rejects,
  submits,
  withdraws,
} from '#test/lives/on-statements.ts';
import { holdInPlace } from '#test/support/money.ts';
import { SHIPPED } from '#test/support/shipped.ts';

/** How often each is done beside the others. */
const ACTS: readonly (readonly [weight: number, act: (life: Life) => Promise<void>])[] = [
  [5, calculatesSome],
  [4, (life) => submits(life, 0.7)],
  [4, (life) => approves(life, 0.7)],
  [1, (life) => rejects(life, 0.3)],
  [1, withdraws],
  [3, (life) => regularises(life)],
  [5, pays],
  [5, answers],
  [2, settlesDebt],
  [1, types],
  [1, cancels],
  [1, prepares],
  [1, releases],
  [1, fundsOtherwise],
  [1, fundsNextYear],
  [1, exceeds],
  [1, changesAccount],
  [1, publishes],
  [1, merges],
  [1, separates],
  [0.5, erases],
  [1, closes],
];
const WEIGHTS = ACTS.reduce((sum, [weight]) => sum + weight, 0);

export async function begins(life: Life): Promise<void> {
  const { log } = life.product;
  await publishFirst(log, SHIPPED, life.author('programme').commit);
  await life.facts(() => true);
  await funds(life, 'FISS', 500_000n);
  await funds(life, 'FIR', 5_000_000n);
  await holdInPlace(log, 0, life.author('Alice').meta.at);
  for (const envelope of ['FISS', 'FIR']) await account(life, 'debtor', envelope);
  for (const team of TEAMS) await account(life, 'payee', team);
}

export async function goesOn(life: Life): Promise<void> {
  await life.goesOn(async () => {
    let at = life.draw() * WEIGHTS;
    await ACTS.find(([weight]) => (at -= weight) < 0)?.[1](life);
  });
}

/** Everything is decided as known on the last day, as far as rules allow. */
export async function settles(life: Life): Promise<void> {
  await life.allFacts();
  await calculates(life, RANGE);
  for (const envelope of new Set([life.funds.at(-1) ?? 'FISS', 'FIR'])) await funds(life, envelope, 1_000_000_000n);
  for (let round = 0; round < 2; round++) {
    await rejects(life, 1);
    await submits(life, 1);
    await approves(life, 1);
    await regularises(life, life.day);
  }
  await submits(life, 1);
  await approves(life, 1);
}
