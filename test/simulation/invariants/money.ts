/** The ledger balances; envelopes and debts keep their limits. */
import { type Books, type Debt, type Run, approvalOf, termsOn } from '#test/simulation/books/books.ts';
import type { Invariant } from '#test/simulation/invariants/invariant.ts';
import { balanceOf, isLive } from '#test/simulation/invariants/payments.ts';

export const balances: Invariant = {
  name: 'the ledger balances, each envelope and across',
  broken: ({ books }) => [
    ...[...books.balances].flatMap(([envelope, accounts]) => {
      const total = [...accounts.values()].reduce((sum, cents) => sum + cents, 0n);
      return total === 0n ? [] : [`${envelope} is out of balance by ${total} cents`];
    }),
    ...[...books.balances].flatMap(([envelope, accounts]) =>
      [...accounts].flatMap(([account, cents]) => {
        const [kind, other = ''] = account.split(':');
        const back = books.balances.get(other)?.get(`between:${envelope}`) ?? 0n;
        return kind !== 'between' || cents + back === 0n
          ? []
          : [`${envelope} and ${other} do not agree: ${cents}, ${back}`];
      }),
    ),
  ],
};

/** The cost of a team is its decided amount. */
export const chargesAreDecided: Invariant = {
  name: 'what a team costs is the sum of its decisions in force',
  broken: ({ books, books: { balances: all, decisions } }) => {
    const decided = new Map<string, bigint>();
    for (const { id, isCancelled } of decisions.values()) {
      const approval = approvalOf(books, id);
      if (approval === undefined || isCancelled) continue;
      decided.set(approval.team, (decided.get(approval.team) ?? 0n) + approval.cents);
    }
    const charged = new Map<string, bigint>();
    for (const accounts of all.values())
      for (const [account, cents] of accounts) {
        const [kind, team = ''] = account.split(':');
        if (kind === 'charges') charged.set(team, (charged.get(team) ?? 0n) + cents);
      }
    return [...new Set([...decided.keys(), ...charged.keys()])].flatMap((team) => {
      const [wanted, found] = [decided.get(team) ?? 0n, charged.get(team) ?? 0n];
      return wanted === found ? [] : [`${team} was granted ${wanted} cents, and costs ${found}`];
    });
  },
};

export const debtsOnce: Invariant = {
  name: 'a cent of a debt is set off, demanded or dropped, never twice',
  broken: ({ books: { debts } }) =>
    [...debts.values()].flatMap((debt) => {
      const { id, cents, demandedCents, takenBackCents, repaidCents } = debt;
      const gone = goneOf(debt);
      if (gone > cents) return [`the debt ${id} has ${cents} cents, and ${gone} are set off, demanded or dropped`];
      return repaidCents <= demandedCents - takenBackCents ? [] : [`the debt ${id} was repaid more than was demanded`];
    }),
};

/** The accounts of the ledger agree with the debts and the items one by one. */
export const accountsAgree: Invariant = {
  name: 'the accounts say what is due, owed and demanded',
  broken: ({ books: { balances: all, debts, items, payments } }) =>
    [...all].flatMap(([envelope, accounts]) => {
      const own = [...debts.values()].filter((debt) => debt.envelope === envelope);
      const demanded = sum(own.map((debt) => debt.demandedCents - debt.takenBackCents - debt.repaidCents));
      const owed = sum(own.map(({ cents, ...gone }) => cents - goneOf(gone)));
      const due = sum(
        [...items.values()]
          .filter((item) => item.envelope === envelope)
          .map(({ decidedCents, reducedCents, setOffCents, overpaidCents, payments: ids }) => {
            const live = ids.flatMap((id) => payments.get(id) ?? []).filter(isLive);
            return decidedCents + overpaidCents - reducedCents - setOffCents - sum(live.map(({ cents }) => cents));
          }),
      );
      const said = [balanceOf(accounts, 'demanded'), balanceOf(accounts, 'to-recover'), -balanceOf(accounts, 'due')];
      return [demanded, owed, due].join() === said.join()
        ? []
        : [
            `${envelope} has ${demanded}, ${owed}, ${due} cents demanded, owed, due; its accounts say ${said.join(', ')}`,
          ];
    }),
};

/** Checked when a run is released: the used amount is within the terms of that day, and the exceptions that the run names. */
export class WithinTerms implements Invariant {
  readonly name = 'no run takes its envelope beyond its terms without an exception';
  readonly #seen = new Set<string>();

  readonly broken = ({ books }: { readonly books: Books }): readonly string[] =>
    [...books.runs.values()].flatMap((run) => {
      if (run.isFormer || this.#seen.has(run.id)) return [];
      this.#seen.add(run.id);
      return this.#check(books, run);
    });

  #check(books: Books, run: Run): readonly string[] {
    const accounts = books.balances.get(run.envelope) ?? new Map<string, bigint>();
    const [released, executed] = [-balanceOf(accounts, 'released'), -balanceOf(accounts, 'executed')];
    // The debt to others counts as used; repayments of teams do not.
    const used = released + executed - balanceOf(accounts, 'between') - balanceOf(accounts, 'repaid');
    let allowed = termsOn(books, run.envelope, run.releasedAt)?.cents ?? 0n;
    for (const id of run.exceptions) allowed += books.exceptions.get(id)?.cents('amountCents') ?? 0n;
    return used <= allowed || nothingMoved(books, run)
      ? []
      : [`${run.id} takes ${run.envelope} to ${used} cents of ${allowed}`];
  }
}

/** Debts took all of it, within the envelope. */
function nothingMoved({ payments }: Books, { id }: Run): boolean {
  return [...payments.values()].every(({ run }) => run !== id);
}

/** The part that can no longer be set off. */
function goneOf({ setOffCents, demandedCents, takenBackCents, droppedCents }: Omit<Debt, 'cents'>): bigint {
  return setOffCents + demandedCents - takenBackCents + droppedCents;
}

function sum(amounts: readonly bigint[]): bigint {
  return amounts.reduce((total, cents) => total + cents, 0n);
}
