/** Tasks about statements: to calculate, submit and approve, and their regularisations. */
import { type Day, dayText } from '#libs/kernel/day.ts';
import { compareText } from '#libs/kernel/text.ts';
import type { Teams } from '#libs/enrolment/teams.ts';
import type { TeamPeriod } from '#libs/statements/calculated-statement.ts';
import { total } from '#libs/statements/workflow/decisions.ts';
import { type Stage, type StatementState, isSubmitted } from '#libs/statements/workflow/state.ts';
import { beyondEnvelope, fundingEnvelopeOf, isFunded, wantedBy } from '#libs/payments/ledger/rules/post-decision.ts';
import { type Early, lacksEndException, tooEarly } from '#libs/statements/workflow/too-early.ts';
import { halfWithdrawn, unposted } from '#libs/statements/workflow/post-decisions.ts';
import type { PaymentLedger } from '#libs/payments/ledger/state.ts';
import type { NextStep } from '#libs/week/next-step.ts';
import { type TaskEntry, type Task, named, task } from '#libs/week/task.ts';
import type { TaskGroup } from '#libs/week/task-texts.ts';
import { periodsAmong, quartersSpanned } from '#libs/week/periods.ts';
import { periodsDue } from '#libs/week/teams-due.ts';

interface Listed extends TeamPeriod {
  readonly stage: Stage;
}

/** Due periods without a calculation, or whose calculation gives no statement. */
function toCalculate(teams: Teams, listed: readonly Listed[], asOf: Day): readonly TeamPeriod[] {
  const calculated = new Map<string, Set<string>>();
  for (const { team, period, stage } of listed) if (stage !== 'NONE') addTo(calculated, team, period);
  return periodsDue(teams, asOf)
    .filter(({ team, period }) => calculated.get(team)?.has(period) !== true)
    .sort((a, b) => compareText(a.period, b.period) || compareText(a.team, b.team));
}

function addTo(sets: Map<string, Set<string>>, key: string, value: string): void {
  const found = sets.get(key);
  if (found === undefined) sets.set(key, new Set([value]));
  else found.add(value);
}

export function calculationTasks(teams: Teams, listed: readonly Listed[], asOf: Day): readonly Task[] {
  const missing = toCalculate(teams, listed, asOf);
  return task(
    'CALCULATE',
    missing.map((one) => ({ group: one.period, of: named(one) })),
    quartersSpanned(missing).map((range) => ({ step: 'CALCULATE', ...range, knownOn: dayText(asOf) })),
  );
}

/** A statement with this status. */
type In<Status extends StatementState['status']> = Extract<StatementState, { readonly status: Status }>;

interface Deciding {
  readonly asOf: Day;
  /** Statements that cannot be decided, because a calculation gives another result. */
  readonly stale: readonly StatementState[];
}

/** Offers only steps that can be decided by the day; the others get the reason why not. */
export function decisionTasks(
  states: readonly StatementState[],
  ledger: PaymentLedger,
  { asOf, stale }: Deciding,
): readonly Task[] {
  const staleOnes = new Set(stale);
  const fresh = states.filter((state) => !staleOnes.has(state));
  const early = fresh.flatMap((state) => {
    const why = tooEarly(state, asOf);
    return why === undefined ? [] : [{ state, why }];
  });
  const isEarly = new Set(early.map(({ state }) => state));
  const ended = fresh.filter((state) => !isEarly.has(state) && lacksEndException(state, ledger));
  const waiting = new Set([...isEarly, ...ended]);
  const unfunded = fresh
    .filter(isSubmitted)
    .filter((state) => !isFunded(ledger, { ...state, number: state.submitted.proposal.number, approvedOn: asOf }));
  const withoutFunds = new Set<StatementState>(unfunded);
  const ready = fresh.filter((state) => !waiting.has(state) && !withoutFunds.has(state));
  const at = <Status extends StatementState['status']>(status: Status): readonly In<Status>[] =>
    ready.filter((state): state is In<Status> => state.status === status);
  const submit = (of: readonly StatementState[]): readonly NextStep[] =>
    periodsAmong(of).map((period) => ({ step: 'SUBMIT', period }));
  const [drafts, submitted] = [at('CALCULATED'), at('SUBMITTED')];
  const [drafted, regularisations] = [at('REGULARISATION_DRAFTED'), at('REGULARISATION_SUBMITTED')];
  return [
    ...task('SUBMIT', drafts.map(draftEntry), submit(drafts)),
    ...task('REGULARISATION_DRAFTED', drafted.map(regularisationEntry), submit(drafted)),
    ...task(
      'NOT_YET',
      [
        ...early.map(({ state, why }) => ({ group: earlyGroup(state, why), of: named(state) })),
        ...ended.map((state) => ({ group: { is: 'AFTER_END', period: state.period } as const, of: named(state) })),
      ],
      [
        ...quartersSpanned(early.filter(({ why }) => why.why === 'KNOWN_ON_TO_COME').map(({ state }) => state)).map(
          (range): NextStep => ({ step: 'CALCULATE', ...range, knownOn: dayText(asOf) }),
        ),
        ...ended.map(({ team, period }): NextStep => ({ step: 'EXCEPT_END', team, period })),
      ],
    ),
    ...task('APPROVE', submitted.map(submittedEntry), approvals(submitted)),
    ...task(
      'UNFUNDED',
      unfunded.map((state) => ({ group: { is: 'UNFUNDED', scheme: state.scheme, on: asOf }, of: named(state) })),
      unfunded.map(({ scheme }) => ({ step: 'PROPOSE_ENVELOPE', scheme })),
    ),
    ...task('REGULARISATION_SUBMITTED', regularisations.map(submittedEntry), approvals(regularisations)),
  ];
}

function earlyGroup({ period }: TeamPeriod, { why, from }: Early): TaskGroup {
  return why === 'NOT_BEGUN' ? { is: 'NOT_BEGUN', period, first: from } : { is: why, period, knownOn: from };
}

function draftEntry(state: In<'CALCULATED'>): TaskEntry {
  return { group: state.period, of: named(state), amountCents: state.calculated.statement.totalCents };
}

function regularisationEntry(state: In<'REGULARISATION_DRAFTED'>): TaskEntry {
  return { group: state.period, of: named(state), amountCents: total(state.drafted.lines) };
}

function submittedEntry(state: In<'SUBMITTED' | 'REGULARISATION_SUBMITTED'>): TaskEntry {
  const { proposal, by } = state.submitted;
  const group = { is: 'SUBMITTED', period: state.period, by: by.name } as const;
  return { group, of: named(state), amountCents: total(proposal.lines) };
}

/** The report on a period comes before its approval in bulk. */
function approvals(states: readonly StatementState[]): readonly NextStep[] {
  return states.map(({ period }) => ({ step: 'REVIEW_VARIANCE', period }));
}

/**
 * Approved decisions that are not in the payment ledger. The next run of the envelope posts interrupted ones; those beyond the envelope
 * need an exception or a withdrawal. Includes decisions taken out of the ledger whose withdrawal was interrupted.
 */
export function postingTasks(states: readonly StatementState[], ledger: PaymentLedger): readonly Task[] {
  const all = states.flatMap((state) => unposted(state, ledger)).map((posted) => ({ posted, cents: wantedBy(posted) }));
  const beyond = all.flatMap(({ posted, cents: wantedCents }) => {
    const envelope = isFunded(ledger, posted) ? fundingEnvelopeOf(ledger, posted) : undefined;
    const over = envelope && beyondEnvelope(ledger, { envelope, wantedCents, day: posted.approvedOn });
    return over ? [{ posted, over }] : [];
  });
  const half = states.flatMap((state) => halfWithdrawn(state, ledger).map((decision) => ({ state, decision })));
  const beyondTheirs = new Set(beyond.map(({ posted }) => posted));
  const fitting = all.filter(({ posted }) => !beyondTheirs.has(posted));
  return [
    ...task(
      'POST',
      fitting.map(({ posted, cents }) => ({ group: posted.period, of: named(posted), amountCents: cents })),
      [{ step: 'PREPARE_RUN' }],
    ),
    ...task(
      'POST_BEYOND',
      beyond.map(({ posted, over }) => ({
        group: { is: 'ENVELOPE', envelope: over.envelope },
        of: named(posted),
        amountCents: over.wantedCents,
      })),
      beyond.flatMap(({ posted: { team, period }, over: { envelope, leftCents, wantedCents } }): NextStep[] => [
        { step: 'EXCEED_ENVELOPE', envelope, cents: String(wantedCents - leftCents) },
        { step: 'APPROVE_BEYOND', team, period },
        { step: 'WITHDRAW', team, period },
      ]),
    ),
    ...task(
      'WITHDRAW',
      half.map(({ state, decision }) => ({
        group: state.period,
        of: named(state),
        amountCents: total(decision.lines),
      })),
      half.map(({ state: { team, period } }) => ({ step: 'WITHDRAW', team, period })),
    ),
  ];
}
