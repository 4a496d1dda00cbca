/** The contract of every record of accesses. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Access, AccessRecord } from '#libs/access-record/access-record.ts';

const DAY = '2026-11-28';

function access(second: number, change: Partial<Access> = {}): Access {
  const at = `${DAY}T08:00:${String(second).padStart(2, '0')}.000Z`;
  const ids = change.ids ?? ['P1'];
  return {
    key: `${at} r${second}`,
    at,
    subject: 'u-1',
    name: 'Zoé',
    roles: ['auditor'],
    session: 's1',
    address: '/patients/P1',
    request: `r${second}`,
    kind: 'PATIENT',
    count: ids.length,
    ...change,
    ids,
  };
}

export function accessRecordContract(name: string, open: () => Promise<AccessRecord>): void {
  describe(`${name} keeps the contract of the record of accesses`, () => {
    let record: AccessRecord;
    let other: AccessRecord;
    const all = [
      access(1),
      access(2, { subject: 'u-2', name: 'Bob', session: 's2', ids: ['P2', 'P3'] }),
      access(3, { kind: 'ACCOUNT', ids: ['FR•••0189 ab'] }),
      access(4, { subject: 'u-2', name: 'Bob', roles: ['operator', 'approver'], session: 's3', ids: ['P4'], count: 9 }),
      access(5, { kind: 'ROLES', ids: [], session: 's4' }),
    ];
    beforeAll(async () => {
      record = await open();
      other = await open();
      await record.add(all.slice(0, 2));
      // Entries are added again if the answer to the first attempt was lost.
      await other.add(all.slice(1));
    });
    afterAll(async () => {
      await record.close();
      await other.close();
    });

    const seconds = async (filter: Parameters<AccessRecord['find']>[0], after = '', limit = 100) =>
      (await record.find(filter, after, limit)).map(({ at }) => Number(at.slice(17, 19)));

    test('gives each added entry once, in the order of time, in pages', async () => {
      expect(await record.find({}, '', 100)).toStrictEqual(all);
      expect(await seconds({}, '', 2)).toStrictEqual([1, 2]);
      expect(await seconds({}, all[1]?.key, 2)).toStrictEqual([3, 4]);
    });

    test('finds by person, kind, time and read patient, also if too many patients were read to keep them all', async () => {
      expect(await seconds({ subject: 'u-2' })).toStrictEqual([2, 4]);
      expect(await seconds({ kind: 'ACCOUNT' })).toStrictEqual([3]);
      expect(await seconds({ id: 'P3' })).toStrictEqual([2, 4]);
      expect(await seconds({ id: 'P1', subject: 'u-1' })).toStrictEqual([1]);
      expect(await seconds({ from: `${DAY}T08:00:02.000Z`, to: `${DAY}T08:00:03.000Z` })).toStrictEqual([2, 3]);
    });

    test('says who had which roles, from when until when', async () => {
      expect(await record.roles()).toStrictEqual([
        { subject: 'u-1', name: 'Zoé', roles: ['auditor'], first: all[0]?.at, last: all[4]?.at, times: 3, sessions: 2 },
        { subject: 'u-2', name: 'Bob', roles: ['auditor'], first: all[1]?.at, last: all[1]?.at, times: 1, sessions: 1 },
        {
          ...{ subject: 'u-2', name: 'Bob', roles: ['operator', 'approver'] },
          ...{ first: all[3]?.at, last: all[3]?.at, times: 1, sessions: 1 },
        },
      ]);
    });

    test('replaces an erased patient by their stand-in, in the entries and in addresses', async () => {
      await record.add([access(0, { ids: ['P9'], address: '/streams/patient-P9/events' })]);
      await record.rename(['P1', 'P9'], 'efface-1');
      expect(
        (await other.find({ id: 'efface-1', subject: 'u-1' }, '', 2)).map(({ ids, address }) => [ids, address]),
      ).toStrictEqual([
        [['efface-1'], '/streams/patient-efface-1/events'],
        [['efface-1'], '/patients/efface-1'],
      ]);
      expect((await other.find({}, '', 100)).flatMap(({ ids }) => ids)).not.toContain('P1');
      await record.rename(['efface-1'], 'P1');
    });

    test('removes entries older than an instant', async () => {
      await other.prune(`${DAY}T08:00:03.000Z`);
      expect(await seconds({})).toStrictEqual([3, 4, 5]);
      expect(await seconds({ id: 'P1' })).toStrictEqual([4]);
    });
  });
}
