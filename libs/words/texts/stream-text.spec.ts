/** A conflict names what changed as people call it, whatever stream of the log it is. */
import { expect, test } from '@jest/globals';
import { conflict } from '#libs/commands/refusals.ts';
import { EVERY_EVENT } from '#libs/runtime/event-codecs.ts';
import { sentenceOf } from '#libs/words/sentence-of.ts';
import { streamText } from '#libs/words/texts/stream-text.ts';

test.each([
  ['statement-PEPS-04-2025-Q4', 'le décompte de PEPS-04 pour 2025-T4'],
  ['statement-IPEP-2-2024', 'le décompte d’IPEP-2 pour 2024'],
  ['payment-ledger', 'le livre des paiements'],
  ['payment-FIR-2026', 'le livre de l’enveloppe FIR-2026'],
  ['payee-PEPS-01', 'le compte de PEPS-01'],
  ['debtor-FIR-2026', 'le compte à débiter de l’enveloppe FIR-2026'],
  ['regulation', 'la réglementation'],
])('%s is %s', (stream, text) => {
  expect(streamText(stream)).toBe(text);
});

test.each(EVERY_EVENT.flatMap(({ streams }) => [...streams]))('streams of %s have words', (category) => {
  expect(streamText(category)).not.toContain(`« ${category}`);
  expect(streamText(`${category}-x`)).toMatch(/^(?:le |la |l’|une )/);
});

test('a stream of another program keeps its name', () => {
  expect(streamText('door-1')).toBe('« door-1 »');
});

test('the conflict says it', () => {
  const since = [{ type: 'StatementCalculated', by: undefined }];
  expect(sentenceOf(conflict('STREAM_CHANGED', { stream: 'statement-PEPS-04-2025-Q4', since }))).toMatch(
    /^[Ll]e décompte de PEPS-04 pour 2025-T4 a changé entre-temps/,
  );
});
