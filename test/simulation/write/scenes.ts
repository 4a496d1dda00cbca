/** The events of the simulated world when nothing goes wrong: one function for each scene. */
import type { Day } from '#libs/kernel/day.ts';
import type { AccountSide } from '#libs/payments/accounts/account-key.ts';
import { nextBankDay } from '#libs/payments/bank/target-days.ts';
import { ACCOUNT_COUNT, PEOPLE, ROLES, TEAMS, accountNumber } from '#test/simulation/cast.ts';
import type { BankMessage } from '#test/simulation/bank/message.ts';
import type { Act, Figures, PaymentFate, TypedOutcome } from '#test/simulation/story.ts';
import type { Scene, Script } from '#test/simulation/write/script.ts';

export interface TermsOfScene {
  readonly envelope: string;
  readonly amountCents: bigint;
  readonly schemes: readonly string[];
  readonly from?: Day;
}

export function fund(scene: Scene, terms: TermsOfScene): void {
  const proposer = scene.does('approves', { act: 'propose-terms', ...terms });
  scene.another('approves', proposer, { act: 'confirm', proposal: `envelope:${terms.envelope}`, code: 'now' });
}

/**
 * A log of the former program: the first team is decided and paid in two envelopes, in runs with the same name or without. It is carried
 * over, and two people undo the second posting, or one tries alone.
 */
export function carryOver(
  script: Script,
  scene: Scene,
  terms: readonly TermsOfScene[],
  teams: readonly string[],
): void {
  const { chance } = script;
  const period = '2018-Q1';
  const decided = teams.map((team) => ({ team, period, amountCents: BigInt(chance.between(1_000, 9_000)) }));
  for (const { team, amountCents } of decided) {
    scene.by(ROLES.submits[0], {
      act: 'calculate',
      ...figures(scene, team, period),
      parts: [{ dueOn: scene.today, amountCents }],
    });
    scene.by(ROLES.submits[0], { act: 'submit', team, period });
  }
  const [run, isLong] = [chance.onceIn(3) ? '' : 'R1', chance.onceIn(6)];
  const [first] = decided;
  for (const { envelope, schemes, amountCents } of terms) {
    const own = decided.filter((one) => one === first || schemes.includes(TEAMS.get(one.team) ?? ''));
    const padding = isLong ? 160 : 0;
    scene.by(ROLES.approves[0], { act: 'former', envelope, schemes, amountCents, run, decided: own, padding });
  }
  // Read earlier, with a code that may be useless by then.
  const reader = scene.does('approves', { act: 'carry-over', code: 'none' });
  scene.by(reader, { act: 'carry-over', code: 'now' });
  const decision = `statement-${first?.team ?? ''}-${period}@2~${terms.at(-1)?.envelope ?? ''}`;
  const proposer = scene.does('approves', { act: 'propose-undo', decision });
  if (chance.onceIn(3)) scene.by(proposer, { act: 'confirm', proposal: `undoing:${decision}`, code: 'now' });
  scene.another('approves', proposer, { act: 'confirm', proposal: `undoing:${decision}`, code: 'now' });
}

export function giveAccount(script: Script, scene: Scene, side: AccountSide, holder: string): void {
  const account = accountNumber(script.chance.below(ACCOUNT_COUNT), side === 'payee' ? `Maison ${holder}` : 'Fonds');
  const proposer = scene.does('keepsAccounts', { act: 'propose-account', side, holder, account });
  scene.another('keepsAccounts', proposer, { act: 'confirm-account', side, holder, code: 'now' });
}

/** A quarter is calculated, submitted and approved. */
export function decide(script: Script, scene: Scene, team: string, period: string): void {
  const { chance } = script;
  const parts = Array.from({ length: chance.between(1, 2) }, (_, i) => ({
    dueOn: scene.today + i * 20,
    amountCents: amount(script) * (chance.onceIn(8) ? -1n : 1n),
  }));
  grant(scene, team, period, parts);
}

function grant(scene: Scene, team: string, period: string, parts: Figures['parts'], exception?: string): void {
  scene.does('submits', { act: 'calculate', ...figures(scene, team, period), parts });
  scene.does('submits', { act: 'submit', team, period });
  scene.does('approves', { act: 'approve', team, period, ...(exception !== undefined && { exception }) });
}

/** Late facts change a decided period. */
export function regularise(script: Script, scene: Scene, team: string, period: string): void {
  const { chance } = script;
  const of = figures(scene, team, period);
  const parts = chance.onceIn(6) ? [] : [{ dueOn: scene.today, amountCents: amount(script) }];
  scene.does('submits', { act: 'facts', ...of, parts });
  scene.does('submits', { act: 'regularise', team, period, knownOn: of.knownOn });
  scene.does('submits', { act: 'submit', team, period });
  scene.does('approves', { act: 'approve', team, period });
}

/** Late facts change every decided period: one command drafts, one submits, one approves, by the code that was read. */
export function regulariseAll(script: Script, scene: Scene, teams: readonly string[], period: string): void {
  const { chance } = script;
  const arrives = (team: string): void => {
    const parts = [{ dueOn: scene.today, amountCents: amount(script) }];
    scene.does('submits', { act: 'facts', ...figures(scene, team, period), parts });
  };
  const draft = (): void => {
    scene.does('submits', { act: 'regularise-many', knownOn: scene.today });
    scene.does('submits', { act: 'submit-many' });
  };
  for (const team of teams) arrives(team);
  scene.does('submits', { act: 'regularise-many', knownOn: scene.today });
  const submitter = scene.does('submits', { act: 'submit-many' });
  scene.by(submitter, { act: 'approve-many', code: 'now' });
  // Facts that come after the code was read.
  const isStale = chance.onceIn(3);
  if (isStale) {
    arrives(chance.one(teams));
    scene.does('approves', { act: 'reject', team: chance.one(teams), period });
    draft();
  }
  scene.another('approves', submitter, { act: 'approve-many', code: isStale ? 'first' : 'now' });
  if (isStale) scene.another('approves', submitter, { act: 'approve-many', code: 'now' });
}

/** A run is prepared, released, sent, and the bank tells of it in some order. */
export function pay(script: Script, scene: Scene, envelope: string, run: string): void {
  const { chance } = script;
  // Sometimes includes amounts that are due later, with an exception or without.
  const [isEarly, isPermitted] = [chance.onceIn(5), chance.onceIn(2)];
  const dueBy = scene.today + (isEarly ? 30 : 0);
  const exceptions = isEarly && isPermitted ? [exceptDay(scene, envelope, run, dueBy)] : [];
  const executionDay = nextBankDay(scene.today + 1);
  const preparer = scene.does('pays', { act: 'prepare', run, envelope, dueBy, executionDay, exceptions });
  // Sometimes someone who may have taken part before.
  const releaser = chance.onceIn(6) ? chance.one(PEOPLE) : preparer;
  scene.by(releaser, { act: 'release', run, code: 'now' });
  if (chance.onceIn(8)) cancel(scene, run);
  scene.does('pays', { act: 'send', run, fates: fates(script) });
  scene.later(7);
  // The person who released it hands in a forged file of the bank, to be paid twice.
  if (chance.onceIn(4)) {
    const message = chance.one<BankMessage>(['FORGED_STATUS', 'FORGED_RETURNS']);
    scene.by(releaser, { act: 'bank-says', run, message });
    scene.by(releaser, { act: 'decide-returns', run, isComplicit: true });
  }
  for (const message of messages(script)) {
    const person = scene.does('pays', { act: 'bank-says', run, message });
    // The person who handed the file in tries to confirm it alone.
    if (chance.onceIn(4)) scene.by(person, { act: 'decide-returns', run, isComplicit: false });
    scene.later(chance.between(0, 40));
    if (chance.onceIn(2)) scene.does('pays', { act: 'decide-returns', run, isComplicit: chance.onceIn(6) });
  }
  scene.does('keepsAccounts', { act: 'decide-returns', run, isComplicit: false });
}

function cancel(scene: Scene, run: string): void {
  const proposer = scene.does('pays', { act: 'propose-cancellation', run });
  scene.another('pays', proposer, { act: 'confirm', proposal: `cancellation:${run}`, code: 'now' });
}

function exceptDay(scene: Scene, envelope: string, run: string, until: Day): string {
  const exception = `early-${run}`;
  const proposer = scene.does('approves', { act: 'except-day', exception, envelope, until });
  scene.another('approves', proposer, { act: 'confirm', proposal: `exception:${exception}`, code: 'now' });
  return exception;
}

/** Runs may pay to the account that a team has now. */
export function exceptAccount(scene: Scene, team: string, exception: string): void {
  const proposer = scene.does('approves', { act: 'except-account', exception, team });
  scene.another('approves', proposer, { act: 'confirm', proposal: `exception:${exception}`, code: 'now' });
}

/** Two people change the number of days for which a changed account is held; or one tries alone, under another name. */
export function setHold({ chance }: Script, scene: Scene): void {
  const proposer = scene.does('approves', { act: 'propose-hold', days: chance.one([0, 10, 45, 90]) });
  if (chance.onceIn(2)) scene.by(proposer, { act: 'confirm', proposal: 'hold', code: 'now' });
  else scene.another('approves', proposer, { act: 'confirm', proposal: 'hold', code: 'now' });
}

/** One person's proposal is refused by another, or withdrawn; then someone tries to confirm it anyway. */
export function refuse({ chance }: Script, scene: Scene, terms: TermsOfScene): void {
  const isHold = chance.onceIn(2);
  const proposal = isHold ? 'hold' : `envelope:${terms.envelope}`;
  const proposer = scene.does(
    'approves',
    isHold ? { act: 'propose-hold', days: 0 } : { act: 'propose-terms', ...terms, amountCents: terms.amountCents * 2n },
  );
  // Read by the person who confirms later.
  scene.by(proposer, { act: 'confirm', proposal, code: 'now' });
  if (chance.onceIn(3)) scene.by(proposer, { act: 'withdraw-proposal', proposal });
  else scene.another('approves', proposer, { act: 'refuse-proposal', proposal });
  scene.another('approves', proposer, { act: 'confirm', proposal, code: 'now' });
}

/** One run may exceed its envelope. */
export function exceed(script: Script, scene: Scene, envelope: string, run: string): void {
  const exception = `exception-${run}`;
  const amountCents = amount(script);
  const proposer = scene.does('approves', { act: 'propose-exception', envelope, exception, amountCents });
  scene.another('approves', proposer, { act: 'confirm', proposal: `exception:${exception}`, code: 'now' });
  const executionDay = nextBankDay(scene.today + 1);
  const payer = scene.does('pays', {
    act: 'prepare',
    run,
    envelope,
    dueBy: scene.today,
    executionDay,
    exceptions: [exception],
  });
  scene.by(payer, { act: 'release', run, code: 'now' });
}

export interface InEnvelope {
  readonly terms: TermsOfScene;
  readonly team: string;
  /** Two periods that no other scene decides. */
  readonly periods: readonly [string, string];
  readonly run: string;
}

/** One exception is named by an approval, a withdrawal, a run and lower terms: it serves the first that needs it. */
export function exceedTwice(script: Script, scene: Scene, { terms, team, periods, run }: InEnvelope): void {
  const { chance } = script;
  const { envelope, amountCents } = terms;
  const exception = `twice-${run}`;
  const proposer = scene.does('approves', { act: 'propose-exception', envelope, exception, amountCents });
  scene.another('approves', proposer, { act: 'confirm', proposal: `exception:${exception}`, code: 'now' });
  const uses: readonly (() => void)[] = [
    ...periods.map((period) => () => {
      grant(scene, team, period, [{ dueOn: scene.today, amountCents }], exception);
    }),
    () => {
      const lower = { act: 'propose-terms', ...terms, amountCents: amountCents / 8n, exception } as const;
      const first = scene.does('approves', lower);
      scene.another('approves', first, { act: 'confirm', proposal: `envelope:${envelope}`, code: 'now' });
    },
    () => {
      scene.does('approves', { act: 'withdraw', team, period: periods[0], exception });
    },
    () => {
      releaseBy(scene, envelope, `${run}-1`, [exception]);
    },
    () => {
      releaseBy(scene, envelope, `${run}-2`, [exception]);
    },
  ];
  for (const use of chance.shuffled(uses).slice(0, 4)) {
    use();
    scene.later(1);
  }
}

/** One exception for two runs that release early; the second is prepared before or after the first is released. */
export function earlyTwice(script: Script, scene: Scene, { terms, team, periods, run }: InEnvelope): void {
  const { envelope } = terms;
  const exception = exceptDay(scene, envelope, run, scene.today + 30);
  decide(script, scene, team, periods[0]);
  releaseBy(scene, envelope, `${run}-1`, [exception], 25);
  decide(script, scene, team, periods[1]);
  releaseBy(scene, envelope, `${run}-2`, [exception], 25);
}

/** An exception for the account of a team, which changes again after the exception was given, or after it was used. */
export function exceptAccountOnce(script: Script, scene: Scene, { terms, team, periods, run }: InEnvelope): void {
  const { envelope } = terms;
  giveAccount(script, scene, 'payee', team);
  exceptAccount(scene, team, `account-${run}`);
  decide(script, scene, team, periods[0]);
  if (script.chance.onceIn(2)) releaseBy(scene, envelope, `${run}-1`, []);
  giveAccount(script, scene, 'payee', team);
  decide(script, scene, team, periods[1]);
  releaseBy(scene, envelope, `${run}-2`, []);
}

/** The account changed earlier than the old hold requires, but not as early as the new hold requires. */
export function holdLonger(script: Script, scene: Scene, { terms, team, periods, run }: InEnvelope): void {
  const proposer = scene.does('approves', { act: 'propose-hold', days: 90 });
  scene.another('approves', proposer, { act: 'confirm', proposal: 'hold', code: 'now' });
  giveAccount(script, scene, 'payee', team);
  scene.later(40);
  decide(script, scene, team, periods[0]);
  releaseBy(scene, terms.envelope, `${run}-1`, []);
}

/** A team is paid and owes it again; a part of it is demanded and repaid, the demand is taken back, and the rest set off. */
export function oweAndRepay(script: Script, scene: Scene, { terms, team, periods, run }: InEnvelope): void {
  const { envelope } = terms;
  const amountCents = amount(script);
  grant(scene, team, periods[0], [{ dueOn: scene.today, amountCents }]);
  releaseBy(scene, envelope, `${run}-1`, []);
  scene.later(2);
  scene.does('submits', { act: 'facts', ...figures(scene, team, periods[0]), parts: [] });
  scene.does('submits', { act: 'regularise', team, period: periods[0], knownOn: scene.today });
  scene.does('submits', { act: 'submit', team, period: periods[0] });
  scene.does('approves', { act: 'approve', team, period: periods[0] });
  const of = { envelope, team };
  const both = (act: Act, name: string): void => {
    const proposer = scene.does('approves', act);
    scene.another('approves', proposer, { act: 'confirm', proposal: `${name}:${envelope}:${team}`, code: 'now' });
  };
  const repay = (cents: bigint): void => {
    both({ act: 'propose-repayment', ...of, amountCents: cents }, 'repayment');
  };
  both({ act: 'propose-demand', ...of }, 'demand');
  repay(amountCents / 3n);
  // More than the rest of the demand.
  if (script.chance.onceIn(2)) repay(amountCents);
  both({ act: 'propose-take-back', ...of }, 'take-back');
  grant(scene, team, periods[1], [{ dueOn: scene.today, amountCents }]);
  releaseBy(scene, envelope, `${run}-2`, []);
  both({ act: 'propose-demand', ...of }, 'demand');
}

function releaseBy(scene: Scene, envelope: string, run: string, exceptions: readonly string[], days = 0): void {
  const [dueBy, executionDay] = [scene.today + days, nextBankDay(scene.today + 1)];
  const payer = scene.does('pays', { act: 'prepare', run, envelope, dueBy, executionDay, exceptions });
  scene.by(payer, { act: 'release', run, code: 'now' });
}

/** The bank debits a run once more; it credits that back, or two people say that the teams have it twice. */
export function debitedTwice(script: Script, scene: Scene, run: string): void {
  const { chance } = script;
  for (const message of ['DEBITS', 'AGAIN'] as const) scene.does('pays', { act: 'bank-says', run, message });
  if (chance.onceIn(2)) {
    scene.does('pays', { act: 'bank-says', run, message: 'BACK' });
    scene.does('keepsAccounts', { act: 'decide-returns', run, isComplicit: false });
  } else sayOutcome(script, scene, run, 'EXECUTED_TWICE');
}

/** A returned payment, which may have been paid again since, is reported as executed; and sometimes as returned after all. */
export function executedAfterAll(script: Script, scene: Scene, run: string): void {
  sayOutcome(script, scene, run, 'EXECUTED');
  scene.later(script.chance.between(1, 30));
  if (script.chance.onceIn(2)) sayOutcome(script, scene, run, 'RETURNED');
}

function sayOutcome(script: Script, scene: Scene, run: string, outcome: TypedOutcome): void {
  const answer = `${outcome}-${run}`;
  const typist = scene.does('keepsAccounts', { act: 'type-answer', answer, run, nth: script.chance.below(2), outcome });
  scene.another('keepsAccounts', typist, { act: 'confirm', proposal: `answer:${answer}`, code: 'now' });
}

/** Two people give the outcome of a payment, in any direction. */
export function typeAnswer(script: Script, scene: Scene, run: string): void {
  const { chance } = script;
  const answer = `answer-${run}`;
  const outcome = chance.one(['EXECUTED', 'EXECUTED', 'REJECTED', 'RETURNED', 'RELEASED', 'EXECUTED_TWICE'] as const);
  const typist = scene.does('pays', { act: 'type-answer', answer, run, nth: chance.below(2), outcome });
  scene.another('pays', typist, { act: 'confirm', proposal: `answer:${answer}`, code: 'now' });
}

/** The debts of a team are demanded; it pays back, or the demand is taken back. */
export function demand(script: Script, scene: Scene, envelope: string, team: string): void {
  const { chance } = script;
  const of = { envelope, team };
  const proposer = scene.does('approves', { act: 'propose-demand', ...of });
  scene.another('approves', proposer, { act: 'confirm', proposal: `demand:${envelope}:${team}`, code: 'now' });
  scene.later(chance.between(1, 20));
  const next = chance.onceIn(2)
    ? ({ act: 'propose-take-back', ...of } as const)
    : ({ act: 'propose-repayment', ...of, amountCents: amount(script) / 4n } as const);
  const name = next.act === 'propose-take-back' ? 'take-back' : 'repayment';
  const second = scene.does('approves', next);
  scene.another('approves', second, { act: 'confirm', proposal: `${name}:${envelope}:${team}`, code: 'now' });
}

/** An account is replaced by another while the first is being read. */
export function swapAccount(script: Script, scene: Scene, team: string): void {
  const account = accountNumber(script.chance.below(ACCOUNT_COUNT), `Maison ${team}`);
  const other = accountNumber(script.chance.below(ACCOUNT_COUNT), `Autre ${team}`);
  const of = { side: 'payee', holder: team } as const;
  const proposer = scene.does('keepsAccounts', { act: 'propose-account', ...of, account });
  // Read by the person who confirms later, with a code that is useless by then.
  scene.by(proposer, { act: 'confirm-account', ...of, code: 'now' });
  scene.by(proposer, { act: 'propose-account', ...of, account: other });
  scene.another('keepsAccounts', proposer, { act: 'confirm-account', ...of, code: 'first' });
}

/** From a day on another envelope funds the schemes. */
export function move(script: Script, scene: Scene, from: TermsOfScene, to: TermsOfScene): void {
  fund(scene, { ...from, schemes: from.schemes.filter((scheme) => !to.schemes.includes(scheme)) });
  fund(scene, to);
  giveAccount(script, scene, 'debtor', to.envelope);
}

export function amount({ chance }: Script): bigint {
  return BigInt(chance.between(1, 9) * 10_000 + chance.below(10_000));
}

function figures(scene: Scene, team: string, period: string): Omit<Figures, 'parts'> {
  return { team, period, scheme: TEAMS.get(team) ?? '', knownOn: scene.today };
}

function fates({ chance }: Script): readonly PaymentFate[] {
  return Array.from({ length: 3 }, () =>
    chance.one(['PAID', 'PAID', 'PAID', 'REJECTED', 'RETURNED', 'RETURNED', 'WAITING'] as const),
  );
}

const USELESS: readonly BankMessage[] = [
  'DUPLICATE',
  'OTHERS',
  'HALF',
  'LIE',
  'DEBITS',
  'AGAIN',
  'AGAIN',
  'BACK',
  'FORGED_STATUS',
  'FORGED_RETURNS',
];

/** The truth, in any order, some of it twice; now and then a file of little use. */
function messages({ chance }: Script): readonly BankMessage[] {
  const truth = chance.shuffled<BankMessage>(['STATUS', chance.one(['DEBITS', 'BATCH']), 'RETURNS', 'DAY']);
  const told = truth.slice(0, chance.between(1, truth.length));
  const more = chance.onceIn(2) ? [chance.one<BankMessage>(USELESS)] : [];
  return chance.shuffled([...told, ...more]);
}
