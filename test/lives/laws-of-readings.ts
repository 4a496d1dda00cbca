/** Laws of readings: what is kept, folded, calculated or proved again is the same, and an honest life is no misfit. */
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { checkWhole } from '#libs/audit/whole-check.ts';
import { canonical } from '#libs/commands/digest.ts';
import { duplicatesOf } from '#libs/enrolment/duplicates/duplicates.ts';
import { SqliteEventStore } from '#libs/event-store/sqlite/sqlite-event-store.ts';
import { SqliteStoredEvents } from '#libs/event-store/sqlite/sqlite-stored-events.ts';
import type { Day } from '#libs/kernel/day.ts';
import { ledgerOf } from '#libs/payments/ledger/ledger.ts';
import { type Projection, formOf } from '#libs/read-store/projection.ts';
import { openSqliteReadStore } from '#libs/read-store/sqlite/sqlite-read-store.ts';
import { hasChange, replay } from '#libs/replay/replay.ts';
import { PROJECTIONS } from '#libs/runtime/projections.ts';
import { sealedWith } from '#libs/runtime/sealed-log.ts';
import type { CalculatedStatement } from '#libs/statements/calculated-statement.ts';
import { calculateFromAllDossiers, calculateWithoutRecording } from '#libs/statements/calculation/calculate.ts';
import { listedStatements } from '#libs/statements/listed/listed-statements.ts';
import { calculatedAtPins } from '#libs/statements/recomputation/at-pins.ts';
import { decidedLines, total } from '#libs/statements/workflow/decisions.ts';
import { loadStatements } from '#libs/statements/workflow/statements.ts';
import { type Life, RANGE } from '#test/lives/life.ts';
import { Bundles } from '#test/support/payment-bundle.ts';
import { Product } from '#test/support/product.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

async function documentsOf({ readStore, log }: Product, projection: Projection<unknown>) {
  const all: (readonly [string, string])[] = [];
  for await (const batch of (await readStore.upToDate(projection, log)).scan()) all.push(...batch);
  const form = formOf<unknown>(projection);
  return new Map(all.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, text]) => [key, form.read(text)]));
}

function figures(all: readonly CalculatedStatement[]): readonly string[] {
  return all.map(({ team, period, statement }) => `${team} ${period} ${canonical(statement)}`).sort();
}

async function request({ inForce }: Life, knownOn: Day) {
  return { range: RANGE, knownOn, regulation: (await inForce.current()).regulation };
}

/** The list of statements has the stage and the amounts of each. */
export async function listIsTrue({ product }: Life): Promise<void> {
  const lines = new Map((await listedStatements(product)).map((one) => [`${one.team} ${one.period}`, one]));
  for (const { team, period, status, decisions, calculated } of await loadStatements(product, { range: RANGE })) {
    const line = lines.get(`${team} ${period}`);
    assert.deepEqual(
      [line?.stage, line?.decidedCents ?? 0n, line?.totalCents ?? undefined],
      [status, total(decidedLines(decisions)), calculated?.statement?.totalCents.toString()],
      `${team} ${period}`,
    );
  }
}

/** Sums kept of other days and patients give what all dossiers give. */
export async function keptSumsAreTrue(life: Life): Promise<void> {
  for (const days of [0, 37, 400]) {
    const asked = await request(life, life.day - days);
    const afresh = (await calculateFromAllDossiers(life.product, asked)).statements;
    const kept = (await calculateWithoutRecording(life.product, asked)).statements;
    assert.deepEqual(figures(kept), figures(afresh), `${days} days ago`);
  }
}

/** Also where patients were merged, separated or erased since. */
export async function decisionsAreCalculatedAgain({ product }: Life): Promise<void> {
  const states = await loadStatements(product, { range: RANGE });
  const decided = states.flatMap(({ team, period, decisions }) => decisions.map((one) => ({ ...one, team, period })));
  const again = await calculatedAtPins(product, decided);
  const named = (one: { team: string; period: string; digest: string }) => `${one.team} ${one.period} ${one.digest}`;
  assert.deepEqual(again.map(named), decided.map(named));
}

/** A process that knows nothing, over an empty read store, has what the two have kept. */
export async function freshProcessReadsTheSame(life: Life): Promise<void> {
  const [own, readStore] = [life.product, temporaryFolder()];
  const places = { store: join(own.folder, 'keys.db'), file: join(own.folder, 'patients.key') };
  const log = sealedWith(new SqliteEventStore(join(own.folder, 'events.db')), places);
  const fresh = new Product(own.folder, openSqliteReadStore(readStore), log);
  try {
    for (const projection of PROJECTIONS)
      assert.deepEqual(await documentsOf(own, projection), await documentsOf(fresh, projection), projection.name);
    const asked = await request(life, life.day);
    const read = async (of: Product) => ({
      ledger: await ledgerOf(of.log),
      merges: await duplicatesOf(of.log),
      states: await loadStatements(of, { range: RANGE }),
      listed: await listedStatements(of),
      calculated: figures((await calculateWithoutRecording(of, asked)).statements),
    });
    assert.deepEqual(await read(own), await read(fresh));
  } finally {
    await fresh.leave();
    rmSync(readStore, { recursive: true });
  }
}

export async function auditIsQuiet({ product }: Life): Promise<void> {
  const stored = new SqliteStoredEvents(join(product.folder, 'events.db'));
  try {
    const { misfits, impossible } = await checkWhole(stored, {});
    assert.deepEqual([misfits, impossible], [[], []]);
  } finally {
    await stored.close();
  }
}

/** Some payments, statements and years. */
export async function bundlesAreProved(life: Life): Promise<void> {
  const bundles = await Bundles.of(life.product);
  const [every, name] = [life.seed % 9, 'liasse.jsonl'];
  const payments = [...(await ledgerOf(life.product.log)).payments.keys()];
  const decided = (await loadStatements(life.product, { range: RANGE })).filter(
    ({ decisions }) => decisions.length > 0,
  );
  const asked = [
    ...payments.map((payment) => ({ payment })),
    ...decided.map(({ team, period }) => ({ team, period })),
    ...decided.map(({ team, period }) => ({ team, year: Number(period.slice(0, '2021'.length)) })),
  ].filter((_, i) => i % 18 === every);
  try {
    for (const one of asked) {
      await bundles.write(one, name);
      const { status, text } = bundles.recalculate(name);
      assert.equal(status, 0, `${JSON.stringify(one)}: ${text}`);
    }
  } finally {
    bundles.remove();
  }
}

/** What is decided after the last regularisations is what all facts give now. */
export async function decidedIsWhatIsKnown(life: Life): Promise<void> {
  const { source } = await life.inForce.current();
  const { statements } = await replay(life.product, { range: RANGE, knownOn: life.day, source });
  const settled = (await loadStatements(life.product, { range: RANGE })).filter(({ status }) => status === 'APPROVED');
  const names = new Set(settled.map(({ team, period }) => `${team} ${period}`));
  for (const one of statements.filter(({ team, period }) => names.has(`${team} ${period}`)))
    assert.ok(!hasChange(one), `${one.team} ${one.period} differs by ${one.differenceCents}`);
}
