/** A loss of the log is reported by one person and acknowledged by another, by the code of the report that was read. */
import { expect, test } from '@jest/globals';
import { codeOf } from '#libs/commands/proposal.ts';
import { losses } from '#libs/continuity/decide.ts';
import type { LossEvent, ReportedLoss } from '#libs/continuity/events.ts';
import { LOSSES_STREAM } from '#libs/continuity/losses.ts';
import type { Loss } from '#libs/continuity/witness.ts';
import { by, person, specificationOf } from '#test/support/specification.ts';

const AT = '2026-01-15T10:00:00.000Z';
const DAY = '2026-01-15';
const ALICE = person('Alice');
const BRUNO = person('Bruno');
const LOSS: Loss = {
  lost: [{ kind: 'READ_STORE', name: 'rosters', position: 10, link: 'aa' }],
  agreed: { position: 4, link: 'bb' },
  end: { position: 6, link: 'cc' },
};
const REPORTED: ReportedLoss = { ...LOSS, reason: 'sauvegarde' };

const { given } = specificationOf(losses, LOSSES_STREAM);
const reported: LossEvent = { type: 'LogLossReported', effective: DAY, data: REPORTED };
const acknowledged: LossEvent = { ...reported, type: 'LogLossAcknowledged' };
const waiting = [by('Alice', reported)];
const code = codeOf({ step: 'REPORTED_LOSS', subject: '', content: REPORTED, by: ALICE, at: AT });
const report = { type: 'report', by: ALICE, at: AT, loss: LOSS, reason: 'sauvegarde' } as const;
const acknowledge = { type: 'acknowledge', by: BRUNO, at: AT, code } as const;

test('a report needs a loss that the witnesses show, and its cause', () => {
  given().when(report).then(reported);
  given()
    .when({ ...report, loss: undefined })
    .thenRefused('NOTHING_LOST');
  given()
    .when({ ...report, reason: ' ' })
    .thenRefused('REASON_REQUIRED');
});

test('a second person acknowledges a report by its code', () => {
  given(...waiting)
    .when(acknowledge)
    .then(acknowledged);
  given(...waiting)
    .when({ ...acknowledge, by: person(' alice') })
    .thenRefused('SECOND_PERSON_REQUIRED');
  given(...waiting)
    .when({ ...acknowledge, code: '0123456789' })
    .thenRefused('PROPOSAL_CHANGED');
  given().when(acknowledge).thenRefused('NO_LOSS_REPORTED');
});

test('an acknowledged loss keeps both people', () => {
  const { state } = given(...waiting, by('Bruno', acknowledged));
  expect(state).toStrictEqual({
    status: 'SETTLED',
    acknowledged: [{ ...REPORTED, reportedBy: ALICE, acknowledgedBy: BRUNO, at: AT }],
  });
});

test('another person refuses a report with a reason; only its author withdraws it', () => {
  const refuse = { type: 'refuse', by: BRUNO, at: AT, reason: 'la sauvegarde revient' } as const;
  const refused: LossEvent = {
    type: 'LogLossReportRefused',
    effective: DAY,
    data: { reason: 'la sauvegarde revient' },
  };
  given(...waiting)
    .when(refuse)
    .then(refused);
  given(...waiting)
    .when({ ...refuse, by: ALICE })
    .thenRefused('SECOND_PERSON_REQUIRED');
  given(...waiting, by('Bruno', refused))
    .when(acknowledge)
    .thenRefused('NO_LOSS_REPORTED');
  given(...waiting)
    .when({ type: 'withdraw', by: ALICE, at: AT })
    .then({ type: 'LogLossReportWithdrawn', effective: DAY, data: {} });
  given(...waiting)
    .when({ type: 'withdraw', by: BRUNO, at: AT })
    .thenRefused('PROPOSED_BY_ANOTHER');
});
