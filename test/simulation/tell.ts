/** Tells a story: one sentence for each step, with its outcome. */
import { type Day, dayText } from '#libs/kernel/day.ts';
import { nameOf } from '#test/simulation/cast.ts';
import type { Act, Step, Story } from '#test/simulation/story.ts';
import type { Result } from '#test/simulation/acts/acting.ts';

/** One line for each step that was run. */
export function told(story: Story, results: readonly (readonly Result[])[]): readonly string[] {
  return results.flatMap((own, i) => {
    const step = story[i];
    return step === undefined ? [] : [`${String(i + 1).padStart(3)}. ${sentence(step)} ${outcome(own)}`];
  });
}

function sentence(step: Step): string {
  const { fate } = step;
  const text = `${at(step.at)}, ${who(step)} ${doing(step.act)}${step.process === 0 ? '' : ' (second process)'}`;
  switch (fate.kind) {
    case 'lives':
      return `${text}.`;
    case 'crashes':
      return `${text}; the process stops ${fate.when} append ${fate.append}.`;
    case 'beside': {
      const turns = fate.turns.map((isFirst) => (isFirst ? 'first' : 'second')).join(', ');
      return `${text}; at the same time ${who(fate.other)} ${doing(fate.other.act)} (turns: ${turns}).`;
    }
  }
}

function who({ who: of }: Step): string {
  return of.spelling === 0 ? of.person : `${of.person} (as ${JSON.stringify(nameOf(of))})`;
}

function at(instant: string): string {
  return instant.slice(0, 16).replace('T', ' ');
}

function doing(act: Act): string {
  switch (act.act) {
    case 'propose-terms': {
      const from = act.from === undefined ? '' : ` from ${dayText(act.from)}`;
      return `proposes that ${act.envelope} funds ${list(act.schemes)} up to ${euros(act.amountCents)}${from}${by(act)}`;
    }
    case 'propose-exception':
      return `proposes that one run of ${act.envelope} takes ${euros(act.amountCents)} more (${act.exception})`;
    case 'except-account':
      return `proposes that runs pay to the account that ${act.team} has now (${act.exception})`;
    case 'except-day':
      return `proposes that one run of ${act.envelope} releases what is due by ${dayText(act.until)} (${act.exception})`;
    case 'propose-hold':
      return `proposes that an account that changed is held for ${act.days} days`;
    case 'former':
      return `posts and pays in ${act.envelope}, as the program of before: ${list(act.decided.map(({ team, period }) => `${team} ${period}`))}`;
    case 'carry-over':
      return `carries the former log over${withCode(act.code)}`;
    case 'propose-undo':
      return `proposes to undo ${act.decision}, which was posted twice`;
    case 'propose-demand':
      return `proposes to demand the debts of ${act.team} to ${act.envelope}`;
    case 'propose-take-back':
      return `proposes to take back the demand to ${act.team} of ${act.envelope}`;
    case 'propose-repayment':
      return `proposes that ${act.team} paid back ${euros(act.amountCents)} to ${act.envelope}`;
    case 'propose-cancellation':
      return `proposes to cancel ${act.run}, which was not sent`;
    case 'type-answer':
      return `says for the bank that payment ${act.nth + 1} of ${act.run} is ${act.outcome} (${act.answer})`;
    case 'decide-returns':
      return `decides on what files announce that comes back of ${act.run}${act.isComplicit ? ', as an accomplice' : ''}`;
    case 'confirm':
      return `confirms ${act.proposal}${withCode(act.code)}`;
    case 'refuse-proposal':
      return `refuses ${act.proposal}`;
    case 'withdraw-proposal':
      return `withdraws the proposal ${act.proposal}`;
    case 'propose-account':
      return `proposes the account ${act.account.iban} of ${act.holder}`;
    case 'confirm-account':
      return `confirms the account of ${act.holder}${withCode(act.code)}`;
    case 'calculate':
      return `calculates ${act.team} ${act.period}, as known on ${dayText(act.knownOn)}: ${parts(act.parts)}`;
    case 'facts':
      return `records facts of ${act.team} ${act.period}, known on ${dayText(act.knownOn)}, that give ${parts(act.parts)}`;
    case 'submit':
    case 'reject':
      return `${THIRD_PERSON[act.act]} ${act.team} ${act.period}`;
    case 'approve':
    case 'withdraw':
      return `${THIRD_PERSON[act.act]} ${act.team} ${act.period}${by(act)}`;
    case 'regularise-many':
      return `regularises all that facts change, as known on ${dayText(act.knownOn)}`;
    case 'submit-many':
      return 'submits all regularisations';
    case 'approve-many':
      return `approves all regularisations${withCode(act.code)}`;
    case 'regularise':
      return `regularises ${act.team} ${act.period} as known on ${dayText(act.knownOn)}`;
    case 'prepare': {
      const exceptions = act.exceptions.length === 0 ? '' : `, with ${list(act.exceptions)}`;
      return `prepares the run ${act.run} of ${act.envelope}: due by ${dayText(act.dueBy)}, executed on ${dayText(act.executionDay)}${exceptions}`;
    }
    case 'release':
      return `releases ${act.run}${withCode(act.code)}`;
    case 'drop':
      return `drops ${act.run}`;
    case 'send':
      return `sends the file of ${act.run} to the bank (its payments: ${list(act.fates)})`;
    case 'bank-says':
      return `takes what the bank says of ${act.run}: ${act.message}`;
  }
}

const THIRD_PERSON = { submit: 'submits', approve: 'approves', reject: 'rejects', withdraw: 'withdraws' } as const;

function withCode(code: 'now' | 'first' | 'none'): string {
  return { now: '', first: ' with the first code that was shown', none: ' without a code' }[code];
}

function by({ exception }: { readonly exception?: string }): string {
  return exception === undefined ? '' : `, with ${exception}`;
}

function parts(of: readonly { readonly dueOn: Day; readonly amountCents: bigint }[]): string {
  if (of.length === 0) return 'nothing is due';
  return list(of.map(({ dueOn, amountCents }) => `${euros(amountCents)} on ${dayText(dueOn)}`));
}

function list(words: readonly string[]): string {
  return words.length === 0 ? 'nothing' : words.join(', ');
}

function euros(cents: bigint): string {
  const digits = String(cents < 0n ? -cents : cents).padStart(3, '0');
  return `${cents < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)} €`;
}

function outcome(results: readonly Result[]): string {
  return results
    .map((result) => {
      if (result.outcome === 'refused') return `Refused: ${result.codes.join(', ')}.`;
      return { done: 'Done.', idle: 'Nothing to do.', crashed: 'It stopped.' }[result.outcome];
    })
    .join(' ');
}
