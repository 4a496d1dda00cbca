/** One statement has the same amounts, counts and days wherever it is read: as JSON, as CSV in each form, as text, and in a letter. */
import { expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { listText } from '#apps/api/http/listing.ts';
import { ACT_LEDGER_PART, INSTALMENTS_PART, LINES_PART } from '#apps/api/statements/statement.views.ts';
import { dayFromText, dayText } from '#libs/kernel/day.ts';
import type { CsvForm } from '#libs/kernel/csv.ts';
import type { LetterTable } from '#libs/letters/letter.ts';
import { type CalculatedStatement, calculated, statementText } from '#libs/statements/calculated-statement.ts';
import { STATEMENT_FILES, fileText } from '#libs/statements/outputs/statement-files.ts';
import type { Statement } from '#libs/statements/rules/statement.ts';
import type { Decision } from '#libs/statements/workflow/decisions.ts';
import { regularisationLetter } from '#libs/words/letters/regularisation-letter.ts';
import { statementLetter } from '#libs/words/letters/statement-letter.ts';
import { statementAsText } from '#libs/words/texts/statement-text.ts';

type Whole = CalculatedStatement & { readonly statement: Statement };

/** Every figure of a statement, in the order in which each surface has them. */
interface Figures {
  readonly lines: readonly bigint[];
  readonly totalCents: bigint;
  readonly dueOn: readonly string[];
  readonly instalments: readonly bigint[];
  readonly acts: readonly number[];
  readonly ledger: readonly bigint[];
}

const CENTS = fc.oneof(fc.bigInt({ min: -1_000n, max: 1_000n }), fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }));
const DUE = fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }).filter((cents) => cents !== 0n);
const DAY = fc.integer({ min: dayFromText('2019-01-01'), max: dayFromText('2031-12-31') });
const NAME = fc.oneof(
  fc.constantFrom('=1+1', '@A;B', 'L’Été, "d’Arc"', '3/4', '2021-06-30', '-12.5', '1 234,56 €'),
  fc.string({ minLength: 1, maxLength: 12 }).filter((name) => !/[\n\r]/.test(name)),
);
const KINDS = ['INSTALMENT', 'STARTUP_CREDIT'] as const;
const CLASSES = ['SUBSTITUTED', 'LEAKAGE', 'FEE_FOR_SERVICE', 'INFORMATION_ONLY'] as const;

const STATEMENT: fc.Arbitrary<Statement> = fc
  .record({
    team: NAME,
    teamName: NAME,
    lines: fc.uniqueArray(
      fc.record({
        line: fc.constantFrom('CAPITATION', 'FIDELISATION', 'QUALITY', 'STARTUP_CREDIT', 'DOUBLE_PAYMENT'),
        amountCents: CENTS,
      }),
      { selector: ({ line }) => line, minLength: 1 },
    ),
    instalments: fc.array(fc.record({ dueOn: DAY, kind: fc.constantFrom(...KINDS), amountCents: DUE }), {
      maxLength: 4,
    }),
    ledger: fc.array(
      fc.record({
        class: fc.constantFrom(...CLASSES),
        reason: fc.constant('' as const),
        acts: fc.nat({ max: 2_000_000 }),
        baseCents: CENTS,
        paidCents: CENTS,
      }),
      { maxLength: 3 },
    ),
  })
  .map((drawn) => ({
    ...{ period: '2023-Q1', scheme: 'PEPS', text: 'PEPS-2022', phase: 'FORFAIT', patients: 1_234 },
    ...{ flags: [], rates: [], parameters: [] },
    ...drawn,
    totalCents: drawn.lines.reduce((sum, { amountCents }) => sum + amountCents, 0n),
  }));

function whole(statement: Statement): Whole {
  const pin = {
    ...{ knownOn: dayFromText('2024-06-30'), position: 12, regulationVersion: '2026-12' },
    ...{ regulationFingerprint: '0'.repeat(64), rulesVersion: '2' },
  };
  return { ...calculated(statement.team, statement.period, pin, statement), statement };
}

function figuresOf({ lines, totalCents, instalments, ledger }: Statement): Figures {
  return {
    lines: lines.map(({ amountCents }) => amountCents),
    totalCents,
    dueOn: instalments.map(({ dueOn }) => dayText(dueOn)),
    instalments: instalments.map(({ amountCents }) => amountCents),
    acts: ledger.map(({ acts }) => acts),
    ledger: ledger.flatMap(({ baseCents, paidCents }) => [baseCents, paidCents]),
  };
}

/** Reads `−1 234,56 €`, `1234,56` and `+0,05 €` by code of its own. */
function centsIn(text: string): bigint {
  const [, sign = '', euros = '', cents = ''] = /^([−+-]?)([\d\u202f]+),(\d\d)(?: €)?$/.exec(text.trim()) ?? [];
  const size = BigInt(euros.replaceAll('\u202f', '') + cents);
  return sign === '−' || sign === '-' ? -size : size;
}

function dayIn(text: string): string {
  return /^\d\d\/\d\d\/\d{4}$/.test(text) ? text.split('/').reverse().join('-') : text;
}

function ofJson(of: Whole): Figures {
  const { statement } = JSON.parse(statementText(of)) as {
    readonly statement: Record<'lines' | 'instalments' | 'ledger', Record<string, string>[]> & { totalCents: string };
  };
  const cents = (of: readonly Record<string, string>[], field: string) => of.map((one) => BigInt(one[field] ?? ''));
  return {
    lines: cents(statement.lines, 'amountCents'),
    totalCents: BigInt(statement.totalCents),
    dueOn: statement.instalments.map(({ dueOn = '' }) => dueOn),
    instalments: cents(statement.instalments, 'amountCents'),
    acts: statement.ledger.map(({ acts }) => Number(acts)),
    ledger: statement.ledger.flatMap((one) => [...cents([one], 'baseCents'), ...cents([one], 'paidCents')]),
  };
}

/** The tables of lines, instalments and acts, and that of statements. */
function ofTables(table: (name: string) => string, form: CsvForm, totalCents?: bigint): Figures {
  const options = { bom: true, columns: true, delimiter: form === 'excel' ? ';' : ',' } as const;
  const column = (name: string, field: string): readonly string[] =>
    parse<Record<string, string>>(table(name), options).map((row) => row[field] ?? '');
  const amounts = (name: string, field: string): readonly bigint[] =>
    form === 'excel' ? column(name, `${field}_euros`).map(centsIn) : column(name, `${field}_cents`).map(BigInt);
  const [base, paid] = [amounts('act_ledger.csv', 'base'), amounts('act_ledger.csv', 'paid')];
  return {
    lines: amounts('statement_lines.csv', 'amount'),
    totalCents: totalCents ?? amounts('statements.csv', 'total')[0] ?? 0n,
    dueOn: column('statement_instalments.csv', 'due_on').map(dayIn),
    instalments: amounts('statement_instalments.csv', 'amount'),
    acts: column('act_ledger.csv', 'acts').map(Number),
    ledger: base.flatMap((cents, i) => [cents, paid[i] ?? 0n]),
  };
}

function ofFiles(of: Whole, form: CsvForm): Figures {
  const files = new Map(STATEMENT_FILES.map((file) => [file.name, fileText(file, [of], form)]));
  return ofTables((name) => files.get(name) ?? '', form);
}

/** The lists of the service, each with its own columns. */
function ofLists({ statement }: Whole, form: CsvForm): Figures {
  const parts = {
    'statement_lines.csv': LINES_PART,
    'statement_instalments.csv': INSTALMENTS_PART,
    'act_ledger.csv': ACT_LEDGER_PART,
  };
  const table = (name: string): string => {
    const { of, columns } = parts[name as keyof typeof parts] as typeof LINES_PART;
    return listText(columns, of(statement), form);
  };
  return ofTables(table, form, statement.totalCents);
}

function ofText(of: Whole): Figures {
  const [, ...sections] = statementAsText(of, new Map()).split('\n\n');
  const [amounts = '', ...others] = sections;
  const section = (title: string): readonly string[] =>
    others
      .find((one) => one.startsWith(title))
      ?.split('\n')
      .slice(1) ?? [];
  const last = (line: string): bigint => centsIn(/[−\d][\d\u202f]*,\d\d €$/.exec(line)?.[0] ?? '');
  const lines = amounts.split('\n').map(last);
  const acts = section('Registre').map((line) => /: ([\d\u202f]+), base (.+), payé (.+)$/.exec(line) ?? []);
  return {
    lines: lines.slice(0, -1),
    totalCents: lines.at(-1) ?? 0n,
    dueOn: section('Échéances').map((line) => dayIn(/\d\d\/\d\d\/\d{4}/.exec(line)?.[0] ?? '')),
    instalments: section('Échéances').map(last),
    acts: acts.map(([, count = '']) => Number(count.replaceAll('\u202f', ''))),
    ledger: acts.flatMap(([, , base = '', paid = '']) => [centsIn(base), centsIn(paid)]),
  };
}

function cellsOf(table: LetterTable | null, column: number): readonly string[] {
  return table?.rows.map(({ cells }) => cells.at(column) ?? '') ?? [];
}

function ofLetter(of: Whole, decision: Decision | undefined): Figures {
  const letter = statementLetter({ calculated: of, decision, sources: { text: '', references: new Map() } }, HEAD);
  const [base, paid] = [cellsOf(letter.acts, -2), cellsOf(letter.acts, -1)];
  expect(cellsOf(letter.lines, -1).map(centsIn).at(-1)).toBe(centsIn(letter.amount.value));
  return {
    lines: cellsOf(letter.lines, -1).slice(0, -1).map(centsIn),
    totalCents: centsIn(letter.amount.value),
    dueOn: cellsOf(letter.instalments, 0).map(dayIn),
    instalments: cellsOf(letter.instalments, -1).map(centsIn),
    acts: cellsOf(letter.acts, 1).map((count) => Number(count.replaceAll('\u202f', ''))),
    ledger: base.flatMap((cents, i) => [centsIn(cents), centsIn(paid[i] ?? '')]),
  };
}

const HEAD = { sender: undefined, contact: undefined, appeal: undefined };
const PERSON = { name: 'Alice', assurance: 'verified', osUser: '' } as const;

function decided({ statement, digest, pin }: Whole, number: number, lines = statement.lines): Decision {
  return {
    ...{ number, digest, pin, lines, moves: [], schedule: statement.instalments, revision: 3 * number + 2 },
    ...{ instalments: number === 0 ? statement.instalments : [], submittedBy: PERSON, approvedBy: PERSON },
    // Midnight in France has passed, and not in UTC.
    approvedAt: '2024-12-31T23:30:00.000Z',
  };
}

test('every surface of a statement has its figures, and no other', () => {
  fc.assert(
    fc.property(STATEMENT, (statement) => {
      const of = whole(statement);
      const figures = figuresOf(statement);
      const read: readonly Figures[] = [
        ofJson(of),
        ...(['raw', 'people', 'excel'] as const).flatMap((form) => [ofFiles(of, form), ofLists(of, form)]),
        ofText(of),
        ofLetter(of, undefined),
        ofLetter(of, decided(of, 0)),
      ];
      for (const one of read) expect(one).toStrictEqual(figures);
    }),
    { numRuns: 60 },
  );
});

test('a regularisation has the amounts before it, after it, and their difference, on the day of its approval in France', () => {
  fc.assert(
    fc.property(STATEMENT, CENTS, (statement, cents) => {
      const of = whole(statement);
      const [first, later] = [decided(of, 0), decided(of, 1, [{ line: 'CAPITATION', amountCents: cents }])];
      const before = [{ decision: first, calculated: of }];
      const { team, period } = of;
      const letter = regularisationLetter({ team, period, decision: later, calculated: of, before }, undefined, HEAD);
      const total = statement.totalCents;
      expect(letter.changes.rows.at(-1)?.cells.slice(1).map(centsIn)).toStrictEqual([total, total + cents, cents]);
      expect(centsIn(letter.amount.value)).toBe(cents);
      for (const { cells } of letter.changes.rows) {
        const [was = 0n, is, change = 0n] = cells.slice(1).map(centsIn);
        expect(is).toBe(was + change);
      }
      expect(cellsOf(letter.instalments, 0)).toStrictEqual(cents === 0n ? [] : ['01/01/2025']);
    }),
    { numRuns: 60 },
  );
});
