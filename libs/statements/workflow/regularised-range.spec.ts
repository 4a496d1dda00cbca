/** The regularisations of a range are those that a list of the range shows, and that a submission of it submits. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Author } from '#libs/commands/author.ts';
import { dayOfInstant } from '#libs/kernel/day.ts';
import type { QuarterRange } from '#libs/kernel/period.ts';
import type { RegulationInForce } from '#libs/regulation/publication/in-force.ts';
import type { Replay } from '#libs/replay/replay.ts';
import { saveReplay } from '#libs/replay/saved.ts';
import { Stores } from '#libs/runtime/stores.module.ts';
import { type CalculatedStatement, statementStream } from '#libs/statements/calculated-statement.ts';
import { FindRegularisations, FindRegularisationsHandler } from '#libs/statements/queries/find-regularisations.ts';
import { ApproveStatements, ApproveStatementsHandler } from '#libs/statements/workflow/commands/approve-statements.ts';
import {
  RegulariseStatements,
  RegulariseStatementsHandler,
} from '#libs/statements/workflow/commands/regularise-statements.ts';
import { SubmitStatements, SubmitStatementsHandler } from '#libs/statements/workflow/commands/submit-statements.ts';
import { calculationEvent } from '#libs/statements/workflow/events.ts';
import type { Selection } from '#libs/statements/workflow/statements.ts';
import { COMMIT } from '#test/support/commit.ts';
import { envelopeInPlace } from '#test/support/money.ts';
import { Product } from '#test/support/product.ts';
import { calculation } from '#test/support/published.ts';
import { person } from '#test/support/specification.ts';

const OF = { team: 'G1', period: '2021' };
const READ = calculation(OF.team, OF.period, 100_00n);
const CHANGED = calculation(OF.team, OF.period, 120_00n);
const QUARTERS = (first: number, last: number): QuarterRange => ({
  from: 2021 * 4 + first - 1,
  to: 2021 * 4 + last - 1,
});

let product: Product;
let now: CalculatedStatement;
beforeEach(async () => {
  product = new Product();
  const terms = { amountCents: 500_00n, schemes: ['PEPS'] };
  await envelopeInPlace(product.log, 'FISS', terms, { first: author('Alice'), second: author('Bob') });
  now = READ;
  await product.log.append(statementStream(OF), [calculationEvent(READ)], 'any', COMMIT);
  await new SubmitStatementsHandler(stores()).execute(new SubmitStatements(OF, author('Alice')));
  await new ApproveStatementsHandler(stores()).execute(new ApproveStatements(OF, author('Bob')));
  now = CHANGED;
});
afterEach(() => product.close());

function author(name: string): Author {
  return { meta: { by: person(name), key: `${name} ${Math.random()}`, at: COMMIT.recordedAt }, commit: COMMIT };
}

function stores(): Stores {
  return Object.assign(new Stores(product.log, product.readStore), { calculationsNow: () => [now] });
}

/** What a regularisation of the selection drafts, what its list then shows, and what a submission of it submits. */
async function regularised(
  which: Selection,
  to: RegulariseStatements['to'] = { knownOn: READ.pin.knownOn },
): Promise<readonly unknown[]> {
  const inForce = { current: () => ({}) } as unknown as RegulationInForce;
  const drafting = new RegulariseStatements(which, to, author('Alice'));
  const drafted = await new RegulariseStatementsHandler(stores(), inForce).execute(drafting);
  const { log, projections } = stores();
  const list = new FindRegularisations(which, dayOfInstant(COMMIT.recordedAt));
  const { regularisations } = await new FindRegularisationsHandler({ log, projections }).execute(list);
  const submission = new SubmitStatements({ ...which, regularisations: true }, author('Alice'));
  const submitted = await new SubmitStatementsHandler(stores()).execute(submission);
  return [drafted, regularisations, submitted].map((all) => all.map(({ period }) => period));
}

test('a range has a year of which it has every quarter, and not a year that it only touches', async () => {
  expect(await regularised({ range: QUARTERS(2, 4) })).toStrictEqual([[], [], []]);
  expect(await regularised({ range: QUARTERS(1, 4) })).toStrictEqual([['2021'], ['2021'], ['2021']]);
});

test('a range has a year that it touches, if the scheme is named', async () => {
  expect(await regularised({ range: QUARTERS(2, 3), scheme: 'PEPS' })).toStrictEqual([['2021'], ['2021'], ['2021']]);
});

test('a replay drafts what it showed of the range, and nothing else', async () => {
  const line = { line: 'CAPITATION', decidedCents: 100_00n, nowCents: 120_00n, differenceCents: 20_00n } as const;
  const shown = (of: { readonly team: string; readonly period: string }) => ({
    ...of,
    decided: true,
    lines: [line],
    moves: [],
    now: CHANGED,
  });
  for (const [name, ...others] of [
    ['team', { ...OF, team: 'G2' }],
    ['period', { ...OF, period: '2020' }],
  ] as const) {
    const replay = { pin: READ.pin, statements: others.map(shown) } as unknown as Replay;
    await saveReplay(stores(), name, replay);
    expect(await regularised({}, { replay: name })).toStrictEqual([[], [], []]);
  }
  await saveReplay(stores(), 'own', { pin: READ.pin, statements: [shown(OF)] } as unknown as Replay);
  expect(await regularised({ range: QUARTERS(2, 4) }, { replay: 'own' })).toStrictEqual([['2021'], [], []]);
});
