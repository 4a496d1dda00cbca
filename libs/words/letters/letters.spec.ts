/** The full text of each letter, against golden files; and every word of it can be drawn. */
import { describe, expect, test } from '@jest/globals';
import { dayFromText } from '#libs/kernel/day.ts';
import { type DecidedCalculation, type DecidedAfterOthers } from '#libs/letters/decided.ts';
import { letterFonts } from '#libs/letters/fonts.ts';
import type { Letter, Letterhead } from '#libs/letters/letter.ts';
import { setLetter } from '#libs/letters/typesetter.ts';
import type { Demand } from '#libs/payments/ledger/queries/read-demand.ts';
import { parameterOn, schemeOf } from '#libs/regulation/regulation.ts';
import type { ParameterName } from '#libs/regulation/values.ts';
import { type CalculatedStatement, calculated } from '#libs/statements/calculated-statement.ts';
import type { Statement } from '#libs/statements/rules/statement.ts';
import { type Decision, difference } from '#libs/statements/workflow/decisions.ts';
import { demandLetter } from '#libs/words/letters/demand-letter.ts';
import { demandLetterText } from '#libs/words/texts/demand-letter.ts';
import { regularisationLetter } from '#libs/words/letters/regularisation-letter.ts';
import { statementLetter } from '#libs/words/letters/statement-letter.ts';
import { yearLetter } from '#libs/words/letters/year-letter.ts';
import { REGULATION, dossier, frame, roster } from '#test/support/enrolment.ts';
import { matchesGolden } from '#test/support/golden.ts';
import { quarterly, sumsOf } from '#test/support/statements.ts';

const LETTERHEAD: Letterhead = {
  sender: ['Caisse d’essai', '1 rue du Test'],
  contact: ['essai@example.org'],
  appeal: ['Dans les deux mois, devant la commission de recours.'],
};
const UNSET: Letterhead = { sender: undefined, contact: undefined, appeal: undefined };
const PERIOD = '2023-Q1';

/** A list of so many patients, each seen twice by the doctor of the team. */
function statementOf(patients: number): Statement {
  const team = roster('PEPS-01', {
    rows: [{ name: 'Maison de santé du Lac', commune: '38185' }],
    phases: [['FORFAIT', '2021-01-01']],
    members: [['D1', 'GP', '2020-01-01']],
    credits: [['2023-02-15', 'amorçage', 50_000]],
  });
  const dossiers = Array.from({ length: patients }, (_, i) =>
    dossier(`P${i}`, {
      birth: `${1940 + i * 7}-03-01`,
      declarations: [['D1', '2020-01-01']],
      acts: [
        { on: '2022-11-10', base: 2500, paid: 1650 },
        { on: '2023-02-10', base: 2500, paid: 1650 },
      ],
    }),
  );
  const made = frame([team], [PERIOD, PERIOD], { poverty: [['38185', 2021, '17.3']] });
  return quarterly(made, 'PEPS-01', PERIOD, sumsOf(made, dossiers));
}

function calculation(statement: Statement): CalculatedStatement & { readonly statement: Statement } {
  const pin = {
    knownOn: dayFromText('2024-06-30'),
    position: 1234,
    regulationVersion: '2026-11',
    regulationFingerprint: '0'.repeat(64),
    rulesVersion: '1',
  };
  return { ...calculated('PEPS-01', PERIOD, pin, statement), statement };
}

const person = (name: string) => ({ name, assurance: 'verified', osUser: null }) as unknown as Decision['approvedBy'];

function decision(
  number: number,
  of: CalculatedStatement & { readonly statement: Statement },
  before: readonly Decision[],
): Decision {
  const { statement, digest, pin } = of;
  return {
    number,
    digest,
    pin,
    lines: number === 0 ? statement.lines : difference(before, of),
    instalments: number === 0 ? statement.instalments : [],
    moves:
      number === 0
        ? []
        : [
            {
              kind: 'STARTUP_CREDIT',
              from: dayFromText('2023-02-15'),
              to: dayFromText('2024-09-15'),
              amountCents: 50_000n,
            },
          ],
    schedule: statement.instalments,
    submittedBy: person('Alice'),
    approvedBy: person('Bruno'),
    approvedAt: `2024-07-0${number + 1}T08:30:00.000Z`,
    revision: 3 * number + 2,
  };
}

const FIRST = calculation(statementOf(6));
const SECOND = calculation(statementOf(5));
const DECIDED = decision(0, FIRST, []);
const REGULARISED = decision(1, SECOND, [DECIDED]);
const SOURCES = {
  text: 'arrêté du 10 novembre 2022',
  references: new Map(
    FIRST.statement.parameters.map(({ parameter, from }) => [
      parameter,
      parameterOn(schemeOf(REGULATION, 'PEPS'), parameter as ParameterName, from).reference,
    ]),
  ),
};
const BOTH: readonly DecidedCalculation[] = [
  { decision: DECIDED, calculated: FIRST },
  { decision: REGULARISED, calculated: SECOND },
];
const AFTER: DecidedAfterOthers = {
  team: 'PEPS-01',
  period: PERIOD,
  decision: REGULARISED,
  calculated: SECOND,
  before: BOTH.slice(0, 1),
};
const DEMAND: Demand = {
  envelope: 'FIR-2024',
  team: 'PEPS-01',
  debts: [
    {
      id: 'statement-PEPS-01-2023-Q1@5#1',
      envelope: 'FIR-2024',
      team: 'PEPS-01',
      period: PERIOD,
      decision: 'statement-PEPS-01-2023-Q1@5',
      originalCents: 1_234_56n,
      status: 'demanded',
      leftCents: 1_234_56n,
      cause: 'REGULARISATION',
    },
  ],
  totalCents: 1_234_56n,
  account: { name: 'Caisse d’essai', iban: 'FR7630006000011234567890189', bic: 'AGRIFRPP' },
};
const DEMANDED = { name: 'Maison de santé du Lac', at: '2024-08-01T08:00:00.000Z' };

const LETTERS: Readonly<Record<string, Letter>> = {
  statement: statementLetter({ calculated: FIRST, decision: DECIDED, sources: SOURCES }, LETTERHEAD),
  provisional: statementLetter({ calculated: FIRST, decision: undefined, sources: SOURCES }, UNSET),
  regularisation: regularisationLetter(AFTER, SOURCES, LETTERHEAD),
  demand: demandLetter(DEMAND, DEMANDED, LETTERHEAD),
  year: yearLetter(
    { team: 'PEPS-01', year: 2023, periods: [{ period: PERIOD, decided: BOTH }], payments: [] },
    LETTERHEAD,
  ),
};

function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

const { drawable } = letterFonts();

describe.each(Object.entries(LETTERS))('the letter %s', (name, letter) => {
  test('matches its golden file', () => {
    matchesGolden(`letter-${name}.json`, `${JSON.stringify(letter, null, 2)}\n`);
  });

  test('has a glyph for every character', () => {
    for (const text of textsIn(letter)) expect(drawable(text)).toBe(text);
  });

  test('is set as PDF', () => {
    expect(setLetter(letter).subarray(0, 5).toString()).toBe('%PDF-');
  });
});

test('a statement without its calculation in the log has its amounts, and names the missing data', () => {
  const letter = regularisationLetter({ ...AFTER, calculated: undefined }, undefined, LETTERHEAD);
  expect(letter.changes.rows.at(-1)?.cells).toStrictEqual(
    (LETTERS['regularisation'] as typeof letter).changes.rows.at(-1)?.cells,
  );
  expect([letter.figures, letter.uncertain]).toStrictEqual([null, null]);
  expect(letter.notices?.paragraphs).toStrictEqual([
    'Le calcul de cette régularisation n’est pas gardé : seuls ses montants le sont.',
  ]);
});

test('the letter to a team that left says that it left, and takes back its payments', () => {
  const gone: CalculatedStatement = { ...SECOND, statement: null };
  const lines = DECIDED.lines.map(({ line, amountCents }) => ({ line, amountCents: -amountCents }));
  const letter = regularisationLetter(
    { ...AFTER, calculated: gone, decision: { ...REGULARISED, lines } },
    undefined,
    LETTERHEAD,
  );
  expect(letter.recipient[0]).toBe('Maison de santé du Lac');
  expect(letter.opening[0]).toMatch(/à 0,00 €\. La différence, .* est reprise/);
  expect(letter.opening[1]).toBe('L’équipe n’est plus dans l’expérimentation sur cette période.');
});

test('a demand says why the team owes each debt: by a decision, or as it received a payment too often', () => {
  const [debt] = DEMAND.debts;
  const said = (...causes: readonly Demand['debts'][number]['cause'][]) => {
    const demand = { ...DEMAND, debts: causes.flatMap((cause) => (debt === undefined ? [] : [{ ...debt, cause }])) };
    const { references, opening } = demandLetter(demand, DEMANDED, LETTERHEAD);
    return { subject: references[0]?.value, why: opening[1] ?? '', text: demandLetterText(demand, 20_000) };
  };
  const decided = said('STATEMENT');
  expect(decided.subject).toBe('remboursement de sommes reprises par décision');
  expect(decided.why).toMatch(/Des décomptes ont retenu plus que/);
  expect(decided.text).toMatch(/Des décomptes ont retenu plus que[\s\S]*le détail de chaque décision/);
  const received = said('DEBITED_TWICE', 'PAID_AGAIN');
  expect(received.subject).toBe('remboursement de sommes reçues en trop');
  for (const text of [received.why, received.text]) {
    expect(text).toMatch(/débité deux fois .* tenus pour refusés, revenus ou annulés/);
    expect(text).not.toMatch(/décision/);
  }
  const both = said('REGULARISATION', 'DEBITED_TWICE');
  expect(both.subject).toBe('remboursement de sommes reprises par décision ou reçues en trop');
  expect(both.why).toMatch(/Des décisions ont repris .* débité deux fois/);
});
