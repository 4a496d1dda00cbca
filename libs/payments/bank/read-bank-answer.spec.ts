/** One reader accepts all message types, and refuses hostile files and files of another kind. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { DomainError } from '#libs/kernel/domain-error.ts';
import { sentenceOf } from '#libs/words/sentence-of.ts';
import { BankAnswerReader } from './read-bank-answer.ts';
import { rounds } from '#test/support/deep.ts';
import { RUN, changed, read, remarks, sample, settled, waiting } from '#test/support/bank-answers.ts';

function refusal(file: string | Uint8Array): string {
  try {
    read(file);
  } catch (error) {
    if (error instanceof DomainError) return sentenceOf(error);
    throw error;
  }
  throw new RangeError('the file should be refused');
}

describe('a file as banks send it', () => {
  const DEBTOR = 'FR7630006000011234567890189';
  const R1 = {
    runId: 'R1',
    debtor: DEBTOR,
    payments: [
      { endToEndId: 'DCPT889F75DF3A4B140650F56E79', amountCents: 23_969n, status: 'RELEASED', isDebited: false },
      { endToEndId: 'DCPT862B655AE1C6EC421D7D67B1', amountCents: 25_843n, status: 'RELEASED', isDebited: false },
      { endToEndId: 'DCPT1EBBA80457C855B567F2F285', amountCents: 26_136n, status: 'RELEASED', isDebited: false },
    ],
  } as const;
  const answer = (name: string, run: typeof RUN = R1) => read(sample(name), [run]);
  const outcomes = (name: string, run: typeof RUN = R1): string[] =>
    answer(name, run).settled.map(({ outcome }) => outcome);

  test('does not make payments due again if a second upload is rejected as a duplicate', () => {
    expect(outcomes('duplicate-rejected/1-first-file-executed.xml')).toStrictEqual(Array(3).fill('EXECUTED'));
    for (const name of ['2-second-upload-refused-DU01.xml', '2b-AM05.xml']) {
      const { settled: none, remarks: said } = answer(`duplicate-rejected/${name}`);
      expect([none, said.map(({ code }) => code)]).toStrictEqual([[], ['REJECTED_AS_DUPLICATE']]);
    }
  });

  test('is executed without the payments rejected before', () => {
    expect(outcomes('batch-net-of-rejects/1-pain002-part.xml')).toStrictEqual(['REJECTED']);
    const [first, ...rest] = R1.payments;
    const after = { ...R1, payments: [{ ...first, status: 'REJECTED' as const }, ...rest] };
    expect(outcomes('batch-net-of-rejects/2-camt054-batch.xml', after)).toStrictEqual(['EXECUTED', 'EXECUTED']);
  });

  test('is executed next to a fee, and next to another currency', () => {
    for (const name of ['bank-fee', 'usd']) {
      const { settled: entries, remarks: said } = answer(`other-movements/${name}.xml`);
      expect([entries.length, said.map(({ code }) => code)]).toStrictEqual([3, ['OTHER_MOVEMENT']]);
    }
  });

  test('waits while the payee is verified', () => {
    expect(waiting(answer('verification-of-payee/rcvc.xml')).map((text) => text.split(' ')[1])).toStrictEqual(
      Array(3).fill('RCVC'),
    );
  });
});

test('a payment is found by its id, also if chance gave it digits of the shape of a social security number', () => {
  const [payment] = RUN.payments;
  const own = { ...RUN, payments: [{ ...payment, endToEndId: 'DCPT872F2740211918707C76AF3E' }] } as typeof RUN;
  const of = (file: string): readonly string[] =>
    settled(read(file.replaceAll('PAY-1', 'DCPT872F2740211918707C76AF3E'), [own])).map((text) =>
      text.split(' ').slice(0, 2).join(' '),
    );
  for (const name of ['camt.054.001.08.xml', 'pain.002.001.10-partial.xml'])
    expect([name, of(sample(name))]).toStrictEqual([name, ['DCPT872F2740211918707C76AF3E EXECUTED']]);
  const csv = 'end_to_end_id,status,day,amount_cents,reason\nPAY-1,EXECUTED,2026-07-02,760053,\n';
  expect(of(csv)).toStrictEqual(['DCPT872F2740211918707C76AF3E EXECUTED']);
});

test('an id that names no payment of ours is shown without what looks like a social security number', () => {
  const NUMBER = '255081416802538';
  for (const file of [
    sample('camt.054.001.08.xml'),
    sample('pain.002.001.10-partial.xml'),
    'end_to_end_id,status,day,amount_cents,reason\nPAY-1,EXECUTED,2026-07-02,760053,\n',
  ]) {
    const said = JSON.stringify(
      read(file.replaceAll('PAY-1', NUMBER)).remarks.map(({ data }) => data),
      (_, value) => (typeof value === 'bigint' ? String(value) : (value as unknown)),
    );
    expect(said).toContain(`2${'*'.repeat(NUMBER.length - 1)}`);
    expect(said).not.toContain(NUMBER);
  }
});

describe('a message of the family', () => {
  const V08 = sample('camt.054.001.08.xml');
  const PARTIAL = sample('pain.002.001.10-partial.xml');

  test('is read in every version, with a prefix or without', () => {
    const prefixed = (text: string): string => text.replace(/<(\/?)(\w)/g, '<$1p:$2').replace('xmlns=', 'xmlns:p=');
    for (const version of ['02', '03', '08', '10', '13', '14']) {
      for (const text of [V08, PARTIAL]) {
        const other = text.replace(/(xsd:\w+\.\d{3})\.001\.\d\d/, `$1.001.${version}`);
        expect(settled(read(other))).toStrictEqual(settled(read(text)));
        expect(settled(read(prefixed(other)))).toStrictEqual(settled(read(text)));
      }
    }
  });

  test('gives the same answer for any order of its entries', () => {
    const entries = V08.match(/<Ntry>[^]*?<\/Ntry>/g) ?? [];
    const transactions = PARTIAL.match(/<TxInfAndSts>[^]*?<\/TxInfAndSts>/g) ?? [];
    for (const [text, parts] of [
      [V08, [...entries, ...entries.map((entry) => entry.replace('PAY-3', 'OTHER')), '<Ntry/>']],
      [PARTIAL, [...transactions, ...transactions.map((one) => one.replace('>PAY-', '>OTHER-'))]],
    ] as const) {
      const [first = '', ...rest] = text.match(/<(?:Ntry|TxInfAndSts)>[^]*?<\/(?:Ntry|TxInfAndSts)>/g) ?? [];
      const frame = rest.reduce((left, part) => changed(left, part, ''), text);
      const inOrder = (order: readonly string[]) => read(frame.replace(first, () => order.join('\n')));
      const one = inOrder(parts);
      fc.assert(
        fc.property(fc.shuffledSubarray([...parts], { minLength: parts.length }), (shuffled) => {
          const other = inOrder(shuffled);
          expect([other.settled, other.waiting]).toStrictEqual([one.settled, one.waiting]);
          expect(remarks(other).sort()).toStrictEqual(remarks(one).sort());
        }),
        { numRuns: 50 },
      );
    }
  });

  test('gives the same answer in chunks of any size', () => {
    for (const text of [V08, PARTIAL, sample('camt.054.001.02.xml')]) {
      const whole = read(text);
      for (const bytes of [1, 7, 100, 1_000]) expect(read(text, [RUN], bytes)).toStrictEqual(whole);
    }
  });

  test('is read in the encoding that it declares', () => {
    const text = changed(PARTIAL, 'encoding="UTF-8"', 'encoding="ISO-8859-1"').replaceAll(
      '</AddtlInf>',
      'é</AddtlInf>',
    );
    const { settled: entries } = read(Buffer.from(text, 'latin1'));
    expect(entries.map(({ detail }) => detail)).toContainEqual(expect.stringMatching(/é$/));
    const wide = Buffer.concat([
      Uint8Array.of(0xff, 0xfe),
      Buffer.from(changed(V08, 'encoding="UTF-8"', ''), 'utf16le'),
    ]);
    expect(settled(read(wide, [RUN], 3))).toStrictEqual(settled(read(V08)));
    expect(settled(read(Buffer.from(`\uFEFF\n${V08.slice(V08.indexOf('<Document'))}`)))).toStrictEqual(
      settled(read(V08)),
    );
    for (const name of ['UTF8', 'us-ascii', 'latin1', 'ISO8859-1', 'Cp1252'])
      expect(settled(read(changed(V08, 'UTF-8', name)))).toStrictEqual(settled(read(V08)));
    expect(refusal(changed(V08, 'UTF-8', 'EBCDIC'))).toMatch(/codé en « EBCDIC » ; .*utf-8/);
    const latin = V08.replaceAll('</AddtlInf>', 'é</AddtlInf>').replace('</EndToEndId>', 'é</EndToEndId>');
    // The advice for tables of a spreadsheet program would not help.
    expect(refusal(Buffer.from(latin, 'latin1'))).toMatch(
      /n’est pas en UTF-8, le codage d’un XML .* tel qu’elle l’a émis/,
    );
  });

  test('may have 30 MB: every entry is read', () => {
    const [, head = '', entry = '', tail = ''] = /^([^]*?)(<Ntry>[^]*?<\/Ntry>)[^]*<\/Ntry>([^]*)$/.exec(V08) ?? [];
    const other = entry.replace(/PAY-\d/g, 'OTHER');
    // The text is mostly blanks, which are read faster.
    const wide = other.padEnd(rounds(6, 1) * other.length);
    const many = Array<string>(Math.ceil((30 * 1024 * 1024) / wide.length)).fill(wide);
    const answer = read(`${head}${many.join('')}${entry}${tail}`, [RUN], 65_536);
    expect(settled(answer)).toHaveLength(2);
    expect(answer.remarks).toHaveLength(2 * many.length);
  });
});

describe('a hostile file, or a file of another kind', () => {
  const document = (inside: string, namespace = 'urn:iso:std:iso:20022:tech:xsd:camt.054.001.08'): string =>
    `<Document xmlns="${namespace}">${inside}</Document>`;

  test('is refused with a sentence that gives the right form', () => {
    expect(refusal(' \n')).toMatch(/vide/);
    expect(refusal('<Dokument/>')).toMatch(/racine du fichier est Dokument ; il y faut Document/);
    expect(refusal('<Document/>')).toMatch(/espace de noms de Document est «  »/);
    expect(refusal('<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"/>')).toMatch(
      /ordre de versement, que Décompte écrit pour la banque/,
    );
    expect(refusal(document('', 'urn:iso:std:iso:20022:tech:xsd:camt.054.001.99'))).toMatch(
      /camt.054.001.99 » ; .* camt.054/,
    );
    expect(refusal(document('<CstmrPmtStsRpt/>'))).toMatch(/Document\/BkToCstmrDbtCdtNtfctn manque/);
    expect(refusal(document('<BkToCstmrDbtCdtNtfctn/>'))).toMatch(/aucune écriture/);
    expect(refusal(document('<a></b>'))).toMatch(/mal formé, ligne 1/);
    expect(refusal(Uint8Array.of(0x3c, 0xe9, 0x3e))).toMatch(/pas en UTF-8/);
  });

  test('expands no entity, and has no DOCTYPE and no unbounded depth or size', () => {
    expect(refusal(`<!DOCTYPE a [<!ENTITY b "c">]>${document('&b;')}`)).toMatch(/DOCTYPE/);
    expect(refusal(document('&b;'))).toMatch(/mal formé/);
    expect(refusal(document('<a>'.repeat(40) + '</a>'.repeat(40)))).toMatch(/plus de 32 éléments emboîtés/);
    const attributes = Array.from({ length: 65 }, (_, i) => `a${i}="1"`);
    expect(refusal(document(`<a ${attributes.join(' ')}/>`))).toMatch(/plus de 64 attributs/);
    expect(refusal(document(`<a ${attributes.slice(1).join(' ')}/>`.repeat(2)))).not.toMatch(/attributs/);
    const long = (text: string): void => {
      const reader = new BankAnswerReader([RUN]);
      const chunk = new TextEncoder().encode(text.padEnd(1024 * 1024, text));
      for (let i = 0; i < 260; i++) reader.write(chunk);
    };
    expect(() => {
      long('<a/>\n<!-- -->');
    }).toThrow(expect.objectContaining({ code: 'XML_MALFORMED' }));
    expect(() => {
      long('a');
    }).toThrow(expect.objectContaining({ code: 'BANK_FILE_TOO_LONG' }));
    expect(refusal(document('<a/>'.repeat(1_100_000)))).toMatch(/plus de 1000000 éléments/);
  });

  test('gathers no text, tag or comment without bound', () => {
    const inChunks = (inside: string): unknown => {
      const reader = new BankAnswerReader([RUN]);
      const bytes = Buffer.from(document(`<BkToCstmrDbtCdtNtfctn>${inside}`));
      try {
        for (let at = 0; at < bytes.length; at += 65_536) reader.write(bytes.subarray(at, at + 65_536));
        return undefined;
      } catch (error) {
        return (error as { readonly code?: unknown }).code;
      }
    };
    const megabytes = 'x '.repeat(700_000);
    for (const part of [
      `<!--${megabytes}`,
      `<a>${megabytes}`,
      `<a b="${megabytes}`,
      `<?a ${megabytes}`,
      `<a><![CDATA[${megabytes}`,
    ])
      expect(inChunks(part)).toBe('XML_TEXT');
    expect(inChunks(`<${'x'.repeat(1_400_000)}`)).toBe('XML_TEXT');
    expect(inChunks(`<a>${'x<!---->'.repeat(70_000)}`)).toBe('XML_TEXT');
    // Its elements are not closed.
    expect(inChunks(`<a>${'x'.repeat(60_000)}</a><!-- x -->`.repeat(40))).toBe('XML_MALFORMED');
  });

  test('cannot reach inherited properties of objects by the names of its elements', () => {
    const names = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty'];
    for (const name of names) {
      refusal(document(`<${name} ${name}="x"><polluted>1</polluted></${name}>`));
      refusal(document('', name));
    }
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  test('never makes the reader fail in another way than a refusal', () => {
    const texts = ['pain.002.001.10-partial.xml', 'camt.054.001.08.xml', 'camt.054.001.02.xml'].map(sample);
    fc.assert(
      fc.property(
        fc.constantFrom(...texts),
        fc.nat(),
        fc.nat(60),
        fc.string({ maxLength: 12 }),
        (text, at, cut, put) => {
          const start = at % text.length;
          const file = text.slice(0, start) + put + text.slice(start + cut);
          try {
            const answer = read(file);
            for (const remark of [...answer.remarks, ...answer.contradictions]) expect(sentenceOf(remark)).not.toBe('');
          } catch (error) {
            if (!(error instanceof DomainError)) throw error;
            expect(sentenceOf(error)).toMatch(/ ; |n’est pas/);
          }
        },
      ),
      { numRuns: 1_000 },
    );
  });
});
