/** The acts on money: envelopes, accounts, runs, the answers of the bank, and debts. */
import { dayFromText, dayText } from '#libs/kernel/day.ts';
import { nextBankDay } from '#libs/payments/bank/target-days.ts';
import { ledgerOf } from '#libs/payments/ledger/ledger.ts';
import { runCode } from '#libs/payments/ledger/payment.ts';
import type { ChangeAsked } from '#libs/payments/ledger/rules/change-ledger.ts';
import { isOpenItem } from '#libs/payments/ledger/state.ts';
import { PreparePaymentRun, PreparePaymentRunHandler } from '#libs/payments/runs/commands/prepare-payment-run.ts';
import { ReleasePaymentRun, ReleasePaymentRunHandler } from '#libs/payments/runs/commands/release-payment-run.ts';
import { type Life, TEAMS } from '#test/lives/life.ts';
import { approves } from '#test/lives/on-statements.ts';
import { accountInPlace, confirmChange, findRun, makeRun, proposeChange, takeAnswer } from '#test/support/money.ts';
import { ACCOUNT } from '#test/support/payments.ts';

const SCHEMES = ['PEPS', 'PRIMORDIAL'];
const ACCOUNTS = [ACCOUNT, { name: 'Compte', iban: 'FR1420041010050500013M02606', bic: 'PSSTFRPPGRE' }];

/** Two people change the ledger. */
async function change(life: Life, asked: ChangeAsked): Promise<void> {
  await life.tries(asked.kind, async () => {
    const { log } = life.product;
    const [alice, bob] = [life.author('Alice'), life.author('Bob')];
    const before = new Set((await ledgerOf(log)).proposals.keys());
    await proposeChange(log, asked, alice.meta, alice.commit);
    const made = [...(await ledgerOf(log)).proposals.keys()].find((id) => !before.has(id));
    if (made !== undefined) await confirmChange(log, made, bob.meta, bob.commit);
  });
}

export async function funds(life: Life, envelope: string, amountCents: bigint): Promise<void> {
  await change(life, { kind: 'ENVELOPE', envelope, amountCents, schemes: envelope === 'FIR' ? ['IPEP'] : SCHEMES });
}

function anEnvelope(life: Life): string {
  return life.pick(['FIR', ...life.funds, ...life.funds]);
}

export async function fundsOtherwise(life: Life): Promise<void> {
  const envelope = life.pick(['FIR', life.funds.at(-1) ?? 'FISS']);
  await funds(life, envelope, life.pick([300_000n, 1_000_000n, 3_000_000n, 30_000_000n]));
}

/** Another envelope funds the schemes of FISS from the first day of next year. */
export async function fundsNextYear(life: Life): Promise<void> {
  const year = Number(dayText(life.day).slice(0, 4)) + 1;
  const [before, next] = [life.funds.at(-1) ?? 'FISS', `FISS-${year}`];
  const from = dayFromText(`${year}-01-01`);
  await change(life, { kind: 'ENVELOPE', envelope: before, amountCents: 30_000_000n, schemes: [], from });
  await change(life, { kind: 'ENVELOPE', envelope: next, amountCents: 3_000_000n, schemes: SCHEMES, from });
  if (!life.funds.includes(next)) life.funds.push(next);
  await account(life, 'debtor', next);
}

export async function account(life: Life, side: 'debtor' | 'payee', holder: string, of = ACCOUNT): Promise<void> {
  const people = { first: life.author('Alice'), second: life.author('Bob') };
  await life.tries('account', () => accountInPlace(life.product, { side, holder }, of, people));
}

export async function changesAccount(life: Life): Promise<void> {
  await account(life, 'payee', life.pick(TEAMS), life.pick(ACCOUNTS));
}

export async function exceeds(life: Life): Promise<void> {
  const exception = life.name('x');
  const terms = { kind: 'EXCEED_ENVELOPE', envelope: anEnvelope(life), amountCents: 2_000_000n } as const;
  await change(life, { kind: 'EXCEPTION', exception, reason: 'rallonge', terms });
  await approves(life, 0.5, exception);
}

/** For all teams, or one. */
export async function pays(life: Life): Promise<void> {
  const { meta, commit } = life.author('Carol');
  const due = [...(await ledgerOf(life.product.log)).items.values()].filter(isOpenItem);
  const team = due.length > 0 && life.happens(0.3) ? { team: life.pick(due).team } : {};
  const request = { run: life.name('R'), envelope: anEnvelope(life), dueBy: life.day, ...team };
  await life.tries('pay', async () => {
    await makeRun(life.product, request, meta, commit);
    life.runs.push(request.run);
  });
}

export async function prepares(life: Life): Promise<void> {
  const days = { dueBy: life.day, executionDay: nextBankDay(life.day + 20) };
  const request = { run: life.name('P'), envelope: anEnvelope(life), ...days, exceptions: [] };
  const asked = new PreparePaymentRun(request, life.author('Carol'));
  await life.tries('prepare', () => new PreparePaymentRunHandler(life.stores).execute(asked));
}

/** What was prepared, perhaps long ago. */
export async function releases(life: Life): Promise<void> {
  const prepared = [...(await ledgerOf(life.product.log)).preparedRuns.values()];
  if (prepared.length === 0) return;
  const one = life.pick(prepared);
  const { run } = one.request;
  await life.tries('release', async () => {
    const asked = new ReleasePaymentRun(run, runCode(one), life.author('Carol'));
    await new ReleasePaymentRunHandler(life.stores).execute(asked);
    life.runs.push(run);
  });
}

/** The bank says something of most payments of a run: anything, also again, or a second debit. */
export async function answers(life: Life): Promise<void> {
  if (life.runs.length === 0) return;
  const run = life.pick(life.runs.slice(-4));
  const { payments } = await findRun(life.product, run);
  const { meta, commit } = life.author('Dave');
  const entries = payments
    .filter(() => life.happens(0.8))
    .map(({ endToEndId, amountCents }) => {
      const outcome = life.pick(['EXECUTED', 'EXECUTED', 'EXECUTED', 'REJECTED', 'RETURNED'] as const);
      // A debit under another reference is a second one.
      const id = `${run}/${endToEndId}/${outcome}${life.happens(0.15) ? meta.key : ''}`;
      const booked = life.happens(0.8) ? { booked: { transaction: [id], entry: [], of: 'PAYMENT' } as const } : {};
      return { id, endToEndId, outcome, day: life.day, amountCents, ...booked };
    });
  await life.tries('answer', () => takeAnswer(life.product, entries, meta, commit));
}

export async function types(life: Life): Promise<void> {
  const payments = [...(await ledgerOf(life.product.log)).payments.values()].slice(-6);
  if (payments.length === 0) return;
  const { endToEndId, amountCents } = life.pick(payments);
  const outcome = life.pick(['EXECUTED', 'REJECTED', 'RETURNED', 'RELEASED', 'EXECUTED_TWICE'] as const);
  const entries = [{ endToEndId, outcome, day: life.day, amountCents, reason: null }];
  await change(life, { kind: 'ANSWER', answer: life.name('saisie '), entries, reason: 'relevé' });
}

export async function cancels(life: Life): Promise<void> {
  if (life.runs.length === 0) return;
  await change(life, { kind: 'CANCELLATION', run: life.pick(life.runs.slice(-2)), reason: 'pas envoyée' });
}

/** A debt is demanded; a demanded one is repaid in part or whole, or no longer demanded. */
export async function settlesDebt(life: Life): Promise<void> {
  const open = [...(await ledgerOf(life.product.log)).recoveries.values()].flatMap((debt) =>
    debt.status === 'owed' || debt.status === 'demanded' ? [debt] : [],
  );
  if (open.length === 0) return;
  const { envelope, team, status, leftCents } = life.pick(open);
  const of = { envelope, team };
  const amountCents = life.happens(0.5) ? leftCents : leftCents / 2n;
  const repaid = { amountCents, receivedOn: life.day, reference: life.name('VIR ') };
  if (status === 'owed') await change(life, { kind: 'DEMAND', ...of });
  else if (life.happens(0.3)) await change(life, { kind: 'TAKE_BACK', reason: 'essai', ...of });
  else await change(life, { kind: 'REPAYMENT', ...of, ...repaid });
}
