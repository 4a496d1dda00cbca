/**
 * The data for other programs: the documents have the types and fields that the validators require, and an external client gets from each
 * view the values that the product calculated.
 */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { BSON, Binary, Decimal128, type Document, Long, MongoClient, MongoServerError } from 'mongodb';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { dayText, quarterFromText } from '#libs/kernel/day.ts';
import { envelopeUse, teamBalances } from '#libs/payments/ledger/balances.ts';
import { ledgerOf } from '#libs/payments/ledger/ledger.ts';
import { isOpenItem, isOwed } from '#libs/payments/ledger/state.ts';
import { READ_MODELS } from '#libs/read-models/read-models.ts';
import { openMongoReadStore } from '#libs/read-store/mongodb/mongo-read-store.ts';
import { pipelineOf, validatorOf } from '#libs/read-store/mongodb/queryable.ts';
import { shownFieldsOf } from '#libs/read-store/mongodb/shown-fields.ts';
import { documentsOf, writesOf } from '#libs/read-store/mongodb/write.ts';
import { ORIGIN } from '#libs/read-store/document-store.ts';
import { type ReadModel, type ReadModelView, documentKindOf } from '#libs/read-store/read-model.ts';
import { PROJECTIONS } from '#libs/runtime/projections.ts';
import { NO_MONGODB, dropDatabase, mongoDatabase, stopMongo } from '#test/support/mongodb.ts';
import { FUNDED_BY, PAID, RELEASED_RUN, payTeams } from '#test/support/paid-teams.ts';
import { Product } from '#test/support/product.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';
import { present } from '#libs/statements/outputs/statement-files.ts';
import type { Statement } from '#libs/statements/rules/statement.ts';
import { storeEntries } from '#libs/statements/outputs/stored-entries.ts';
import type { CalculatedStatement } from '#libs/statements/calculated-statement.ts';
import { describeUnless } from '#test/support/unless.ts';

const SAMPLES = fileURLToPath(new URL('samples', import.meta.url));
const ASKED = { from: '2020-Q1', to: '2023-Q4', knownOn: '2024-08-31' };

/** The statements of the periods that have one. */
function statementsOf(calculated: readonly CalculatedStatement[]): readonly Statement[] {
  return present(calculated).map(({ statement }) => statement);
}

async function filled(product: Product): Promise<readonly CalculatedStatement[]> {
  for (const sample of ['tiny', 'hostile']) await product.import(join(SAMPLES, sample, 'facts'));
  const statements = await product.calculate(ASKED);
  await payTeams(product.log);
  await storeEntries(product, { range: { from: quarterFromText(ASKED.from), to: quarterFromText(ASKED.to) } });
  for (const model of READ_MODELS) await documentsOfModel(product, model);
  return statements;
}

function documentsOfModel({ projections }: Product, { projection: name, isScratch }: ReadModel) {
  if (isScratch === true) return projections.scratch(name);
  const found = PROJECTIONS.find((projection) => projection.name === name);
  if (found === undefined) throw new RangeError(`${name} is no projection`);
  return projections.documents(found);
}

const BSON_TYPES: Readonly<Record<string, (value: unknown) => boolean>> = {
  string: (value) => typeof value === 'string',
  number: (value) => typeof value === 'number' || value instanceof Long,
  long: (value) => value instanceof Long,
  decimal: (value) => value instanceof Decimal128,
  date: (value) => value instanceof Date,
  bool: (value) => typeof value === 'boolean',
  binData: (value) => value instanceof Binary,
  null: (value) => value === null,
  array: Array.isArray,
  object: (value) => Object.prototype.toString.call(value) === '[object Object]',
};

/** The part of `$jsonSchema` that the validators use. */
interface Schema {
  readonly bsonType?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly not?: Schema;
  readonly title?: string;
  readonly description?: string;
}

/** The parts of a value that its schema does not allow. */
function faultsOf(schema: Schema, value: unknown, path = ''): string[] {
  const {
    bsonType,
    enum: allowed,
    required = [],
    properties = {},
    items,
    anyOf,
    not,
    title: _,
    description: __,
    ...rest
  } = schema;
  const has = (value ?? {}) as Record<string, unknown>;
  const types = bsonType === undefined ? [] : [bsonType].flat();
  const each = anyOf?.map((one) => faultsOf(one, value, path)) ?? [];
  return [
    ...Object.keys(rest).map((keyword) => `${path}: unknown keyword ${keyword}`),
    ...(types.length === 0 || types.some((type) => BSON_TYPES[type]?.(value))
      ? []
      : [`${path}: no ${types.join(' or ')}`]),
    ...(allowed === undefined || allowed.includes(value) ? [] : [`${path}: not among ${allowed.join(', ')}`]),
    ...required.filter((name) => !(name in has)).map((name) => `${path}.${name}: missing`),
    ...Object.entries(properties).flatMap(([name, of]) =>
      name in has ? faultsOf(of, has[name], `${path}.${name}`) : [],
    ),
    ...(items === undefined ? [] : (value as unknown[]).flatMap((entry) => faultsOf(items, entry, `${path}[]`))),
    ...(not !== undefined && faultsOf(not, value, path).length === 0 ? [`${path}: has what it must not`] : []),
    ...(each.every((some) => some.length > 0) ? each.flat() : []),
  ];
}

function schemaOf(model: ReadModel): Schema {
  return (validatorOf(model) as { readonly $jsonSchema: Schema }).$jsonSchema;
}

describe('the documents', () => {
  const product = new Product();
  beforeAll(() => filled(product));
  afterAll(() => product.close());

  test.each(READ_MODELS.map((model) => [model.projection, model] as const))(
    'of %s pass their validator, as BSON keeps them, and every kind is shown',
    async (_, model) => {
      const documents = await documentsOfModel(product, model);
      const kinds = new Set<unknown>();
      const schema = schemaOf(model);
      for await (const batch of documents.scan())
        for (const [key, text] of batch) {
          const [document = {}] = documentsOf(writesOf({ puts: [[key, text]], checkpoint: ORIGIN }), 1);
          const shownFrom = (await documentKindOf(model, key)?.textIn?.(product.log, text)) ?? text;
          const shown = { ...document, ...shownFieldsOf(model)(key, shownFrom, true) };
          const kept = BSON.deserialize(BSON.serialize(shown), { promoteLongs: false });
          expect(faultsOf(schema, kept)).toStrictEqual([]);
          expect(faultsOf(schema, { ...kept, kind: 'other' })).not.toStrictEqual([]);
          kinds.add(kept['kind']);
        }
      for (const { kind } of model.kinds) expect(kinds).toContain(kind);
    },
  );

  test('a removed document passes too, and one with a wrong type does not', () => {
    for (const model of READ_MODELS) {
      const schema = schemaOf(model);
      const [removed = {}] = documentsOf(writesOf({ puts: [], removes: ['a'], checkpoint: ORIGIN }), 1);
      expect(faultsOf(schema, BSON.deserialize(BSON.serialize(removed)))).toStrictEqual([]);
      expect(faultsOf(schema, { ...removed, text: 1 })).not.toStrictEqual([]);
    }
  });
});

describe('values', () => {
  const model: ReadModel = {
    projection: 'any',
    indexes: {},
    views: [],
    kinds: [
      {
        kind: 'any',
        meaning: '',
        prefix: '',
        optional: [],
        fields: {
          amount: { kind: 'cents', meaning: '' },
          rate: { kind: 'fraction', meaning: '' },
          on: { kind: 'day', meaning: '' },
        },
        show: (text) =>
          JSON.parse(text, (_, value: unknown) =>
            typeof value === 'string' && /^\d+n$/.test(value) ? BigInt(value.slice(0, -1)) : value,
          ) as object,
      },
    ],
  };
  const shown = (value: object): Document => shownFieldsOf(model)('key', JSON.stringify(value), true);

  test('amounts beyond 2^53 are exact', () => {
    const { amount } = BSON.deserialize(BSON.serialize(shown({ amount: '9007199254740993n' })), {
      promoteLongs: false,
    });
    expect(String(amount)).toBe('9007199254740993');
    expect(() => shown({ amount: '9223372036854775808n' })).toThrow(TypeError);
    expect(() => shown({ amount: 0.5 })).toThrow(TypeError);
  });

  test.each([
    ['1/3', '0.333333333333333333333333333333333'],
    ['-7/2', '-3.5'],
    ['12.50', '12.5'],
    ['0', '0'],
  ])('%s is %s as a decimal, and keeps its text', (text, value) => {
    const { rate } = shown({ rate: text }) as { readonly rate: { readonly text: string; readonly value: Decimal128 } };
    expect([rate.text, String(rate.value)]).toStrictEqual([text, value]);
  });

  test('a server without decimals gets the text of a fraction alone', () => {
    expect(shownFieldsOf(model)('key', JSON.stringify({ rate: '1/3' }), false)).toStrictEqual({
      kind: 'any',
      rate: { text: '1/3' },
    });
  });

  test('a value of another kind is refused', () => {
    for (const wrong of [{ amount: 'x' }, { rate: 1 }, { on: '2024-01-01' }])
      expect(() => shown(wrong)).toThrow(TypeError);
  });
});

/** Fields of the adapter. */
const OWN_FIELDS = ['_id', 'commit', 'bucket', 'under', 'text', 'kind'];

describeUnless(NO_MONGODB)('a client from outside', () => {
  let url: string;
  let product: Product;
  let client: MongoClient;
  let statements: readonly Statement[];

  beforeAll(async () => {
    url = await mongoDatabase();
    const readStore = openMongoReadStore(url, {
      readModels: READ_MODELS,
      uniqueId: randomUUID,
      now: () => performance.now(),
      retryForMs: 10_000,
      keepReplacedMs: 60_000,
    });
    product = new Product(temporaryFolder(), readStore);
    statements = statementsOf(await filled(product));
    client = new MongoClient(url, { promoteLongs: false });
  });

  afterAll(async () => {
    await product.close();
    await client.close();
    await dropDatabase(url);
    await stopMongo();
  });

  /**
   * The result of a view; on a server without views, the result of its pipeline; without pipelines too, the result of its steps one by one.
   * FerretDB 1 takes a pipeline with the path of a field for a text, without an error.
   */
  async function answers(name: string, filter: Document = {}): Promise<Document[]> {
    const [model, view] = viewNamed(name);
    const db = client.db();
    const collections = await db.listCollections().toArray();
    if (collections.some((one) => one.name === name)) return db.collection(name).find(filter).toArray();
    if ('ferretdbVersion' in (await db.command({ buildInfo: 1 }))) return inSteps(name, filter);
    const collection = await collectionOf(model);
    const pipeline = [...pipelineOf(view, model, collection), { $match: filter }];
    try {
      return await db.collection(collection).aggregate(pipeline).toArray();
    } catch (error) {
      if (error instanceof MongoServerError) return inSteps(name, filter);
      throw error;
    }
  }

  async function collectionOf({ projection, isScratch }: ReadModel): Promise<string> {
    if (isScratch === true) return `scratch_${projection}`;
    const [served] = await client
      .db()
      .collection<{ version: number; build: number }>('served')
      .find({ projection })
      .sort({ build: -1 })
      .limit(1)
      .toArray();
    return `${projection}_v${served?.version}_${served?.build}`;
  }

  /** Uses only features that every server has: documents of a kind, the documents they lead to, and the entries of a list. */
  async function inSteps(name: string, filter: Document): Promise<Document[]> {
    const [model, { kind, where, through, each }] = viewNamed(name);
    const documents = client.db().collection<{ _id: string } & Document>(await collectionOf(model));
    const ofKind = await documents.find({ kind, ...(where === undefined ? {} : { [where]: true }) }).toArray();
    const found =
      through === undefined
        ? ofKind
        : await documents.find({ _id: { $in: ofKind.map((one) => String(one[through.field])) } }).toArray();
    const all = found.flatMap((one): Document[] => {
      if (each === undefined) {
        return [Object.fromEntries(Object.entries(one).filter(([field]) => !OWN_FIELDS.includes(field)))];
      }
      const beside = Object.fromEntries(each.with.flatMap((field) => (field in one ? [[field, one[field]]] : [])));
      return (one[each.list] as Document[]).map((entry) => ({ ...beside, ...entry }));
    });
    return all.filter((one) => Object.entries(filter).every(([field, value]) => isDeepStrictEqual(one[field], value)));
  }

  function viewNamed(name: string): readonly [ReadModel, ReadModelView] {
    for (const model of READ_MODELS) for (const view of model.views) if (view.name === name) return [model, view];
    throw new RangeError(`there is no view ${name}`);
  }

  function sorted(found: readonly Document[]): readonly string[] {
    return found
      .map((one) => BSON.EJSON.stringify(Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))))
      .sort();
  }

  /** Days as texts, whichever way they are given. */
  function textsOf(fields: object): string {
    const texts = Object.entries(fields).map(([name, value]: [string, unknown]) =>
      name !== 'dueOn'
        ? String(value)
        : value instanceof Date
          ? value.toISOString().slice(0, 10)
          : dayText(value as number),
    );
    return texts.join(' ');
  }

  test('reads the statements of a team', async () => {
    const { team } = statements[0] ?? {};
    const expected = statements.filter((one) => one.team === team);
    const found = await answers('latest_statements', { team });
    expect(found.map(({ period, totalCents, patients }) => `${period} ${totalCents} ${patients}`).sort()).toStrictEqual(
      expected.map(({ period, totalCents, patients }) => `${period} ${totalCents} ${patients}`).sort(),
    );
    expect(found[0]?.['knownOn']).toStrictEqual(new Date('2024-08-31T00:00:00Z'));
    expect(Object.keys(found[0] ?? {})).not.toContain('text');
    expect(await answers('calculated_statements', { team })).toHaveLength(expected.length);
  });

  test.each([
    ['statement_lines', 'lines'],
    ['statement_instalments', 'instalments'],
    ['act_ledger', 'ledger'],
  ] as const)('reads %s of a period', async (view, list) => {
    const { period } = statements.find((one) => one[list].length > 0) ?? {};
    const expected = statements
      .filter((one) => one.period === period)
      .flatMap(({ team, [list]: entries }) => entries.map((entry) => textsOf({ team, ...entry })));
    const [first = {}] = statements.flatMap(({ team, [list]: entries }) =>
      entries.map((entry) => ({ team, ...entry })),
    );
    const found = (await answers(view, { period })).map((answer) =>
      textsOf(Object.fromEntries(Object.keys(first).map((name) => [name, answer[name] as unknown]))),
    );
    expect(found.sort()).toStrictEqual(expected.sort());
    expect(found.length).toBeGreaterThan(0);
  });

  test('reads the teams, their members and their quality', async () => {
    const teams = await answers('teams');
    const named = new Set(statements.map(({ team }) => team));
    for (const team of named) expect(teams.map((one) => String(one['team']))).toContain(team);
    const members = await answers('team_members');
    expect(members.length).toBe(teams.flatMap((one) => one['members'] as unknown[]).length);
    expect(members[0]).toMatchObject({ rpps: expect.any(String), from: expect.any(Date), knownOn: expect.any(Date) });
    expect(await answers('team_quality')).toHaveLength(teams.flatMap((one) => one['quality'] as unknown[]).length);
  });

  test('reads received and set-aside rows, without the rows themselves', async () => {
    const files = await answers('received_files');
    const rows = await answers('rows_set_aside');
    expect(files.length).toBeGreaterThan(0);
    expect(rows.length).toBe(files.reduce((sum, { setAside }) => sum + Number(setAside), 0));
    expect(Object.keys(rows[0] ?? {}).sort()).toStrictEqual(['code', 'file', 'line', 'recorded', 'state']);
  });

  test('pages through the acts of a team without a calculation, and they add up to its statements', async () => {
    const { team, period, ledger } = statements.find((one) => one.ledger.length > 1) ?? {};
    const entries = await answers('act_ledger_entries', { team, quarter: period });
    const sums = new Map<string, [acts: number, base: bigint, paid: bigint]>();
    for (const { class: actClass, reason, baseCents, paidCents } of entries) {
      const key = `${actClass} ${reason}`;
      const [acts, base, paid] = sums.get(key) ?? [0, 0n, 0n];
      sums.set(key, [acts + 1, base + BigInt(String(baseCents)), paid + BigInt(String(paidCents))]);
    }
    expect(Object.fromEntries(sums)).toStrictEqual(
      Object.fromEntries(
        (ledger ?? []).map((line) => [`${line.class} ${line.reason}`, [line.acts, line.baseCents, line.paidCents]]),
      ),
    );
    const [list] = await answers('act_ledger_lists', { team, period });
    expect(Number(list?.['entries'])).toBe(entries.length);
    expect(entries.every((entry) => !('patient' in entry) && !('text' in entry))).toBe(true);
  });

  test('reads payments by reference, and the run that released them', async () => {
    const { payments } = await ledgerOf(product.log);
    for (const { endToEndId, amountCents, status, team, payee } of payments.values()) {
      const [found, ...others] = await answers('payments', { endToEndId });
      expect([found?.['status'], String(found?.['amountCents']), found?.['team'], found?.['payee']]).toStrictEqual([
        status,
        String(amountCents),
        team,
        payee.name,
      ]);
      expect(others).toStrictEqual([]);
      // The account itself is only for those who pay.
      expect(JSON.stringify(found)).not.toContain(payee.iban);
    }
    const executed = await answers('payments', { status: 'EXECUTED' });
    expect(executed.map(({ answeredOn }) => answeredOn as unknown)).toStrictEqual([new Date('2026-01-14T00:00:00Z')]);
    const [run] = await answers('payment_runs', { run: RELEASED_RUN });
    expect([run?.['status'], String(run?.['count']), String(run?.['totalCents'])]).toStrictEqual([
      'RELEASED',
      String(payments.size),
      '140000',
    ]);
  });

  test('reads the due amounts of a team, and its debts', async () => {
    const ledger = await ledgerOf(product.log);
    const due = await answers('due_to_teams', { team: PAID });
    const expected = [...ledger.items.values()].filter((item) => item.team === PAID);
    expect(due.map(({ item, dueCents }) => `${item} ${dueCents}`).sort()).toStrictEqual(
      expected
        .filter(isOpenItem)
        .map(({ id, dueCents }) => `${id} ${dueCents}`)
        .sort(),
    );
    expect(await answers('payment_items', { team: PAID })).toHaveLength(expected.length);
    const owed = await answers('owed_by_teams');
    expect(owed.map(({ debt, leftCents }) => `${debt} ${leftCents}`)).toStrictEqual(
      [...ledger.recoveries.values()].filter(isOwed).map(({ id, leftCents }) => `${id} ${leftCents}`),
    );
  });

  test('reads the ledger of an envelope, its terms, and the accounts of its teams', async () => {
    const envelope = (await ledgerOf(product.log)).envelopes.get(FUNDED_BY);
    assert.ok(envelope);
    const { committedCents, usedCents } = envelopeUse(envelope, 0);
    const [found] = await answers('envelopes', { envelope: FUNDED_BY });
    expect([String(found?.['committedCents']), String(found?.['usedCents'])]).toStrictEqual([
      String(committedCents),
      String(usedCents),
    ]);
    const [terms] = await answers('envelope_terms', { envelope: FUNDED_BY });
    expect([String(terms?.['amountCents']), terms?.['schemes']]).toStrictEqual(['1000000', ['PEPS']]);
    const postings = await answers('payment_ledger', { envelope: FUNDED_BY });
    for (const { team, dueCents, chargesCents } of teamBalances(envelope)) {
      const [accounts] = await answers('envelope_teams', { envelope: FUNDED_BY, team });
      expect([String(accounts?.['dueCents']), String(accounts?.['chargesCents'])]).toStrictEqual([
        String(dueCents),
        String(chargesCents),
      ]);
      const charged = postings.filter((one) => one['team'] === team);
      const sum = (kind: string): bigint =>
        charged
          .filter((one) => one[kind] === 'charges')
          .reduce((all, { amountCents }) => all + BigInt(String(amountCents)), 0n);
      expect(sum('debitKind') - sum('creditKind')).toBe(chargesCents);
    }
  });

  test('every view is asked in this file, and every named index is there', async () => {
    for (const { views, projection, isScratch, indexes } of READ_MODELS) {
      for (const { name } of views) {
        const found = await answers(name);
        expect(found.length).toBeGreaterThan(0);
        expect(sorted(await inSteps(name, {}))).toStrictEqual(sorted(found));
      }
      const collections = await client.db().listCollections({}, { nameOnly: true }).toArray();
      const build =
        collections
          .map(({ name }) => name)
          .find((name) =>
            new RegExp(isScratch === true ? `^scratch_${projection}$` : `^${projection}_v\\d+_\\d+$`).test(name),
          ) ?? '';
      const made = await client.db().collection(build).indexes();
      for (const name of Object.keys(indexes)) expect(made.map((index) => index.name)).toContain(name);
    }
  });
});
