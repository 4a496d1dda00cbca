/** An input four times as long costs each parser and validator about four times as much: none is quadratic. */
import { Readable } from 'node:stream';
import { describe, expect, test } from '@jest/globals';
import { bearerOf } from '#apps/api/access/tokens.ts';
import { parseBody } from '#apps/api/http/body.ts';
import { claimFault } from '#libs/commands/claims.ts';
import { CANONICAL } from '#libs/csv/dialect.ts';
import { placesOf } from '#libs/intake/csv/header.ts';
import { csvRows } from '#libs/intake/csv/rows.ts';
import { factKindOf } from '#libs/intake/fact-kinds.ts';
import { readBankAnswer } from '#libs/payments/bank/read-bank-answer.ts';
import { Faults } from '#libs/regulation/faults.ts';
import { parseGrids } from '#libs/regulation/grids.ts';
import { urlFault } from '#libs/webhooks/addresses.ts';
import { growthFault } from '#test/support/cost.ts';

const CHUNK = 65_536;

/** The chunks of a file. */
function chunksOf(text: string): Buffer[] {
  const bytes = Buffer.from(text);
  return Array.from({ length: Math.ceil(bytes.length / CHUNK) }, (_, i) => bytes.subarray(i * CHUNK, (i + 1) * CHUNK));
}

/** A refusal counts as an answer. */
async function answered(work: () => unknown): Promise<void> {
  try {
    await work();
  } catch {
    // This test does not care about refusals.
  }
}

type Inputs = Readonly<Record<string, (size: number) => string>>;

function grows(parser: string, inputs: Inputs, size: number, work: (text: string) => unknown): void {
  describe(parser, () => {
    for (const [what, input] of Object.entries(inputs))
      test(what, async () => {
        expect(await growthFault(input, (text) => answered(() => work(text)), size)).toBeUndefined();
      });
  });
}

const repeated =
  (part: string, before = '', after = '') =>
  (size: number): string =>
    before + part.repeat(size) + after;

const numbered =
  (part: (i: number) => string, before = '', after = '') =>
  (size: number): string =>
    before + Array.from({ length: size }, (_, i) => part(i)).join('') + after;

const JSON_TEXTS: Inputs = {
  keys: numbered((i) => `"f${i}":1,`, '{', '"f":1}'),
  'one key, again and again': repeated('"a":1,', '{', '"a":1}'),
  objects: repeated('{"a":1},', '[', '{}]'),
  levels: (size) => '['.repeat(size) + ']'.repeat(size),
  escapes: repeated('\\ud800', '{"a":"', '"}'),
  blanks: repeated(' ', '{', '}'),
  'digits of a text': repeated('2550814', '{"a":"', '"}'),
  'digits apart in a text': repeated('2 . 55', '{"a":"a ', '"}'),
};

grows('a JSON body', JSON_TEXTS, 50_000, (text) => parseBody(Buffer.from(text)));

const CAMT = '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><Stmt>';
const ENTRY = '<Ntry><Amt Ccy="EUR">1.00</Amt><CdtDbtInd>DBIT</CdtDbtInd></Ntry>';

const BANK_FILES: Inputs = {
  attributes: numbered((i) => ` a${i}="1"`, '<Document', '/>'),
  namespaces: numbered((i) => ` xmlns:a${i}="u"`, '<Document', '/>'),
  'elements of one name': repeated('<a/>', CAMT),
  'elements of as many names': numbered((i) => `<a${i}/>`, CAMT),
  levels: repeated('<a>', CAMT),
  text: repeated('text ', CAMT),
  blanks: repeated(' ', `${CAMT}<Id>`, 'a</Id>'),
  'text between elements': repeated('a<b/>', CAMT),
  'character references': repeated('&amp;', CAMT),
  'a comment': repeated('-', `${CAMT}<!--`),
  'a name': repeated('x', '<'),
  entries: repeated(ENTRY, CAMT, '</Stmt></BkToCstmrStmt></Document>'),
};

grows('a file of the bank', BANK_FILES, 1_500, (text) => readBankAnswer(chunksOf(text), []));

const ANSWER_ROW = 'DCPT0123456789ABCDEF01234567,EXECUTED,2026-02-02,7437,\n';
const ANSWER_HEADER = 'end_to_end_id,status,day,amount_cents,reason\n';

const ANSWER_ROWS: Inputs = {
  rows: repeated(ANSWER_ROW, ANSWER_HEADER),
  'rows without fields': repeated(',\n', ANSWER_HEADER),
  'blank lines': repeated('\n', ANSWER_HEADER),
  'doubled quotes': repeated('""', `${ANSWER_HEADER}"`, '"\n'),
  'a quote that is not closed': repeated('a', '"'),
};

grows('a CSV of the bank', ANSWER_ROWS, 5_000, (text) => readBankAnswer(chunksOf(text), []));

const FACT_ROWS: Inputs = {
  rows: repeated('a,b,c\n', 'a,b,c\n'),
  'rows without fields': repeated(',\n', 'a,b,c\n'),
  fields: repeated('a,', 'a,b,c\n'),
  'a quote that is not closed': repeated('a', '"'),
  'doubled quotes': repeated('""', 'a,b,c\n"', '"\n'),
  'blank lines': repeated('\n', 'a,b,c\n'),
};

grows('a file of facts', FACT_ROWS, 3_000, async (text) => {
  for await (const rows of csvRows(Readable.from(chunksOf(text)), CANONICAL)) rows.at(0);
});

const TEAMS = factKindOf('teams');
const HEADERS: Inputs = {
  'other names': numbered((i) => `a${i},`, 'team_id,'),
  'names in capitals with accents': numbered((i) => `É ${i},`, 'team_id,'),
};

grows('the header of a file of facts', HEADERS, 5_000, (text) => placesOf(text.split(','), TEAMS, ';'));

grows(
  'a file of parameters',
  { rows: numbered((i) => `${i};1;1\n`), fields: repeated('1;'), quotes: repeated('""', '"', '"') },
  5_000,
  (text) => parseGrids(text, [], new Faults()),
);

const TEXTS: Inputs = {
  letters: repeated('a'),
  blanks: repeated(' '),
  digits: repeated('1'),
  dots: repeated('a.'),
  accents: repeated('e\u0301'),
  slashes: repeated('/', 'https://a'),
};

grows('a claim of a token', TEXTS, 20_000, (text) => claimFault('name', text));
grows('a header of authorization', TEXTS, 20_000, (text) => bearerOf(`Bearer ${text} ${text}`));
grows('the address of a webhook', TEXTS, 20_000, (text) => urlFault(text, { development: false, allowed: [] }));
