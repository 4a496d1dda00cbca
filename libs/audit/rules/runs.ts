/**
 * Payment runs: what a run releases, its payments, set-offs, accounts and files in their order, is what was prepared and read. The digest of
 * what was prepared is made again from the events of the release.
 */
import { digestOf } from '#libs/commands/digest.ts';
import { samePerson } from '#libs/commands/person.ts';
import { type Impossible, type RunPart, placed } from '#libs/audit/rules/findings.ts';
import { LEDGER, type Payload, type RuleEvent, personIn, sumOfAmounts } from '#libs/audit/rules/rule-event.ts';
import { parseDay } from '#libs/kernel/day.ts';

/** What is released beside the payments, which the release says again. */
const SAID_AGAIN = ['envelope', 'executionDay', 'debtor', 'files', 'createdAt', 'digest'] as const;
/** Digests have days as numbers. */
const DAYS = ['dueBy', 'executionDay', 'until'];
/** The fields of what is prepared that are not part of what was asked for. */
const FIGURES = ['createdAt', 'debtor', 'count', 'totalCents', 'setOffCents', 'leftOut', 'files', 'digest', 'command'];

/** A release, with what follows it. */
interface Released {
  readonly event: RuleEvent;
  readonly prepared: RuleEvent;
  readonly setOffs: Payload[];
  readonly payments: Payload[];
}

export class RunRules {
  /** Prepared and neither released nor dropped, by name. */
  readonly #prepared = new Map<string, RuleEvent>();
  /** The last run, while its payments follow. */
  #open: Released | undefined;
  /** The name of the last run. */
  #last: string | undefined;

  /** The last run of the log. */
  get unfinished(): readonly Impossible[] {
    return this.#open === undefined ? [] : otherThanPrepared(this.#open);
  }

  /** Also what the run before released, once another event follows. Those of former ledgers were not prepared. */
  take(event: RuleEvent, isCopy: boolean): readonly Impossible[] {
    if (event.stream !== LEDGER || isCopy) return [];
    const { type, data } = event;
    if (type === 'SetOff' || type === 'PaymentReleased') return this.#follow(event);
    const before = this.unfinished;
    this.#open = undefined;
    this.#last = undefined;
    if (type === 'PaymentRunPrepared') this.#prepared.set(data.text('run'), event);
    if (type === 'PaymentRunDropped') this.#prepared.delete(data.text('run'));
    if (type === 'PaymentRunReleased') return [...before, ...this.#release(event, data.text('run'))];
    return type === 'PaymentRunMade' ? [...before, ...this.#release(event, data.text('id'))] : before;
  }

  #follow(event: RuleEvent): readonly Impossible[] {
    const { type, data } = event;
    const run = data.text('run');
    if (this.#last !== run) return [placed(event, { code: 'RELEASED_AFTER_RUN', data: { run } })];
    if (type === 'SetOff') this.#open?.setOffs.push(data);
    else this.#open?.payments.push(data);
    return [];
  }

  /** A program of before prepared no run; none of its runs is in this ledger but as a copy. */
  #release(event: RuleEvent, run: string): readonly Impossible[] {
    const prepared = event.type === 'PaymentRunMade' ? undefined : this.#prepared.get(run);
    this.#prepared.delete(run);
    this.#last = run;
    if (prepared === undefined) return [placed(event, { code: 'RUN_NOT_PREPARED', data: { run } })];
    this.#open = { event, prepared, setOffs: [], payments: [] };
    return [];
  }
}

/** At most one finding. */
function otherThanPrepared({ event, prepared, setOffs, payments }: Released): readonly Impossible[] {
  const { data } = event;
  const found = (part: RunPart): readonly Impossible[] => [
    placed(event, { code: 'RUN_OTHER_THAN_PREPARED', data: { run: data.text('run'), part } }),
  ];
  const other = SAID_AGAIN.find((field) => data.json(field) !== prepared.data.json(field));
  if (other !== undefined) return found(other);
  if (!isSameSet(data.list('exceptions'), prepared.data.list('exceptions'))) return found('exceptions');
  const { by } = prepared;
  if (by === undefined || !samePerson(by, personIn(data.inside('preparedBy')))) return found('preparedBy');
  if (!isSumOf(prepared.data, setOffs, payments)) return found('amounts');
  const moved = [setOffs.map(setOffKey), payments.map(paymentKey), leftOutOf(prepared.data), filesOf(prepared.data)];
  const digest = digestOf([requestOf(prepared.data), data.text('createdAt'), data.value('debtor'), ...moved]);
  return digest === data.text('digest') ? [] : found('payments');
}

/** The figures that were read. */
function isSumOf(prepared: Payload, setOffs: readonly Payload[], payments: readonly Payload[]): boolean {
  const [count, totalCents, setOffCents] = [payments.length, sumOfAmounts(payments), sumOfAmounts(setOffs)];
  return (
    prepared.number('count') === count &&
    prepared.cents('totalCents') === totalCents &&
    prepared.cents('setOffCents') === setOffCents
  );
}

function isSameSet(one: readonly string[], other: readonly string[]): boolean {
  return one.every((name) => other.includes(name)) && other.every((name) => one.includes(name));
}

function requestOf({ fields }: Payload): object {
  return withDays(Object.entries(fields).filter(([field]) => !FIGURES.includes(field)));
}

function leftOutOf(data: Payload): readonly object[] {
  return data.each('leftOut').map(({ fields }) => withDays(Object.entries(fields)));
}

function withDays(fields: readonly (readonly [name: string, value: unknown])[]): object {
  const read = (name: string, value: unknown): unknown =>
    DAYS.includes(name) && typeof value === 'string' ? (parseDay(value) ?? value) : value;
  return Object.fromEntries(fields.map(([name, value]) => [name, read(name, value)]));
}

function filesOf(data: Payload): unknown {
  return data.each('files').map((file) => [file.text('id'), file.text('digest')]);
}

function setOffKey(data: Payload): unknown {
  return [data.text('item'), data.text('recovery'), data.text('amountCents')];
}

function paymentKey(data: Payload): unknown {
  return [data.text('item'), data.text('endToEndId'), data.value('payee'), data.text('amountCents')];
}
