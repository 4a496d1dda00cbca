/** The contract of every store of keys (patient-keys.ts): `patientKeysContract(name, open)` runs it on the store that `open` makes. */
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { type PatientKeys, SubjectErased } from '#libs/patient-keys/patient-keys.ts';

interface Opened {
  readonly keys: PatientKeys;
  /** The same store, as another process has it. */
  readonly reopen: () => PatientKeys | Promise<PatientKeys>;
  /** Rotates to a new wrapping key, which opens the store from then on. */
  readonly rotate: () => Promise<void>;
  readonly close: () => Promise<void>;
}

const AT = '2026-11-29T00:00:00.000Z';

export function patientKeysContract(name: string, open: () => Promise<Opened>): void {
  describe(name, () => {
    let opened: Opened;
    beforeEach(async () => {
      opened = await open();
    });
    afterEach(() => opened.close());

    const keyOf = async (keys: PatientKeys, subject: string): Promise<Buffer | undefined> => {
      const reference = keys.referenceOf(subject);
      return (await keys.keysOf([reference])).get(reference)?.key;
    };

    test('gives each subject its own key, the same for every process', async () => {
      const made = await opened.keys.ensured(['patient/P1', 'patient/P2']);
      const [one, two] = [made.get('patient/P1')?.key, made.get('patient/P2')?.key];
      expect([one?.length, two?.length]).toStrictEqual([32, 32]);
      expect(one).not.toStrictEqual(two);
      const other = await opened.reopen();
      expect(await keyOf(other, 'patient/P1')).toStrictEqual(one);
      expect((await other.ensured(['patient/P2'])).get('patient/P2')?.key).toStrictEqual(two);
      await other.close();
    });

    test('names a subject by a reference that is the same in every process and does not reveal it', async () => {
      const other = await opened.reopen();
      const reference = opened.keys.referenceOf('patient/P1');
      expect(reference).toMatch(/^[0-9a-f]{64}$/);
      expect(other.referenceOf('patient/P1')).toBe(reference);
      expect(other.referenceOf('patient/P2')).not.toBe(reference);
      await other.close();
    });

    test('looks up the keys once, names the missing ones before it makes them, and makes none if that is refused', async () => {
      const { keys } = opened;
      await keys.ensured(['patient/P1']);
      const looked = jest.spyOn(keys, 'keysOf');
      const asked: (readonly string[])[] = [];
      const before = async (references: readonly string[]): Promise<void> => void asked.push(references);
      expect((await keys.ensured(['patient/P1', 'patient/P2'], before)).size).toBe(2);
      expect(asked).toStrictEqual([[keys.referenceOf('patient/P2')]]);
      expect(looked).toHaveBeenCalledTimes(1);
      looked.mockRestore();
      await keys.ensured(['patient/P1', 'patient/P2'], before);
      expect(asked).toHaveLength(1);
      const refused = keys.ensured(['patient/P3'], () => Promise.reject(new Error('no')));
      await expect(refused).rejects.toThrow('no');
      expect(await keyOf(keys, 'patient/P3')).toBeUndefined();
    });

    test('has no key of a subject that it was not asked to make', async () => {
      expect(await keyOf(opened.keys, 'patient/P1')).toBeUndefined();
    });

    test('destroys a key for every process, and makes no second key for its subject', async () => {
      const other = await opened.reopen();
      await opened.keys.ensured(['patient/P1', 'patient/P2']);
      expect(await keyOf(other, 'patient/P1')).toBeDefined();
      const reference = opened.keys.referenceOf('patient/P1');
      await opened.keys.destroy([reference], AT);
      for (const keys of [opened.keys, other]) {
        expect(await keyOf(keys, 'patient/P1')).toBeUndefined();
        expect(await keyOf(keys, 'patient/P2')).toBeDefined();
        await expect(keys.ensured(['patient/P3', 'patient/P1'])).rejects.toThrow(SubjectErased);
        expect(await keyOf(keys, 'patient/P3')).toBeUndefined();
        expect([...(await keys.destroyed())]).toStrictEqual([reference]);
        const both = [keys.referenceOf('patient/P2'), reference];
        expect([...(await keys.destroyedAmong(both))]).toStrictEqual([reference]);
      }
      await other.close();
    });

    test('has another epoch for every process once a key is destroyed, and not before', async () => {
      const other = await opened.reopen();
      const before = await other.epoch();
      await opened.keys.ensured(['patient/P1']);
      expect(await other.epoch()).toBe(before);
      await opened.keys.destroy([opened.keys.referenceOf('patient/P1')], AT);
      expect(await other.epoch()).not.toBe(before);
      await other.close();
    });

    test('destroys a key twice as once', async () => {
      await opened.keys.ensured(['patient/P1']);
      const reference = opened.keys.referenceOf('patient/P1');
      await opened.keys.destroy([reference], AT);
      await opened.keys.destroy([reference], AT);
      expect(await opened.keys.status()).toMatchObject({ keys: 0, destroyed: 1 });
    });

    test('keeps keys and references when it is wrapped with another key, in every process', async () => {
      const other = await opened.reopen();
      const { key } = (await opened.keys.ensured(['patient/P1'])).get('patient/P1') ?? {};
      const reference = opened.keys.referenceOf('patient/P1');
      const { wrappedBy } = await opened.keys.status();
      await opened.rotate();
      expect((await opened.keys.status()).wrappedBy).not.toBe(wrappedBy);
      for (const keys of [opened.keys, other, await opened.reopen()]) {
        expect(await keyOf(keys, 'patient/P1')).toStrictEqual(key);
        expect(keys.referenceOf('patient/P1')).toBe(reference);
        expect((await keys.ensured(['patient/P2'])).size).toBe(1);
        if (keys !== opened.keys) await keys.close();
      }
    });

    test('names every subject', async () => {
      await opened.keys.ensured(['patient/P1', 'patient/P2']);
      const subjects: string[] = [];
      for await (const batch of opened.keys.subjects()) subjects.push(...batch.map(({ subject }) => subject));
      expect(subjects.sort()).toStrictEqual(['patient/P1', 'patient/P2']);
    });
  });
}
