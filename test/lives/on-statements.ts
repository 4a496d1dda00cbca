/** The acts on statements: calculated, decided, regularised, by the regulation of the day. */
import fc from 'fast-check';
import { type Day, dayText, quarterFromText } from '#libs/kernel/day.ts';
import { REGULATION_STREAM, publications } from '#libs/regulation/publication/published.ts';
import {
  CalculateStatements,
  CalculateStatementsHandler,
} from '#libs/statements/calculation/commands/calculate-statements.ts';
import {
  RegulariseStatements,
  RegulariseStatementsHandler,
} from '#libs/statements/workflow/commands/regularise-statements.ts';
import type { Stage, StatementState } from '#libs/statements/workflow/state.ts';
import { loadStatements } from '#libs/statements/workflow/statements.ts';
import { type Life, RANGE, TEAMS } from '#test/lives/life.ts';
import { anyRegulation, sourceOf } from '#test/reference/arbitrary-regulation.ts';
import { approve, reject, submit, withdraw } from '#test/support/decisions.ts';
import { publishVersion } from '#test/support/money.ts';
import { SHIPPED } from '#test/support/shipped.ts';

const [TO_SUBMIT, TO_APPROVE] = [
  ['CALCULATED', 'REGULARISATION_DRAFTED'],
  ['SUBMITTED', 'REGULARISATION_SUBMITTED'],
] as const satisfies readonly (readonly Stage[])[];

/** Those at these stages, each with this chance. */
async function some(life: Life, stages: readonly Stage[], share: number): Promise<StatementState[]> {
  const all = await loadStatements(life.product, { range: RANGE });
  return all.filter(({ status }) => stages.includes(status) && life.happens(share));
}

export async function calculates(life: Life, range = RANGE, knownOn = life.day, team?: string): Promise<void> {
  const asked = { range, knownOn, ...(team === undefined ? {} : { team }) };
  await life.tries('calculate', async () => {
    const handler = new CalculateStatementsHandler(life.stores, life.inForce);
    await handler.execute(new CalculateStatements(asked, life.author('Alice').commit, () => undefined));
  });
}

/** Some quarters up to now and beyond, as known today or before, of all teams or one. */
export async function calculatesSome(life: Life): Promise<void> {
  const today = dayText(life.day);
  const now = quarterFromText(`${today.slice(0, 4)}-Q${Math.ceil(Number(today.slice(5, 7)) / 3)}`);
  const from = Math.max(RANGE.from, Math.min(now, RANGE.to) - life.below(10));
  const range = { from, to: Math.min(RANGE.to, from + life.below(8)) };
  await calculates(life, range, earlier(life), life.happens(0.2) ? life.pick(TEAMS) : undefined);
}

function earlier(life: Life): Day {
  return life.day - life.pick([0, 0, 0, 1, 30, 400]);
}

export async function submits(life: Life, share: number): Promise<void> {
  const { meta, commit } = life.author('Alice');
  const states = await some(life, TO_SUBMIT, share);
  await life.tries('submit', () => submit(life.product, states, meta, commit));
}

export async function approves(life: Life, share: number, exception?: string): Promise<void> {
  const { meta, commit } = life.author('Bob');
  const states = await some(life, [...TO_APPROVE, ...(exception === undefined ? [] : ['APPROVED' as const])], share);
  await life.tries('approve', () => approve(life.product, states, meta, commit, exception));
}

export async function rejects(life: Life, share: number): Promise<void> {
  const { meta, commit } = life.author('Bob');
  const states = await some(life, TO_APPROVE, share);
  await life.tries('reject', () => reject(life.product, states, meta, commit));
}

export async function withdraws(life: Life): Promise<void> {
  const { meta, commit } = life.author('Bob');
  const states = (await some(life, ['APPROVED'], 0.3)).slice(0, 3);
  await life.tries('withdraw', () => withdraw(life.product, states, meta, commit));
}

export async function regularises(life: Life, knownOn = earlier(life)): Promise<void> {
  const handler = new RegulariseStatementsHandler(life.stores, life.inForce);
  const asked = new RegulariseStatements({ range: RANGE }, { knownOn }, life.author('Alice'));
  await life.tries('regularise', () => handler.execute(asked));
}

/** A version with any values, of any days. */
export async function publishes(life: Life): Promise<void> {
  const name = life.name('vie-');
  const [drawn] = fc.sample(anyRegulation, { seed: life.below(2 ** 31), numRuns: 1 });
  if (drawn === undefined) throw new RangeError('a regulation is drawn');
  const source = sourceOf(SHIPPED, drawn, name);
  await life.tries('publish', async () => {
    const alice = life.author('Alice');
    const command = { type: 'propose', by: alice.meta.by, source } as const;
    await publications(life.product.log).handle(REGULATION_STREAM, { command, ...alice });
    await publishVersion(life.product, life.author('Bruno'));
  });
}
