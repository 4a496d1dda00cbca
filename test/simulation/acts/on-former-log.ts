/** A log of the former program, with a stream for each envelope, and the commands that carry it over to the one payment ledger. */
import { canonical } from '#libs/commands/digest.ts';
import { dayOfInstant, dayText } from '#libs/kernel/day.ts';
import type { NewEvent } from '#libs/event-store/event.ts';
import { eventId } from '#libs/event-store/event-id.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { nextCarryOver } from '#libs/payments/ledger/carry-over/carry-over.ts';
import { CarryOverLedger } from '#libs/payments/ledger/commands/carry-over-ledger.ts';
import { endToEndId } from '#libs/payments/ledger/end-to-end-id.ts';
import { LEDGER_EVENTS, type LedgerEvent } from '#libs/payments/ledger/events.ts';
import { LEDGER_STREAM, ledgerUnderWay } from '#libs/payments/ledger/ledger.ts';
import { posting } from '#libs/payments/ledger/posting.ts';
import { decisionId } from '#libs/statements/workflow/decisions.ts';
import { statementId, loadStatement, statements } from '#libs/statements/workflow/statements.ts';
import { type Acting, DONE, IDLE, type Result } from '#test/simulation/acts/acting.ts';
import { codeGiven } from '#test/simulation/acts/code.ts';
import { ROLES, accountNumber, identityOf, personOf } from '#test/simulation/cast.ts';
import type { Act } from '#test/simulation/story.ts';

type FormerAct = Extract<Act, { readonly act: 'former' }>;

/** An event, and its author. */
type By = readonly [event: LedgerEvent, person: string];

const [SUBMITTER, APPROVER, SECOND] = [ROLES.submits[0], ROLES.approves[0], ROLES.approves[1]];

export async function onFormerLog(
  asked: FormerAct | Extract<Act, { readonly act: 'carry-over' }>,
  acting: Acting,
): Promise<Result> {
  const { process, author } = acting;
  if (asked.act === 'former') return formerly(asked, acting);
  const code = codeGiven('carry-over', await codeOfNext(process.log), asked.code, acting);
  await process.carryOver.execute(new CarryOverLedger(code ?? '', author));
  return DONE;
}

async function codeOfNext(log: EventStore): Promise<string | undefined> {
  return (await nextCarryOver(log, { stream: LEDGER_STREAM, ...(await ledgerUnderWay(log)) }))?.plan.code;
}

async function formerly(asked: FormerAct, { process: { log }, author }: Acting): Promise<Result> {
  const stream = `ledger-${asked.envelope}`;
  // The former program does not run any more once its log is carried over.
  if ((await log.readStream(LEDGER_STREAM)).length > 0 || (await log.readStream(stream)).length > 0) return IDLE;
  const [on, by] = [dayOfInstant(author.meta.at), personOf({ person: APPROVER, spelling: 0 })];
  const events: By[] = termsEvents(asked);
  const paid: LedgerEvent[] = [];
  const submitters: string[] = [];
  for (const { team, period, amountCents } of asked.decided) {
    const of = { team, period };
    const meta = { ...author.meta, by, key: `${author.meta.key} ${team} ${period}` };
    if ((await loadStatement(log, of)).status === 'SUBMITTED')
      await statements(log).handle(statementId(of), {
        command: { type: 'approve', by, on },
        meta,
        commit: author.commit,
      });
    const state = await loadStatement(log, of);
    const last = state.decisions.at(-1);
    if (last === undefined) continue;
    submitters.push(identityOf(last.submittedBy));
    const decision = decisionId(state, last);
    const posted = { ...of, envelope: asked.envelope, decision };
    const item = `${decision}#1`;
    const people = { submittedBy: personOf({ person: SUBMITTER, spelling: 0 }), approvedBy: by };
    const moved = posting(team, { debit: 'charges', credit: 'due', amountCents });
    events.push([{ type: 'DecisionPosted', effective: period, data: posted }, APPROVER]);
    events.push([
      { type: 'DuePosted', effective: dayText(on), data: { ...posted, dueOn: on, ...people, item, ...moved } },
      APPROVER,
    ]);
    const payment = { envelope: asked.envelope, run: asked.run, endToEndId: endToEndId(item, 1), item, ...of };
    const sent = posting(team, { debit: 'due', credit: 'released', amountCents });
    const payee = accountNumber(0, `Maison ${team}`);
    paid.push({ type: 'PaymentReleased', effective: dayText(on), data: { ...payment, payee, ...sent } });
  }
  // The rule that nobody pays what they submitted is tested on the present program.
  const payer = ROLES.pays.find((person) => !submitters.includes(person));
  if (paid.length > 0 && asked.run !== '' && payer !== undefined) {
    const payments = paid.flatMap(({ data }) => ('endToEndId' in data ? [data.endToEndId] : []));
    const run = {
      envelope: asked.envelope,
      id: asked.run,
      executionDay: on,
      debtor: accountNumber(1, 'Fonds'),
      payments,
    };
    events.push([{ type: 'PaymentRunMade', effective: dayText(on), data: run }, payer]);
    events.push(...paid.map((event): By => [event, payer]));
  }
  const written = events.map((event, i) => formerEvent(event, `${asked.envelope} ${i}`, author.meta.at));
  await log.append(stream, written, 'none', author.commit);
  return DONE;
}

function termsEvents({ envelope, schemes, amountCents, padding }: FormerAct): By[] {
  const data = { envelope, terms: { from: null, amountCents, schemes }, exception: null };
  const proposed: By = [{ type: 'EnvelopeProposed', effective: envelope, data }, APPROVER];
  const again = Array.from({ length: padding }, () => proposed);
  return [...again, proposed, [{ type: 'EnvelopeConfirmed', effective: envelope, data }, SECOND]];
}

/** In the form of its first version: the stream names the envelope. */
function formerEvent([event, person]: By, key: string, at: string): NewEvent {
  const { type, effective } = event;
  const { envelope: _, submittedBy: __, ...json } = LEDGER_EVENTS.write(event).json as Record<string, unknown>;
  const { from: ___, ...terms } = (json['terms'] ?? {}) as Record<string, unknown>;
  const data = 'terms' in json ? { ...json, terms } : json;
  const meta = { by: personOf({ person, spelling: 0 }), key, at };
  const command = { key, digest: '0'.repeat(64), meta };
  const knownOn = dayText(dayOfInstant(at));
  return { id: eventId(type, key), type, schemaVersion: 1, effective, knownOn, data: canonical({ ...data, command }) };
}
