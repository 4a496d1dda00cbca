/**
 * Converts an event of the log to its CloudEvents 1.0 event. Pure: the same event always gives the same bytes, so a second read
 * or delivery is identical.
 *
 * A published event names teams, periods and payments. It holds sums over patients and nothing about one patient, no account
 * number, no text typed by a person (a reason may name somebody), and no author of a decision.
 */
import { dayText } from '#libs/kernel/day.ts';
import type { Recorded } from '#libs/event-store/typed-event.ts';
import { PERIOD_PATTERN } from '#libs/kernel/period.ts';
import { sumCentsOf } from '#libs/kernel/sum-cents.ts';
import type { Commit, RecordedEvent } from '#libs/event-store/event.ts';
import { eventIdOf } from '#libs/feed/epoch.ts';
import { type PublishedType, publishedTypeOf } from '#libs/feed/types.ts';
import { LEDGER_EVENTS } from '#libs/payments/ledger/events.ts';
import { holderOf } from '#libs/payments/ledger/posting.ts';
import type { CalculatedStatement, Pin, TeamPeriod } from '#libs/statements/calculated-statement.ts';
import { calculationIn } from '#libs/statements/calculation/held-calculations.ts';
import type { ActLedgerLine, Line, Statement } from '#libs/statements/rules/statement.ts';
import { type Decision, decidedLines, total } from '#libs/statements/workflow/decisions.ts';
import { STATEMENT_EVENTS, type StatementEvent } from '#libs/statements/workflow/events.ts';
import { evolve, initialState } from '#libs/statements/workflow/state.ts';

export interface CloudEvent {
  readonly specversion: '1.0';
  /** The position and the epoch there (epoch.ts): no other event has it, also after a restore. */
  readonly id: string;
  readonly source: string;
  readonly type: string;
  /** `<team>/<period>`, the end-to-end id of a payment, or a debt or an item of the payment ledger. */
  readonly subject: string;
  /** Recording time, ISO 8601. */
  readonly time: string;
  readonly datacontenttype: 'application/json';
  /** Names the schema of the data and its version. */
  readonly dataschema: string;
  /** Ordinal in the log: the order of the feed. */
  readonly position: number;
  readonly team: string;
  readonly data: object;
}

/** The context of an event. */
interface Surroundings {
  /** `source` of every event: identifies this installation. */
  readonly source: string;
  readonly commit: Commit;
  /** For a decision: its stream up to and including this one, without the calculations that the next event replaces. */
  readonly history: readonly RecordedEvent[];
}

const DATA_VERSION = 1;

export function dataSchemaOf({ kind }: PublishedType): string {
  return `urn:decompte:feed:${kind}:${DATA_VERSION}`;
}

/** Undefined for an event that is not published. */
export function toCloudEvent(event: RecordedEvent, around: Surroundings): CloudEvent | undefined {
  const published = publishedTypeOf(event.type);
  if (published === undefined) return undefined;
  const { subject, team, data } = DATA[published.kind](event, around.history);
  return {
    specversion: '1.0',
    id: eventIdOf(event, around.commit),
    source: around.source,
    type: published.type,
    subject,
    time: around.commit.recordedAt,
    datacontenttype: 'application/json',
    dataschema: dataSchemaOf(published),
    position: event.position,
    team,
    data,
  };
}

interface Told {
  readonly subject: string;
  readonly team: string;
  readonly data: object;
}

const DATA: Readonly<Record<PublishedType['kind'], (event: RecordedEvent, history: readonly RecordedEvent[]) => Told>> =
  { calculation: calculationTold, decision: decisionTold, payment: paymentTold, movement: movementTold };

function calculationTold(event: RecordedEvent): Told {
  const calculation = calculationIn(event);
  const { team, period } = calculation;
  return { team, subject: `${team}/${period}`, data: { team, period, ...calculationData(calculation) } };
}

/** The calculation: its inputs, the statement, and its act ledger in sums. */
function calculationData({ team, period, pin, digest, statement }: CalculatedStatement): object {
  return {
    calculation: pinData(digest, pin),
    statement: statement === null ? null : statementData(statement),
    actLedger: statement === null ? null : actLedgerData(statement.ledger),
    links: links(team, period),
  };
}

function pinData(digest: string, { knownOn, position, regulationVersion, rulesVersion }: Pin): object {
  return { digest, knownOn: dayText(knownOn), position, regulationVersion, rulesVersion };
}

function statementData({ scheme, text, phase, patients, flags, lines, totalCents, instalments }: Statement): object {
  return {
    scheme,
    text,
    phase,
    patients,
    flags,
    lines: lines.map(lineData),
    totalCents: String(totalCents),
    instalments: instalments.map(({ dueOn, kind, amountCents }) => ({
      dueOn: dayText(dueOn),
      kind,
      amountCents: String(amountCents),
    })),
  };
}

function lineData({ line, amountCents }: Line): object {
  return { line, amountCents: String(amountCents) };
}

function actLedgerData(ledger: readonly ActLedgerLine[]): object {
  const sum = (of: 'baseCents' | 'paidCents'): string => String(sumCentsOf(ledger, (line) => line[of]));
  return {
    lines: ledger.map(({ class: actClass, reason, acts, baseCents, paidCents }) => ({
      class: actClass,
      reason,
      acts,
      baseCents: String(baseCents),
      paidCents: String(paidCents),
    })),
    acts: ledger.reduce((acts, line) => acts + line.acts, 0),
    baseCents: sum('baseCents'),
    paidCents: sum('paidCents'),
  };
}

/** Addresses relative to the service. */
function links(team: string, period: string): { statement: string } {
  return { statement: `/statements/${encodeURIComponent(team)}/${period}` };
}

function decisionTold(event: RecordedEvent, history: readonly RecordedEvent[]): Told {
  if (history.at(-1)?.position !== event.position)
    throw new RangeError(`the history of ${event.stream} does not end with event ${event.position}`);
  const read = history.map((one) => STATEMENT_EVENTS.read(one));
  const decided = STATEMENT_EVENTS.read(event);
  const { team, period } = decided.data;
  const before = read.slice(0, -1).reduce(evolve, initialState({ team, period }));
  const after = evolve(before, decided);
  // An approval becomes the last decision; a withdrawal revokes the last decision.
  const decision = (after.decisions.length > before.decisions.length ? after : before).decisions.at(-1);
  if (decision === undefined) throw new RangeError(`event ${event.position} is about no decision`);
  const data = {
    team,
    period,
    scheme: after.scheme ?? null,
    decision: decisionData(decision),
    decided: linesData(decidedLines(after.decisions)),
    ...calculationData(calculationOf(decision, after, read)),
  };
  return { team, subject: `${team}/${period}`, data };
}

function decisionData({ number, lines, instalments, moves }: Decision): object {
  return {
    number,
    ...linesData(lines),
    instalments: instalments.map(({ dueOn, amountCents }) => ({
      dueOn: dayText(dueOn),
      amountCents: String(amountCents),
    })),
    moves: moves.map(({ kind, from, to, amountCents }) => ({
      kind,
      from: dayText(from),
      to: dayText(to),
      amountCents: String(amountCents),
    })),
  };
}

function linesData(lines: readonly Line[]): object {
  return { lines: lines.map(lineData), totalCents: String(total(lines)) };
}

/**
 * The calculation behind a decision. A decided statement was calculated in its stream; a regularisation has its calculation in
 * its draft. Early drafts hold the decided lines only, and no statement.
 */
function calculationOf(
  { digest, pin }: Decision,
  { team, period }: TeamPeriod,
  history: readonly Recorded<StatementEvent>[],
): CalculatedStatement {
  const calculations = history.toReversed().flatMap(({ type, data }): readonly CalculatedStatement[] => {
    switch (type) {
      case 'StatementCalculated':
      case 'StatementNoLongerDue':
        return data.digest === digest ? [data] : [];
      case 'RegularisationDrafted':
        return data.proposal.digest === digest
          ? [data.calculation ?? { team, period, digest, pin, statement: null }]
          : [];
      default:
        return [];
    }
  });
  // The digest does not cover the position: the same calculation may have been recorded again.
  const found = calculations.find((one) => one.pin.position === pin.position) ?? calculations[0];
  if (found === undefined) throw new RangeError(`${team} ${period} has no calculation ${digest}`);
  return found;
}

/**
 * The statement of an item or a debt, whose ids begin with their decision: `statement-PEPS-01-2023-Q1@5#1`, `…@5~FIR#2`, `…@5~FIR#due-again`.
 * How an id ends depends on the rule that made it, and does not matter here.
 */
const OF_STATEMENT = new RegExp(String.raw`^statement-.+-(${PERIOD_PATTERN})@\d`, 's');
/** ISO 20022 reason codes of a returned payment (AC04, MD07). Other text may be a sentence and is not published. */
const REASON_CODE = /^[A-Z]{2}\d{2}$/;

function paymentTold(event: RecordedEvent): Told {
  const { data: payment } = LEDGER_EVENTS.read(event);
  if (!('endToEndId' in payment && 'item' in payment))
    throw new RangeError(`event ${event.position} is about no payment`);
  const { envelope, endToEndId, item, team, amountCents } = payment;
  const reason = 'reason' in payment ? (payment.reason ?? '') : '';
  const period = OF_STATEMENT.exec(item)?.[1];
  if (period === undefined) throw new RangeError(`event ${event.position} pays ${item}, which names no statement`);
  const data = {
    team,
    period,
    envelope,
    payment: endToEndId,
    item,
    amountCents: String(amountCents),
    // Execution day of the payment, or day of the bank's answer.
    day: event.effective,
    run: 'run' in payment ? payment.run : null,
    reason: REASON_CODE.test(reason) ? reason : null,
    links: links(team, period),
  };
  return { team, subject: endToEndId, data };
}

/** The fields of the events of debts and reductions; each event has some of them. */
const MOVEMENT_FIELDS = ['debtEnvelope', 'run', 'item', 'recovery', 'because'] as const;

/** A due amount is reduced, or a debt of a team arises, is set off, demanded or paid back. */
function movementTold(event: RecordedEvent): Told {
  const { data } = LEDGER_EVENTS.read(event);
  if (!('debit' in data)) throw new RangeError(`event ${event.position} moves nothing`);
  const fields = data as Partial<Record<(typeof MOVEMENT_FIELDS)[number] | 'team' | 'period', string>>;
  const {
    debtEnvelope,
    run,
    item,
    recovery: debt,
    because,
  } = Object.fromEntries(MOVEMENT_FIELDS.map((field) => [field, fields[field] ?? null])) as Record<
    (typeof MOVEMENT_FIELDS)[number],
    string | null
  >;
  const team = fields.team ?? holderOf(data.debit);
  const subject = debt ?? item ?? team;
  const period = fields.period ?? OF_STATEMENT.exec(subject)?.[1] ?? null;
  return {
    team,
    subject,
    data: {
      team,
      period,
      envelope: data.envelope,
      // The envelope of the debt, if another envelope is owed.
      debtEnvelope,
      run,
      item,
      debt,
      because,
      amountCents: String(data.amountCents),
      // The period or day it concerns.
      effective: event.effective,
      links: period === null ? null : links(team, period),
    },
  };
}
