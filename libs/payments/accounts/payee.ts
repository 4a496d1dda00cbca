/**
 * The account a team is paid to, and the account an envelope is paid from: changed by one person, confirmed by another.
 */
import { type Day, dayInFrance } from '#libs/kernel/day.ts';
import { type Aggregate, type Decided, madeBy } from '#libs/commands/command-stream.ts';
import { DecisionRefused, type Person, needsAnother } from '#libs/commands/person.ts';
import type { RecordedEvent } from '#libs/event-store/event.ts';
import type { Payee } from '#libs/payments/ledger/ledger.ts';

export interface PayeeState {
  readonly holder: string;
  readonly confirmed: (Payee & { readonly since: Day }) | undefined;
  readonly proposed: { readonly payee: Payee; readonly by: Person } | undefined;
}

export type PayeeCommand =
  | { readonly type: 'propose'; readonly by: Person; readonly payee: Payee }
  | { readonly type: 'confirm'; readonly by: Person }
  | { readonly type: 'refuse'; readonly by: Person; readonly reason: string };

export function payeeStream(team: string): string {
  return `payee-${team}`;
}

/** The debtor's account of an envelope. */
export function debtorStream(envelope: string): string {
  return `debtor-${envelope}`;
}

export function payee(holder: string): Aggregate<PayeeState, PayeeCommand> {
  return { initial: () => ({ holder, confirmed: undefined, proposed: undefined }), evolve, decide };
}

function evolve(state: PayeeState, event: RecordedEvent): PayeeState {
  const { payee: account } = JSON.parse(event.data) as { payee: Payee };
  const meta = madeBy(event);
  if (meta === undefined) throw new RangeError(`event ${event.position} says not who made it`);
  switch (event.type) {
    case 'PayeeProposed':
      return { ...state, proposed: { payee: account, by: meta.by } };
    case 'PayeeConfirmed':
      return { ...state, proposed: undefined, confirmed: { ...account, since: dayInFrance(meta.at) } };
    case 'PayeeRefused':
      return { ...state, proposed: undefined };
    default:
      throw new RangeError(`${event.type} is not an event of a payee`);
  }
}

function decide(command: PayeeCommand, { holder, proposed }: PayeeState): readonly Decided[] {
  if (command.type === 'propose')
    return [{ type: 'PayeeProposed', content: { holder, payee: command.payee }, effective: holder }];
  if (proposed === undefined) throw new DecisionRefused(`aucun changement de compte n'est proposé pour ${holder}`);
  if (command.type === 'confirm') {
    needsAnother(command.by, proposed.by, `a proposé le compte de ${holder}`);
    return [{ type: 'PayeeConfirmed', content: { holder, payee: proposed.payee }, effective: holder }];
  }
  if (command.reason.trim() === '') throw new DecisionRefused('il faut un motif ; dites pourquoi');
  return [
    { type: 'PayeeRefused', content: { holder, payee: proposed.payee, reason: command.reason }, effective: holder },
  ];
}
