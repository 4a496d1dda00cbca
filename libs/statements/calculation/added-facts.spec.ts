/** Facts laid over those of the log leave what they do not concern as it is, the kept part of an erased patient too. */
import { expect, test } from '@jest/globals';
import { emptyDossier } from '#libs/enrolment/dossier-text.ts';
import { SqliteEventStore } from '#libs/event-store/sqlite/sqlite-event-store.ts';
import { AddedFacts } from '#libs/statements/calculation/added-facts.ts';

test('an erased patient keeps his part of decided statements', async () => {
  const added = new SqliteEventStore(':memory:');
  const facts = await AddedFacts.of(added, 7);
  const erased = { ...emptyDossier('~stand-in'), kept: { erasure: 'E1', parts: [] } };
  const linked = { dossiers: [erased], merges: [] };
  expect(await facts.overLinked(linked, new Set())).toStrictEqual(linked);
  await added.close();
});
