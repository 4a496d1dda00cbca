/**
 * A payment run: what is due by a day, debts set off first, sent to the bank once. Refused whole where anything of it is not right.
 */
import { type Day, dayText, dayOfInstant } from '#libs/kernel/day.ts';
import { euros } from '#libs/kernel/euros.ts';
import type { Decided } from '#libs/commands/command-stream.ts';
import { DecisionRefused, type Person, samePerson } from '#libs/commands/person.ts';
import { endToEndId } from '#libs/payments/ledger/end-to-end-id.ts';
import {
  type Item,
  type Ledger,
  type Payee,
  type Recovery,
  account,
  envelopeUse,
} from '#libs/payments/ledger/ledger.ts';

export interface ConfirmedPayee extends Payee {
  /** Day the last change was confirmed by a second person. */
  readonly since: Day;
}

export interface RunCommand {
  readonly type: 'run';
  readonly by: Person;
  /** ISO 8601 instant. */
  readonly at: string;
  readonly run: string;
  /** What is due by this day is paid. */
  readonly dueBy: Day;
  readonly executionDay: Day;
  /** Only this team. */
  readonly team?: string;
  readonly debtor: Payee;
  readonly payees: ReadonlyMap<string, ConfirmedPayee>;
  /** A payee changed less than this many days ago needs a confirmation… */
  readonly payeeDays: number;
  /** …which these teams have. */
  readonly confirmedPayees: readonly string[];
  /** An exception confirmed by two people, to pass the envelope. */
  readonly exception?: string;
}

interface Planned {
  readonly item: Item;
  readonly setOffs: readonly { readonly recovery: string; readonly amountCents: bigint }[];
  readonly paidCents: bigint;
}

/** Throws DecisionRefused with every reason at once. */
export function decideRun(state: Ledger, command: RunCommand): readonly Decided[] {
  if (state.runs.has(command.run))
    throw new DecisionRefused(`la campagne ${command.run} est déjà faite ; une campagne ne se fait qu'une fois`);
  const due = [...state.items.values()]
    .filter(({ dueCents, dueOn, team }) => dueCents > 0n && dueOn <= command.dueBy && (command.team ?? team) === team)
    .sort((a, b) => a.dueOn - b.dueOn || (a.id < b.id ? -1 : 1));
  if (due.length === 0)
    throw new DecisionRefused(`rien n'est dû au ${dayText(command.dueBy)} dans l'enveloppe ${state.envelope}`);
  const planned = plan(due, [...state.recoveries.values()]);
  const reasons = [
    ...inThePast(command),
    ...new Set(planned.flatMap((payment) => whyNot(payment, command))),
    ...overdrawn(state, planned, command),
  ];
  if (reasons.length > 0) throw new DecisionRefused(`la campagne ${command.run} est refusée : ${reasons.join(' ; ')}`);
  return events(planned, command);
}

/** The bank would take no file with such a day. */
function inThePast({ executionDay, at }: RunCommand): string[] {
  const today = dayOfInstant(at);
  if (executionDay >= today) return [];
  return [`le jour d'exécution ${dayText(executionDay)} est passé ; ce serait le ${dayText(today)} ou plus tard`];
}

/** Debts of a team are set off against its payments, the oldest first, never more than each. */
function plan(due: readonly Item[], recoveries: readonly Recovery[]): Planned[] {
  const left = new Map(recoveries.map(({ id, leftCents }) => [id, leftCents]));
  return due.map((item) => {
    let paidCents = item.dueCents;
    const setOffs = recoveries.flatMap(({ id, team }) => {
      const debt = left.get(id) ?? 0n;
      const amountCents = team !== item.team ? 0n : debt < paidCents ? debt : paidCents;
      if (amountCents === 0n) return [];
      left.set(id, debt - amountCents);
      paidCents -= amountCents;
      return [{ recovery: id, amountCents }];
    });
    return { item, setOffs, paidCents };
  });
}

function whyNot({ item, paidCents }: Planned, { by, payees, payeeDays, confirmedPayees, at }: RunCommand): string[] {
  const { team, approvedBy } = item;
  const reasons = samePerson(by, approvedBy)
    ? [`${by.name} a approuvé des décomptes de ${team}, une autre personne doit libérer ses versements`]
    : [];
  if (paidCents === 0n) return reasons;
  const payee = payees.get(team);
  if (payee === undefined)
    return [
      ...reasons,
      `${team} n'a pas de compte confirmé : il faut qu'une personne en propose un et qu'une autre le confirme`,
    ];
  const days = dayOfInstant(at) - payee.since;
  if (days < payeeDays && !confirmedPayees.includes(team))
    reasons.push(
      `le compte de ${team} a changé il y a ${days} jours, moins de ${payeeDays} ; vérifiez-le auprès de l'équipe par un autre moyen, puis refaites la campagne en disant que ce compte est confirmé`,
    );
  return reasons;
}

function overdrawn(state: Ledger, planned: readonly Planned[], { exception }: RunCommand): string[] {
  const wanted = planned.reduce((sum, { paidCents }) => sum + paidCents, 0n);
  const { leftCents } = envelopeUse(state);
  const allowed = exception === undefined ? undefined : state.exceptions.get(exception);
  if (exception !== undefined && (allowed?.confirmedBy === undefined || allowed.usedBy !== undefined))
    return [`l'exception ${exception} n'est pas confirmée, ou a déjà servi`];
  if (wanted <= leftCents + (allowed?.amountCents ?? 0n)) return [];
  return [
    `l'enveloppe ${state.envelope} a encore ${euros(leftCents)}, la campagne en demande ${euros(wanted)} ; une exception se propose et se confirme à deux`,
  ];
}

function events(planned: readonly Planned[], command: RunCommand): Decided[] {
  const { run, debtor, executionDay, exception, payees } = command;
  const effective = dayText(executionDay);
  const payments = planned.filter(({ paidCents }) => paidCents > 0n);
  const identified = payments.map((payment) => ({
    ...payment,
    endToEndId: endToEndId(payment.item.id, payment.item.attempts + 1),
  }));
  return [
    {
      type: 'PaymentRunMade',
      content: {
        id: run,
        executionDay: effective,
        debtor,
        payments: identified.map((payment) => payment.endToEndId),
        ...(exception === undefined ? {} : { exception }),
      },
      effective,
    },
    ...planned.flatMap(({ item, setOffs }) =>
      setOffs.map(({ recovery, amountCents }) => ({
        type: 'SetOff',
        content: {
          run,
          item: item.id,
          recovery,
          debit: account('due', item.team),
          credit: account('to-recover', item.team),
          amountCents,
        },
        effective,
      })),
    ),
    ...identified.map(({ item, paidCents, endToEndId: id }) => {
      const { name, iban, bic } = payees.get(item.team) as Payee;
      return {
        type: 'PaymentReleased',
        content: {
          run,
          endToEndId: id,
          item: item.id,
          team: item.team,
          period: item.period,
          payee: { name, iban, bic },
          debit: account('due', item.team),
          credit: account('released', item.team),
          amountCents: paidCents,
        },
        effective,
      };
    }),
  ];
}
