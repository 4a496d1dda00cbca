/**
 * An event is about the team, the period and the envelope of what it names: a decision is due to the team that it is about, and an amount
 * that is due is paid to that team, by the envelope that it was posted to. Otherwise one team would be paid for the decision on another.
 */
import type { RuleFinding } from '#libs/audit/rules/findings.ts';
import { LEDGER, type Payload, type RuleEvent } from '#libs/audit/rules/rule-event.ts';

const FIELDS = ['team', 'period', 'envelope', 'run', 'item'] as const;
type Field = (typeof FIELDS)[number];
/** Without a field that the event does not say. */
type Belonging = Partial<Record<Field, string>>;

/** The fields that name something, and the events that say first to whom it belongs. */
const NAMES = {
  decision: ['DecisionPosted'],
  item: ['DuePosted'],
  recovery: ['RecoveryPosted', 'OverpaymentPosted'],
  endToEndId: ['PaymentReleased'],
  run: ['PaymentRunReleased'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** `<kind of account>:<holder>` */
const HOLDER = /^[a-z-]+:(.*)$/s;
/** The streams that are named after what their events say of them. */
const STATEMENT = 'statement-';
const ACCOUNT = /^(?:payee|debtor)-/;

export class BelongingRules {
  /** By the field that names it, and its name. */
  readonly #known = new Map<string, Belonging>();

  take(event: RuleEvent): readonly RuleFinding[] {
    const { stream, type, data } = event;
    if (stream.startsWith(STATEMENT)) return elsewhere(stream, ofStatement(stream), said(data));
    if (ACCOUNT.test(stream)) return ofAccount(event);
    if (stream !== LEDGER) return [];
    const own = said(data);
    const findings = Object.entries(NAMES).flatMap(([field, makers]) => {
      const name = data.text(field);
      if (name === '') return [];
      const known = this.#known.get(`${field}\n${name}`) ?? {};
      if ((makers as readonly string[]).includes(type) && !this.#known.has(`${field}\n${name}`))
        this.#known.set(`${field}\n${name}`, own);
      // A debt to one envelope can be set off in another, and the one of a payment received twice against any item.
      const { item: _, ...ofAny } = own;
      const here =
        field === 'recovery'
          ? { ...ofAny, ...(data.has('debtEnvelope') && { envelope: data.text('debtEnvelope') }) }
          : own;
      return elsewhere(name, field === 'decision' ? { ...known, ...ofStatement(name) } : known, here);
    });
    return [...findings, ...otherHolder(data)];
  }
}

/** What an event says; of a posting without a team, its accounts are a team's. */
function said(data: Payload): Belonging {
  const told: Belonging = {};
  for (const field of FIELDS) if (data.has(field)) told[field] = data.text(field);
  const holder = HOLDER.exec(data.text('debit'))?.[1];
  return holder === undefined ? told : { team: holder, ...told };
}

/**
 * A statement is named after its team and period: `statement-<team>-<period>`. A decision on it has `@<revision>`, and `~<envelope>` if two
 * former ledgers had it.
 */
function ofStatement(name: string): Belonging {
  const [, team, period] = /^statement-(.*?)-(\d{4}(?:-Q\d)?)(?:@\d+(?:~.*)?)?$/s.exec(name) ?? [];
  return team === undefined || period === undefined ? {} : { team, period };
}

function elsewhere(named: string, known: Belonging, own: Belonging): readonly RuleFinding[] {
  return FIELDS.flatMap((field) => {
    const [expected, found] = [known[field], own[field]];
    if (expected === undefined || found === undefined || expected === found) return [];
    return [{ code: 'BELONGS_ELSEWHERE', data: { named, field, expected, found } } as const];
  });
}

function otherHolder(data: Payload): readonly RuleFinding[] {
  const holder = HOLDER.exec(data.text('debit'))?.[1];
  if (holder === undefined || !data.has('team')) return [];
  return elsewhere(data.text('debit'), { team: holder }, { team: data.text('team') });
}

function ofAccount({ stream, data }: RuleEvent): readonly RuleFinding[] {
  const [expected, found] = [stream.slice(stream.indexOf('-') + 1), data.text('holder')];
  if (!data.has('holder') || expected === found) return [];
  return [{ code: 'BELONGS_ELSEWHERE', data: { named: stream, field: 'holder', expected, found } }];
}
