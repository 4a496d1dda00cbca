/** A version of the regulation is proposed by one person; another publishes it by the code that was read, or refuses it. */
import { expect, test } from '@jest/globals';
import { codeOf } from '#libs/commands/proposal.ts';
import { withOverrides } from '#libs/regulation/overrides.ts';
import { publication } from '#libs/regulation/publication/decide.ts';
import type { RegulationEvent } from '#libs/regulation/publication/events.ts';
import { REGULATION_STREAM } from '#libs/regulation/publication/published.ts';
import type { RegulationSource } from '#libs/regulation/source.ts';
import { SHIPPED, SHIPPED_VERSION, shippedAs } from '#test/support/shipped.ts';
import { by, person, specificationOf } from '#test/support/specification.ts';

const AT = '2026-01-15T10:00:00.000Z';
const ALICE = person('Alice');
const BRUNO = person('Bruno');

const { given } = specificationOf(publication, REGULATION_STREAM);

function published(source: RegulationSource, version: string): RegulationEvent {
  return { type: 'RegulationPublished', effective: version, data: { version, ...source } };
}

function proposed(source: RegulationSource, version: string): RegulationEvent {
  return { type: 'RegulationProposed', effective: version, data: { version, ...source } };
}

/** The code of a version that Alice proposed. */
function codeOfVersion(source: RegulationSource, version: string): string {
  return codeOf({ step: 'PROPOSED_VERSION', subject: '', content: { version, ...source }, by: ALICE, at: AT });
}

const FIRST = published(SHIPPED, SHIPPED_VERSION);
const NEXT = shippedAs('2027-01');
const WAITING = [FIRST, by('Alice', proposed(NEXT, '2027-01'))];
const publish = { type: 'publish', by: BRUNO, at: AT, code: codeOfVersion(NEXT, '2027-01') } as const;

test('a version is proposed under the name that its parameters say', () => {
  given(FIRST).when({ type: 'propose', by: ALICE, source: NEXT }).then(proposed(NEXT, '2027-01'));
});

test('a second person publishes a version by its code, and no other code does', () => {
  given(...WAITING)
    .when(publish)
    .then(published(NEXT, '2027-01'));
  given(...WAITING)
    .when({ ...publish, by: person(' alice ') })
    .thenRefused('SECOND_PERSON_REQUIRED');
  given(...WAITING)
    .when({ ...publish, code: undefined })
    .thenRefused('CONFIRMATION_CODE_REQUIRED');
  given(FIRST).when(publish).thenRefused('NO_VERSION_PROPOSED');
});

test('a new proposal replaces the one that waits, whose code then publishes nothing', () => {
  const other = shippedAs('2027-02');
  const replaced = given(...WAITING, by('Alice', proposed(other, '2027-02')));
  replaced.when(publish).thenRefused('PROPOSAL_CHANGED');
  replaced.when({ ...publish, code: codeOfVersion(other, '2027-02') }).then(published(other, '2027-02'));
});

test('a published version is in force, and stays among those before it', () => {
  given(...WAITING)
    .when(publish)
    .thenState(({ status, published: versions }) => {
      expect(status).toBe('SETTLED');
      expect(versions.map(({ regulation }) => regulation.version)).toStrictEqual([SHIPPED_VERSION, '2027-01']);
    });
});

test('another person refuses a version with a reason; only its author withdraws it', () => {
  const refuse = { type: 'refuse', by: BRUNO, reason: 'texte non paru' } as const;
  given(...WAITING)
    .when(refuse)
    .then({
      type: 'RegulationRefused',
      effective: '2027-01',
      data: { version: '2027-01', reason: 'texte non paru' },
    });
  given(...WAITING)
    .when({ ...refuse, reason: ' ' })
    .thenRefused('REASON_REQUIRED');
  given(...WAITING)
    .when({ ...refuse, by: ALICE })
    .thenRefused('SECOND_PERSON_REQUIRED');
  given(...WAITING)
    .when({ type: 'withdraw', by: ALICE })
    .then({ type: 'RegulationWithdrawn', effective: '2027-01', data: { version: '2027-01' } });
  given(...WAITING)
    .when({ type: 'withdraw', by: BRUNO })
    .thenRefused('PROPOSED_BY_ANOTHER');
});

test('a refused version is no longer published by its code', () => {
  const refused: RegulationEvent = {
    type: 'RegulationRefused',
    effective: '2027-01',
    data: { version: '2027-01', reason: 'texte non paru' },
  };
  given(...WAITING, by('Bruno', refused))
    .when(publish)
    .thenRefused('NO_VERSION_PROPOSED');
});

test('the name of a published version takes no other content, and the version in force is not proposed again', () => {
  const other = withOverrides(SHIPPED, { parameters: { instalments: 1 } });
  const propose = { type: 'propose', by: ALICE } as const;
  given(FIRST)
    .when({ ...propose, source: other })
    .thenRefused('VERSION_PUBLISHED_OTHERWISE', { version: SHIPPED_VERSION });
  given(FIRST)
    .when({ ...propose, source: SHIPPED })
    .thenRefused('VERSION_IN_FORCE_ALREADY', { version: SHIPPED_VERSION });
});
