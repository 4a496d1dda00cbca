/**
 * A candidate from its application to the decision, on the facts of the sample `tiny`: the conditions from the facts, its hypothetical
 * payments, four eyes, and a fact that comes in between. In the process of the test.
 */
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ApplyCandidateHandler, ApplyCandidate } from '#libs/candidates/commands/apply-candidate.ts';
import { EnterCandidate, EnterCandidateHandler } from '#libs/candidates/commands/enter-candidate.ts';
import {
  ConfirmCandidateDecision,
  ConfirmCandidateDecisionHandler,
} from '#libs/candidates/commands/confirm-decision.ts';
import {
  ProposeCandidateDecision,
  ProposeCandidateDecisionHandler,
} from '#libs/candidates/commands/propose-decision.ts';
import type { Application } from '#libs/candidates/events.ts';
import { ReadCandidateRoster, ReadCandidateRosterHandler } from '#libs/candidates/queries/read-candidate-roster.ts';
import { type FoundCandidate, ReadCandidate, ReadCandidateHandler } from '#libs/candidates/queries/read-candidate.ts';
import type { Author } from '#libs/commands/author.ts';
import { FactRecorder } from '#libs/intake/fact-recorder.ts';
import { DomainError } from '#libs/kernel/domain-error.ts';
import { dayFromText } from '#libs/kernel/day.ts';
import { RegulationInForce } from '#libs/regulation/publication/in-force.ts';
import { ServedStores, Stores } from '#libs/runtime/stores.module.ts';
import { CompareSchemes, CompareSchemesHandler } from '#libs/statements/queries/compare-schemes.ts';
import { loadStatement } from '#libs/statements/workflow/statements.ts';
import { candidateTasks } from '#libs/week/candidate-tasks.ts';
import { unmetOfAccepted } from '#libs/words/texts/candidates.ts';
import { confirmations } from '#libs/week/confirmations.ts';
import { required } from '#test/support/enrolment.ts';
import { COMMIT } from '#test/support/commit.ts';
import { Product } from '#test/support/product.ts';
import { SAMPLES } from '#test/support/samples.ts';
import { person } from '#test/support/specification.ts';

const TODAY = dayFromText('2022-10-03');
const AT = '2022-10-03T10:00:00.000Z';
/** Doctors of PRIM-01 who leave it for their own team. */
const APPLICATION: Application = {
  candidate: 'CAND-1',
  name: 'Maison de santé des Saules',
  scheme: 'PEPS',
  option: 'ALL',
  scope: 'GP',
  structure: 'MSP',
  finess: '953866993',
  commune: '95018',
  entersOn: dayFromText('2023-01-01'),
  patients: 1200,
  members: [
    { rpps: '10000009999', profession: 'GP', from: dayFromText('2023-01-01') },
    { rpps: '10000003045', profession: 'GP', from: dayFromText('2023-01-01') },
    { rpps: '10000003177', profession: 'NURSE', from: dayFromText('2023-01-01') },
  ],
};

let product: Product;
let stores: Stores;
let served: ServedStores;
let inForce: RegulationInForce;
let recorder: FactRecorder;
/** The code that Bruno read before he confirmed. */
let confirmedCode: string | undefined;

beforeAll(async () => {
  product = new Product();
  await product.import(join(SAMPLES, 'tiny', 'facts'));
  stores = new Stores(product.log, product.readStore);
  served = ServedStores.broughtUp(stores);
  inForce = new RegulationInForce(product.log, () => COMMIT);
  recorder = new FactRecorder({
    log: product.log,
    readStore: product.readStore,
    regulation: async () => (await inForce.current()).regulation,
    holder: { host: 'here', pid: 1, isAlive: () => true },
    now: () => Date.parse(AT),
    onLeaseKept: (error) => {
      throw error;
    },
  });
});

afterAll(async () => {
  await recorder.close();
  await product.close();
});

function author(name: string, key: string): Author {
  return { meta: { by: person(name), key, at: AT }, commit: COMMIT };
}

async function read(): Promise<FoundCandidate> {
  const handler = new ReadCandidateHandler(served, inForce);
  return required(await handler.execute(new ReadCandidate('CAND-1', { knownOn: TODAY })));
}

function confirm(name: string, key: string, code: string | undefined, by = recorder): Promise<unknown> {
  const handler = new ConfirmCandidateDecisionHandler(stores, inForce, by);
  return handler.execute(new ConfirmCandidateDecision('CAND-1', code, author(name, key)));
}

async function refusalOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => undefined,
    (error: unknown) => (error instanceof DomainError ? error.code : error),
  );
}

test('a team applies, its conditions are held against the facts, and two people decide on it', async () => {
  const apply = new ApplyCandidateHandler(stores, inForce);
  const faulty = { ...APPLICATION, finess: '123456789', members: [{ ...required(APPLICATION.members[0]), rpps: '1' }] };
  const fault = await apply.execute(new ApplyCandidate(faulty, author('Alice', 'a0'))).catch((error: unknown) => error);
  expect((fault as DomainError).data).toMatchObject({
    faults: [{ field: 'finess' }, { field: 'members/0/rpps' }],
  });
  const within = { ...APPLICATION, entersOn: dayFromText('2023-02-15') };
  const late = await apply.execute(new ApplyCandidate(within, author('Alice', 'a3'))).catch((error: unknown) => error);
  expect((late as DomainError).data).toMatchObject({ faults: [{ field: 'entersOn' }] });
  const asTeam = apply.execute(new ApplyCandidate({ ...APPLICATION, candidate: 'PEPS-01' }, author('Alice', 'a1')));
  expect(await refusalOf(asTeam)).toBe('CANDIDATE_IS_TEAM');
  await apply.execute(new ApplyCandidate(APPLICATION, author('Alice', 'a2')));

  const { schemes, found } = await read();
  expect(found.status).toBe('APPLIED');
  const peps = required(schemes.find(({ scheme }) => scheme === 'PEPS'));
  const named = new Map(peps.conditions.map((one) => [one.profession ?? one.condition, one]));
  expect(named.get('GP')).toMatchObject({ asked: 3, found: 2, text: 'PEPS-2022', status: 'exact' });
  // Two of the three are still in PRIM-01.
  expect(named.get('FREE_MEMBERS')).toMatchObject({ asked: 3, found: 1 });
  expect(named.get('PATIENTS')?.found).toBe(peps.patients);

  const roster = required(
    await new ReadCandidateRosterHandler(served).execute(new ReadCandidateRoster('CAND-1', TODAY)),
  );
  const compared = await new CompareSchemesHandler(served, inForce).execute(
    new CompareSchemes(roster, { knownOn: TODAY }),
  );
  expect(compared.common).toStrictEqual(['2021-Q4', '2022-Q1', '2022-Q2', '2022-Q3']);
  expect(compared.schemes.map(({ scheme }) => scheme)).toStrictEqual([
    'PEPS',
    'PRIMORDIAL',
    'FORFAIT_EQUIPE',
    'FEE_FOR_SERVICE',
  ]);

  const propose = new ProposeCandidateDecisionHandler(stores, inForce);
  const decision = { candidate: 'CAND-1', decision: 'ACCEPT', reason: 'dérogation demandée' } as const;
  const proposed = (asked: Partial<ProposeCandidateDecision['asked']>, key: string): Promise<unknown> =>
    propose.execute(new ProposeCandidateDecision({ ...decision, ...asked }, author('Alice', key)));
  expect(await refusalOf(proposed({ phase: 'LEFT' }, 'p2'))).toBe('NOT_A_FIRST_PHASE');
  expect(await refusalOf(proposed({ phase: 'ACTIVE' }, 'p3'))).toBe('NOT_A_FIRST_PHASE');
  expect(await refusalOf(proposed({ phase: 'SETUP', decision: 'DECLINE' }, 'p4'))).toBe('PHASE_OF_DECLINED');
  await proposed({ phase: 'FORFAIT' }, 'p1');
  const asking = { by: person('Bruno'), roles: ['approver'] as const, today: TODAY };
  expect(await confirmations(product.log, asking)).toMatchObject([
    { kind: 'CANDIDATE', id: 'candidate:CAND-1', standing: 'MAY_CONFIRM' },
  ]);
  expect(unmetOfAccepted((await read()).found)).toContain(
    'médecins généralistes : au moins 3, il y en a 2, il en manque 1',
  );
  const code = (await read()).waiting?.code;
  confirmedCode = code;
  expect(await refusalOf(confirm('Alice', 'c1', code))).toBe('SECOND_PERSON_REQUIRED');
  expect(await refusalOf(confirm('Bruno', 'c2', undefined))).toBe('CONFIRMATION_CODE_REQUIRED');
  // Cut off between the decision and the facts.
  const cutOff = { record: () => Promise.reject(new Error('cut off')) } as unknown as FactRecorder;
  expect(await refusalOf(confirm('Bruno', 'c3', code, cutOff))).toStrictEqual(new Error('cut off'));
  expect(await read()).toMatchObject({
    found: {
      status: 'ACCEPTED',
      decision: { phase: 'FORFAIT' },
      proposedBy: { name: 'Alice' },
      decidedBy: { name: 'Bruno' },
    },
    isEntered: false,
  });
  expect(await candidateTasks(product.log)).toMatchObject([
    { kind: 'ENTER', entries: [{ of: 'CAND-1' }], next: [{ step: 'ENTER_CANDIDATE', candidate: 'CAND-1' }] },
  ]);
  expect(await confirmations(product.log, asking)).toStrictEqual([]);
});

test('the accepted team is in the facts, as often as it is entered, and can be calculated', async () => {
  const enter = (key: string): Promise<unknown> =>
    new EnterCandidateHandler(stores, recorder).execute(new EnterCandidate('CAND-1', author('Alice', key)));
  await enter('e1');
  expect(await candidateTasks(product.log)).toStrictEqual([]);
  const end = await product.log.end();
  await enter('e2');
  await confirm('Bruno', 'c3', confirmedCode);
  expect(await product.log.end()).toBe(end);
  expect((await read()).isEntered).toBe(true);

  const [row, phase, ...members] = await product.log.readStream('team-CAND-1');
  expect(JSON.parse(required(row).data)).toMatchObject({ scheme: 'PEPS', from: '2023-01-01', known_on: '2022-10-03' });
  expect(JSON.parse(required(phase).data)).toMatchObject({ phase: 'FORFAIT', from: '2023-01-01' });
  expect(members.map(({ type }) => type)).toStrictEqual(APPLICATION.members.map(() => 'MembershipRecorded'));

  await product.calculate({ from: '2023-Q1', to: '2023-Q1', knownOn: '2022-10-03' });
  const { status } = await loadStatement(product.log, { team: 'CAND-1', period: '2023-Q1' });
  expect(status).toBe('CALCULATED');

  const apply = new ApplyCandidateHandler(stores, inForce);
  expect(await refusalOf(apply.execute(new ApplyCandidate(APPLICATION, author('Alice', 'a4'))))).toBe(
    'CANDIDATE_IS_TEAM',
  );
});
