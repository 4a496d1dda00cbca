/** The sentences of the audit agree in number with the findings, and name the subject that a person looks for. */
import { expect, test } from '@jest/globals';
import type { Misfit } from '#libs/audit/misfit.ts';
import { invalid } from '#libs/audit/refusals.ts';
import { impossibleText } from '#libs/words/audit-rules.ts';
import { saidMisfit } from '#libs/words/audit.ts';
import { sentenceOf } from '#libs/words/sentence-of.ts';

function detail(finding: Misfit['finding']): string {
  return saidMisfit({ kind: 'changed', position: 4, finding }).detail;
}

test('agree in number', () => {
  expect(detail({ code: 'EVENTS_REMOVED', data: { count: 1 } })).toBe(
    'un événement a été retiré, et la suite avancée à sa place',
  );
  expect(detail({ code: 'EVENTS_REMOVED', data: { count: 2 } })).toBe(
    '2 événements ont été retirés, et la suite avancée à sa place',
  );
  expect(detail({ code: 'EVENTS_INSERTED', data: { count: 1, foundAt: 5 } })).toBe(
    'un événement a été mis ici ; celui qui y a sa place est à la position 5',
  );
  expect(detail({ code: 'EVENTS_MISSING', data: { from: 4, to: 6 } })).toBe(
    'il n’y a pas d’événements de la position 4 à 6',
  );
});

test('say a finding within a finding', () => {
  const finding = { code: 'STREAM_SHORT', data: { stream: 'team-1', no: 3, revision: 4, count: 2 } } as const;
  expect(detail({ code: 'END_CUT_OFF', data: { finding } })).toBe(
    'le flux team-1 (numéro 3) est à la révision 4, ce qui fait 5 événements ; 2 sont là : la fin du journal a été coupée, ou cette ligne changée',
  );
  const cause = { code: 'ROWS_UNREADABLE', data: { reason: 'file is not a database' } } as const;
  expect(detail({ code: 'LOG_UNREADABLE_HERE', data: { cause } })).toBe(
    'le journal ne peut pas être lu à partir de là (ce n’est pas une base SQLite)',
  );
});

test('name a table in French, and leave an unknown name unchanged', () => {
  expect(detail({ code: 'OBJECT_MISSING', data: { type: 'table', name: 'commits' } })).toBe(
    'il manque : la table commits',
  );
  expect(detail({ code: 'OBJECT_UNKNOWN', data: { type: 'view', name: 'v' } })).toBe(
    'le journal ne connaît pas : view v',
  );
});

test('name the checkpoint if there are several', () => {
  const data = { end: 3, signedAt: 9 };
  expect(detail({ code: 'LOG_ENDS_BEFORE_CHECKPOINT', data })).toBe(
    'le journal finit à la position 3, le point de contrôle a été signé à la position 9',
  );
  expect(detail({ code: 'LOG_ENDS_BEFORE_CHECKPOINT', data: { ...data, checkpoint: 'c.json' } })).toBe(
    'le journal finit à la position 3, le point de contrôle c.json a été signé à la position 9',
  );
});

test('name an event as people do', () => {
  const finding = { code: 'EXCEPTION_USED_TWICE', data: { exception: 'C1', first: 7 } } as const;
  expect(impossibleText({ position: 12, stream: 'payment-ledger', type: 'PaymentReleased', finding })).toBe(
    'position 12, payment-ledger, versement libéré : l’exception C1 a déjà servi, à la position 7',
  );
});

test('a folder of checkpoints that is not there yet says how it comes to be', () => {
  const sentence = sentenceOf(
    invalid('CHECKPOINTS_UNREADABLE', { folder: 'points', reason: 'ENOENT: no such file or directory, scandir' }),
  );
  expect(sentence).toMatch(/il n’y a pas de dossier points.* le premier qui y est signé le fait/i);
});

test('a file that is no certificate is said to be none, without the words of a library', () => {
  const reasons = ['error:0480006C:PEM routines::no start line', 'ENOENT: no such file or directory, open'];
  const said = reasons.map((reason) => sentenceOf(invalid('CERTIFICATE_UNREADABLE', { path: 'a.pem', reason })));
  expect(said[0]).toMatch(/^a\.pem n’est pas un certificat, au format PEM ou DER/i);
  expect(said[1]).toMatch(/ne peut pas être lu \(il n’y est pas\)/);
});
