/**
 * What a release needs at its moment: accounts that two people confirmed and that are old enough, amounts that are due, a team without
 * debts. Two people may except an account or a day.
 */
import { samePerson } from '#libs/commands/person.ts';
import { proposalCode } from '#libs/commands/proposal.ts';
import type { AccountInForce, AccountsInForce } from '#libs/audit/rules/accounts-in-force.ts';
import type { DueItems } from '#libs/audit/rules/due-items.ts';
import type { ExceptionRules, Given } from '#libs/audit/rules/exceptions.ts';
import type { RuleFinding } from '#libs/audit/rules/findings.ts';
import { type RuleEvent, dayInFranceAt } from '#libs/audit/rules/rule-event.ts';
import { type Day, parseDay } from '#libs/kernel/day.ts';

/** The rules that read the log before. */
interface RulesBefore {
  readonly accounts: AccountsInForce;
  readonly exceptions: ExceptionRules;
  readonly due: DueItems;
}

/** Until two people change it. */
const HOLD_DAYS = 30;
/** A command reads the clock before it is recorded, perhaps on the day before. */
const A_DAY = 1;

export class ReleaseRules {
  readonly #before: RulesBefore;
  /** An account confirmed less than this many days ago receives no payment. */
  #holdDays = HOLD_DAYS;

  constructor(before: RulesBefore) {
    this.#before = before;
  }

  hold({ data }: RuleEvent): readonly RuleFinding[] {
    this.#holdDays = data.number('days') ?? HOLD_DAYS;
    return [];
  }

  /** The account that a run pays from. */
  run({ recordedAt, data }: RuleEvent): readonly RuleFinding[] {
    const [run, envelope, iban] = [data.text('run'), data.text('envelope'), data.inside('debtor').text('iban')];
    if (iban === '' || this.#before.accounts.of(`debtor-${envelope}`, iban, recordedAt).length > 0) return [];
    return [{ code: 'PAID_FROM_OTHER_ACCOUNT', data: { run, envelope, iban } }];
  }

  /** The account of the team. `exceptions`: of a run that was prepared; undefined for a former run, of the rules of its time. */
  payment(event: RuleEvent, exceptions: readonly string[] | undefined): readonly RuleFinding[] {
    const { recordedAt, data } = event;
    const [endToEndId, team] = [data.text('endToEndId'), data.text('team')];
    const iban = data.inside('payee').text('iban');
    const accounts = this.#before.accounts.of(`payee-${team}`, iban, recordedAt);
    if (iban !== '' && accounts.length === 0)
      return [{ code: 'PAID_TO_OTHER_ACCOUNT', data: { endToEndId, team, iban } }];
    if (exceptions === undefined) return [];
    const isHeld = accounts.length > 0 && accounts.every((account) => this.#isHeld(event, team, account));
    const held: readonly RuleFinding[] = isHeld ? [{ code: 'PAID_TO_HELD_ACCOUNT', data: { endToEndId, team } }] : [];
    return [...held, ...this.#whileOwing(event), ...this.#early(event, exceptions)];
  }

  /** An amount is released from its day on, or by an exception for the envelope up to that day. */
  #early(event: RuleEvent, names: readonly string[]): readonly RuleFinding[] {
    const { stream, recordedAt, data } = event;
    const dueOn = this.#before.due.dueOn(event);
    const today = dayInFranceAt(recordedAt);
    const isExcepted = names.some((name) => {
      const terms = this.#before.exceptions.given(stream, name)?.terms;
      const isOf = terms?.text('kind') === 'EARLY_RELEASE' && terms.text('envelope') === data.text('envelope');
      return isOf && terms.text('until') >= dueOn;
    });
    return dueOn <= today || isExcepted
      ? []
      : [{ code: 'RELEASED_BEFORE_DUE', data: { endToEndId: data.text('endToEndId'), dueOn, releasedOn: today } }];
  }

  /** What a team owes is set off before it is paid. */
  #whileOwing({ stream, data }: RuleEvent): readonly RuleFinding[] {
    const [endToEndId, team] = [data.text('endToEndId'), data.text('team')];
    const owedCents = this.#before.due.owedCents(stream, team);
    return owedCents <= 0n ? [] : [{ code: 'PAID_WHILE_OWING', data: { endToEndId, team, owedCents } }];
  }

  #isHeld({ stream, recordedAt }: RuleEvent, team: string, account: AccountInForce): boolean {
    const [today, since] = [dayNumber(recordedAt), dayNumber(account.since)];
    if (today === undefined || since === undefined || today + A_DAY >= since + this.#holdDays) return false;
    return this.#exceptionsFor(stream, team, account).length === 0;
  }

  /** The exception for an account, if there is one only: who gave it does not release to the account. */
  exceptionFor(stream: string, team: string, account: AccountInForce): Given | undefined {
    const [given, another] = this.#exceptionsFor(stream, team, account);
    const isSince = Date.parse(given?.confirmedAt ?? '') >= Date.parse(account.since);
    return another === undefined && isSince ? given : undefined;
  }

  /** Those given since its confirmation, by other people than its proposer. */
  #exceptionsFor(stream: string, team: string, account: AccountInForce): readonly Given[] {
    const since = dayNumber(account.since) ?? 0;
    return this.#before.exceptions.forAccount(stream, team, accountName(account)).filter((given) => {
      const people = [given.proposedBy, given.confirmedBy];
      const isByProposer = people.some((by) => by && account.proposedBy && samePerson(by, account.proposedBy));
      return !isByProposer && (dayNumber(given.confirmedAt ?? '') ?? 0) + A_DAY >= since;
    });
  }
}

function dayNumber(instant: string): Day | undefined {
  return parseDay(dayInFranceAt(instant));
}

/** How exceptions name an account. */
function accountName({ name, iban }: AccountInForce): string {
  return proposalCode('account', { name, iban });
}
