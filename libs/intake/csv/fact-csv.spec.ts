/** Reads a facts file in two passes, and refuses a file that breaks the description. */
import assert from 'node:assert/strict';
import { hash } from 'node:crypto';
import { appendFileSync, createWriteStream, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { afterAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { factKindOf } from '#libs/intake/fact-kinds.ts';
import { chunksOf } from '#libs/intake/csv/chunks.ts';
import { checkFile, dataRows } from '#libs/intake/csv/fact-csv.ts';
import { CANONICAL } from '#libs/csv/dialect.ts';
import { type CsvRow, csvRows, plainRows } from '#libs/intake/csv/rows.ts';
import { RefusedFile } from '#libs/intake/refusals.ts';
import { INTAKE_WORDS } from '#libs/words/intake.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

const FILE = factKindOf('phases');
const HEADER = 'team_id,phase,from,known_on';
/** The number of bytes that the reader takes at once. */
const CHUNK = 1 << 20;
/** Rows that are long, so that few are more than a chunk. */
const LONG_ROW = `${'a'.repeat(93)},b,c,d\n`;
const LONG_ROWS = Math.ceil((1.1 * CHUNK) / LONG_ROW.length);
const folder = temporaryFolder();
const path = join(folder, 'phases.csv');
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

async function read(content: string | Buffer): Promise<CsvRow[]> {
  writeFileSync(path, content);
  const rows: CsvRow[] = [];
  for await (const some of dataRows(await checkFile(path, FILE))) rows.push(...some);
  return rows;
}

function lines(rows: readonly CsvRow[]): (readonly [number, ...string[]])[] {
  return rows.map(({ line, fields }) => [line, ...fields]);
}

async function refused(content: string | Buffer): Promise<string> {
  writeFileSync(path, content);
  const error: unknown = await checkFile(path, FILE).then(
    () => assert.fail('the file was accepted'),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof RefusedFile, String(error));
  return INTAKE_WORDS.ofRefusal(error.refusal, 0);
}

test('rows come with their fields as text and the line they begin on, the header being 1', async () => {
  expect(lines(await read(`${HEADER}\nT1,SETUP,2020-01-01,2020-01-01\nT2,,x, y \n`))).toStrictEqual([
    [2, 'T1', 'SETUP', '2020-01-01', '2020-01-01'],
    [3, 'T2', '', 'x', ' y '],
  ]);
});

test('a byte order mark, CRLF and a last line without a break change nothing', async () => {
  const plain = await read(`${HEADER}\na,b,c,d\ne,f,g,h\n`);
  for (const content of [
    `\uFEFF${HEADER}\na,b,c,d\ne,f,g,h\n`,
    `${HEADER}\r\na,b,c,d\r\ne,f,g,h\r\n`,
    `\uFEFF${HEADER}\r\na,b,c,d\r\ne,f,g,h`,
    `${HEADER}\na,b,c,d\r\ne,f,g,h`,
  ])
    assert.deepEqual(await read(content), plain, JSON.stringify(content));
});

test('blank lines are skipped and counted in the lines, before the header too', async () => {
  expect(lines(await read(`\n${HEADER}\n\n\r\na,b,c,d\n\ne,f,g,h\n\n`))).toStrictEqual([
    [5, 'a', 'b', 'c', 'd'],
    [7, 'e', 'f', 'g', 'h'],
  ]);
});

test('a quoted field may hold commas, doubled quotes and line breaks, and the next row knows its line', async () => {
  const rows = await read(`${HEADER}\n"a,1","say ""b""","two\nlines","three\r\nlines\n"\ne,f,g,h\n`);
  expect(lines(rows)).toStrictEqual([
    [2, 'a,1', 'say "b"', 'two\nlines', 'three\r\nlines\n'],
    [6, 'e', 'f', 'g', 'h'],
  ]);
  expect(rows[0]?.raw).toBe('"a,1","say ""b""","two\nlines","three\r\nlines\n"');
});

test('a blank line within quotes is part of its field', async () => {
  expect(lines(await read(`${HEADER}\n"a\n\n",b,c,d\n`))).toStrictEqual([[2, 'a\n\n', 'b', 'c', 'd']]);
});

test('columns may come in any order', async () => {
  writeFileSync(path, 'known_on,phase,team_id,from\nk,p,t,f\n');
  const { places } = await checkFile(path, FILE);
  expect(places).toStrictEqual([2, 1, 3, 0]);
});

test('a row of more or fewer columns comes unchanged, to be set aside', async () => {
  expect(lines(await read(`${HEADER}\na\na,b,c,d,e\n`))).toStrictEqual([
    [2, 'a'],
    [3, 'a', 'b', 'c', 'd', 'e'],
  ]);
});

test('a file with its header alone has no row', async () => {
  for (const content of [HEADER, `${HEADER}\n`, `${HEADER}\r\n\r\n`]) expect(await read(content)).toStrictEqual([]);
});

test('data rows are counted, blank lines and line breaks in quotes not', async () => {
  writeFileSync(path, `${HEADER}\na,b,c,d\n\n"e\n",f,g,h\n`);
  expect((await checkFile(path, FILE)).rows).toBe(2);
});

test('the digest covers the bytes of the file', async () => {
  const content = `\uFEFF${HEADER}\r\n`;
  writeFileSync(path, content);
  const { sha256, bytes } = await checkFile(path, FILE);
  expect([sha256, bytes]).toStrictEqual([hash('sha256', content, 'hex'), Buffer.byteLength(content)]);
});

const BAD_HEADERS = [
  ['team_id,phase,from', /ligne 1 : la colonne known_on manque/],
  ['team_id,phase,from,known_on,phase', /ligne 1 : la colonne « phase » est là deux fois/],
  ['team_id,phase,from,known_on,note', /ligne 1 : colonne inconnue : « note »/],
  // A field of a row, which may belong to a patient.
  ['team_id,phase,from,known_on,P0000001', /ligne 1 : colonne inconnue : « P####### »/],
  ['team_id,phase,from,Known_on', /colonne inconnue : « Known_on », la colonne known_on manque/],
  ['team_id:phase:from:known_on', /ce n’est pas une ligne d’en-tête, séparée par des virgules ou des points-virgules/],
  ['team_id;phase,from;known_on', /l’en-tête mélange deux séparateurs, ; et ,/],
  [' team_id,phase,from,known_on', /colonne inconnue : « {2}team_id », la colonne team_id manque/],
] as const;

for (const [header, reason] of BAD_HEADERS)
  test(`the header ${header} refuses the file and says what is wrong`, async () => {
    expect(await refused(`${header}\na,b,c,d\n`)).toMatch(reason);
  });

test('a file that is empty, blank or only a byte order mark is refused', async () => {
  for (const content of ['', '\n\n', '\uFEFF']) expect(await refused(content)).toMatch(/est vide/);
});

test('a quote within an unquoted field refuses the file', async () => {
  expect(await refused(`${HEADER}\na,b,c,d\ne,f"g,h,i\n`)).toMatch(/un guillemet au milieu d’un champ sans guillemets/);
});

test('text after a closing quote refuses the file', async () => {
  expect(await refused(`${HEADER}\na,b,c,d\n"e\n"x,f,g,h\n`)).toMatch(/du texte suit un guillemet fermant/);
});

test('a quote never closed refuses the file, with the line on which its row begins', async () => {
  expect(await refused(`${HEADER}\na,b,c,d\ne,"f,g,h\n${'i,j,k,l\n'.repeat(100)}`)).toMatch(
    /ouvert ligne 3 n’est jamais refermé/,
  );
});

test('text that is not UTF-8 refuses the file, with its line', async () => {
  const latin = Buffer.concat([Buffer.from(`${HEADER}\na,b,c,d\ne,`), Buffer.from([0xe9]), Buffer.from(',g,h\n')]);
  expect(await refused(latin)).toMatch(/^ligne 3 : le texte n’est pas en UTF-8/);
  expect(await refused(Buffer.concat([Buffer.from(`${HEADER}\na,b,c,`), Buffer.from([0xc3])]))).toMatch(/^ligne 2 : /);
});

test('a fault of encoding or quoting far down is found before any row is given', async () => {
  const rows = LONG_ROW.repeat(LONG_ROWS);
  expect(await refused(`${HEADER}\n${rows}"x"y,b,c,d\n`)).toMatch(/du texte suit un guillemet fermant/);
  expect(await refused(Buffer.concat([Buffer.from(`${HEADER}\n${rows}`), Buffer.from([0xff])]))).toMatch(
    new RegExp(`^ligne ${LONG_ROWS + 2} : `),
  );
});

test('characters cut in two between chunks are read whole', async () => {
  const name = '😀'.repeat(25);
  const content = Buffer.from(`${HEADER}\n${`${name},b,c,d\n`.repeat(LONG_ROWS)}`);
  // This byte does not begin a character.
  expect((content[CHUNK] ?? 0) >> 6).toBe(0b10);
  const rows = await read(content);
  expect(rows).toHaveLength(LONG_ROWS);
  expect(rows.every(({ fields }) => fields[0] === name)).toBe(true);
});

test('a file that changed between the passes is refused', async () => {
  const content = `${HEADER}\n${LONG_ROW.repeat(LONG_ROWS)}`;
  const changes = [
    () => {
      appendFileSync(path, 'a,b,c,d\n');
    },
    () => {
      truncateSync(path, content.length - LONG_ROW.length);
    },
    () => {
      writeFileSync(path, content.replace(/d\n$/, 'e\n'));
    },
  ];
  for (const change of changes) {
    writeFileSync(path, content);
    const checked = await checkFile(path, FILE);
    change();
    await expect(async () => {
      for await (const _ of dataRows(checked));
    }).rejects.toMatchObject({ code: 'FILE_CHANGED' });
  }
});

test('a file that grows while it is read is cut into the same chunks', async () => {
  writeFileSync(path, 'x'.repeat(2 * CHUNK + 7));
  const handle = await open(path);
  const small = { stat: () => ({ size: 10 }), read: handle.read.bind(handle) } as unknown as typeof handle;
  const found: Buffer[] = [];
  for await (const chunk of chunksOf(small)) found.push(chunk);
  await handle.close();
  expect(found.map(({ length }) => length)).toStrictEqual([CHUNK, CHUNK, 7]);
  expect(Buffer.concat(found).equals(readFileSync(path))).toBe(true);
});

test('no row is given of a chunk that is not the one checked', async () => {
  const content = `${HEADER}\n${LONG_ROW.repeat(LONG_ROWS)}`;
  writeFileSync(path, content);
  const checked = await checkFile(path, FILE);
  writeFileSync(path, content.replaceAll('a,b,c,d', 'a,b,c,X'));
  let rows = 0;
  await expect(async () => {
    for await (const _ of dataRows(checked)) rows++;
  }).rejects.toThrow(RefusedFile);
  expect(rows).toBe(0);
});

test('a very long quote that is never closed is refused in bounded memory', async () => {
  const long = join(folder, 'long.csv');
  const stream = createWriteStream(long);
  const block = 'x'.repeat(1 << 20);
  stream.write(`${HEADER}\na,"`);
  for (let i = 0; i < 96; i++) stream.write(block);
  stream.end();
  await finished(stream);
  const before = process.memoryUsage().rss;
  let peak = before;
  const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 5);
  try {
    await expect(checkFile(long, FILE)).rejects.toMatchObject({ code: 'QUOTE_NOT_CLOSED', data: { line: 2 } });
  } finally {
    clearInterval(watch);
  }
  rmSync(long);
  assert.ok(peak - before < 90 << 20, `${(peak - before) >> 20} MiB more`);
});

test('reads back any fields written with the quoting of RFC 4180', async () => {
  const field = fc.string({ unit: fc.constantFrom('a', 'é', '"', ',', '\n', '\r\n', ' ', '😀'), maxLength: 6 });
  const row = fc.tuple(field, field, field, field);
  await fc.assert(
    fc.asyncProperty(fc.array(row, { maxLength: 5 }), fc.constantFrom('\n', '\r\n'), async (rows, lineBreak) => {
      const quoted = rows.map((fields) => fields.map((text) => `"${text.replaceAll('"', '""')}"`).join(','));
      const found = await read([HEADER, ...quoted].map((text) => text + lineBreak).join(''));
      expect(found.map(({ fields }) => fields)).toStrictEqual(rows);
      let line = 2;
      for (const [i, text] of quoted.entries()) {
        expect(found[i]?.line).toBe(line);
        line += text.split('\n').length;
      }
    }),
    { numRuns: 60 },
  );
});

test('a quote within an unquoted field refuses the file, with the line of its row', async () => {
  expect(await refused(`${HEADER}\na,b,c,d\ne,f"g,h,i\n`)).toMatch(/^ligne 3 : un guillemet au milieu/);
});

test('text after a closing quote refuses the file, with the line on which its row begins', async () => {
  expect(await refused(`${HEADER}\r\na,b,c,d\r\n"e\r\n"x,f,g,h\r\n`)).toMatch(/^ligne 3 : du texte suit un guillemet/);
});

test('the refusal of an unclosed quote names the line on which it opens', async () => {
  expect(await refused(`${HEADER}\n"a\nb",b,c,d\n"e""\n",f,"g\nh,i\n`)).toMatch(
    /guillemet ouvert ligne 5 n’est jamais refermé/,
  );
});

test('the refusal of a file without its header quotes no part of its first row', async () => {
  for (const content of ['185027511500142,1985-02-01,M,2021-01-01\n', '185027511500142,1985-02-01\r1850275115001,M\r'])
    expect(await refused(content)).not.toMatch(/1850275115001/);
});

test('a line longer than a row may be refuses the file in the first pass', async () => {
  const long = 'x'.repeat((1 << 16) + 1);
  expect(await refused(`${HEADER}\na,b,c,d\n${long},b,c,d\n`)).toMatch(/^ligne 3 : la ligne dépasse 64 Kio/);
});

test('a file of blank lines is refused as soon as they are more than a sheet has rows, with a quote too', async () => {
  const many = 1 << 20;
  for (const content of ['\r'.repeat(many + 1), `${HEADER}\n"a",b,c,d\n${'\r\n'.repeat(many + 1)}`])
    expect(await refused(content)).toBe('le fichier a plus de 1\u202f048\u202f576 lignes vides ; ôtez-les');
});

test('a text without quotes gives the same rows line by line as by the parser, wherever its bytes are cut', async () => {
  const text = fc.string({
    unit: fc.constantFrom('a', 'é', '\u{1F9EE}', ',', ';', '\n', '\r', '\r\n', ' ', '0'),
  });
  await fc.assert(
    fc.asyncProperty(fc.boolean(), text, fc.array(fc.nat(40), { maxLength: 4 }), async (hasBom, content, cuts) => {
      const bytes = Buffer.from(`${hasBom ? '\uFEFF' : ''}${content}`);
      const at = [0, ...cuts.filter((cut) => cut < bytes.length).sort((a, b) => a - b), bytes.length];
      const chunks = at.slice(1).map((to, i) => bytes.subarray(at[i], to));
      const all = async (rows: AsyncIterable<readonly CsvRow[]>) => {
        const found: CsvRow[] = [];
        for await (const some of rows) found.push(...some);
        return found;
      };
      const given = () => Readable.from(chunks.filter(({ length }) => length > 0)) as AsyncIterable<Buffer>;
      expect(await all(plainRows(given(), ','))).toStrictEqual(await all(csvRows(given(), CANONICAL)));
    }),
  );
});
