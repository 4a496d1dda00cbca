/** The product on a sample with an operator, a colleague and the accountant, who decide, pay and hear from the bank. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from '@jest/globals';
import type { CommandMeta } from '#libs/commands/person.ts';
import type { Commit } from '#libs/event-store/event.ts';
import { dayFromText, dayOfInstant } from '#libs/kernel/day.ts';
import { statementId, loadStatement, statements } from '#libs/statements/workflow/statements.ts';
import { accountKeyOf, accountStream } from '#libs/payments/accounts/account-key.ts';
import { calculated } from '#libs/statements/calculated-statement.ts';
import { postDecisions } from '#libs/statements/workflow/post-decisions.ts';
import { approve, refusalsOf, regularise, submit } from '#test/support/decisions.ts';
import { Product } from '#test/support/product.ts';
import { required } from '#test/support/enrolment.ts';
import {
  confirmAccount,
  confirmTerms,
  findRun,
  makeRun,
  proposeAccount,
  proposeTerms,
  takeAnswer,
} from '#test/support/money.ts';

export const SAMPLE = fileURLToPath(new URL('../samples/boundaries', import.meta.url));
const FACTS = join(SAMPLE, 'facts');
const ALL = ['PEPS-02', 'PEPS-04', 'PEPS-05', 'PEPS-06', 'PRIM-01', 'PRIM-02', 'IPEP-02'];

let keys = 0;

/** A command of a person on a day, under a new key. */
export function by(name: string, day: string): [CommandMeta, Commit] {
  const at = `${day}T09:00:00.000Z`;
  const key = `key-${++keys}`;
  return [
    { by: { name, assurance: 'asserted', osUser: 'test' }, key, at },
    { recordedAt: at, actor: name, correlation: key, causation: 'test' },
  ];
}

/** The product with an operator, a colleague and the accountant. */
export class Office extends Product {
  async open(day: string): Promise<void> {
    await this.import(FACTS);
    const terms = { amountCents: 100_000_00n, schemes: ['PEPS', 'PRIMORDIAL', 'IPEP'] };
    await proposeTerms(this.log, 'FIR', terms, ...by('Alice', day));
    await confirmTerms(this.log, 'FIR', ...by('Bruno', day));
    for (const team of ALL) await this.account(accountStream({ side: 'payee', holder: team }), team, day);
    await this.account(accountStream({ side: 'debtor', holder: 'FIR' }), 'FIR', day);
  }

  async account(stream: string, holder: string, day: string): Promise<void> {
    await this.proposeAccount(stream, holder, day);
    const [meta, commit] = by('Bruno', day);
    await confirmAccount(this, accountKeyOf(stream), { meta, commit });
  }

  async proposeAccount(stream: string, holder: string, day: string): Promise<void> {
    const payee = { name: holder, iban: 'FR7630006000011234567890189', bic: 'AGRIFRPP' };
    const [meta, commit] = by('Alice', day);
    await proposeAccount(this, accountKeyOf(stream), payee, { meta, commit });
  }

  async submit(team: string, period: string, day: string): Promise<void> {
    const outcomes = await submit(this, [{ team, period }], ...by('Alice', day));
    expect(refusalsOf(outcomes)).toStrictEqual([undefined]);
  }

  async decide(team: string, period: string, day: string): Promise<void> {
    await this.submit(team, period, day);
    await this.approve(team, period, day);
  }

  async approve(team: string, period: string, day: string): Promise<void> {
    const outcomes = await approve(this, [{ team, period }], ...by('Bruno', day));
    expect(refusalsOf(outcomes)).toStrictEqual([undefined]);
  }

  /** A command only on the statement: nothing is posted and nothing is calculated again. */
  async onStatement(
    team: string,
    period: string,
    name: string,
    type: 'submit' | 'approve',
    day: string,
  ): Promise<void> {
    const [meta, commit] = by(name, day);
    const command = { type, by: meta.by, on: dayOfInstant(meta.at) };
    await statements(this.log).handle(statementId({ team, period }), { command, meta, commit });
  }

  /** Approves and posts an outdated statement, as was possible before such approvals were refused. */
  async approveAsItIs(team: string, period: string, day: string): Promise<void> {
    await this.onStatement(team, period, 'Bruno', 'approve', day);
    const [meta, commit] = by('Bruno', day);
    await postDecisions(this.log, await loadStatement(this.log, { team, period }), { meta, commit });
  }

  /** Drafts a regularisation that takes everything back, as if the team had left the experiment. */
  async takeBack(team: string, period: string, day: string): Promise<void> {
    const { pin } = required((await loadStatement(this.log, { team, period })).calculated);
    await regularise(this, calculated(team, period, pin, null), ...by('Alice', day));
  }

  async run(run: string, dueBy: string, day: string, team?: string): Promise<readonly string[]> {
    const request = {
      envelope: 'FIR',
      run,
      dueBy: dayFromText(dueBy),
      ...(team === undefined ? {} : { team }),
    };
    await makeRun(this, request, ...by('Chloé', day));
    return (await findRun(this, run)).payments.map(({ endToEndId }) => endToEndId);
  }

  async answer(endToEndId: string, outcome: 'EXECUTED' | 'RETURNED', day: string, recorded: string): Promise<void> {
    const entry = { id: `${endToEndId} ${outcome}`, endToEndId, outcome, day: dayFromText(day) };
    await takeAnswer(this, [entry], ...by('Chloé', recorded));
  }
}
