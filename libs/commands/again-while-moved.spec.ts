/** If another command comes first, a command decides again, up to fifty times. Then it tells the person which stream changed each time. */
import { expect, jest, test } from '@jest/globals';
import { TIMES, againWhileMoved } from '#libs/commands/again-while-moved.ts';
import { conflict } from '#libs/commands/refusals.ts';

function moved(stream: string): Error {
  return conflict('STREAM_CHANGED', { stream, since: [] });
}

const mayMove = (stream: string): boolean => ['a', 'b'].includes(stream);

test('decides again each time that one of the streams moved', async () => {
  const decide = jest
    .fn(async () => 'decided')
    .mockRejectedValueOnce(moved('a'))
    .mockRejectedValueOnce(moved('b'));
  expect(await againWhileMoved(mayMove, decide)).toBe('decided');
  expect(decide).toHaveBeenCalledTimes(3);
});

test('after the last time, says which stream moved', async () => {
  const decide = jest.fn(() => Promise.reject(moved('b')));
  await expect(againWhileMoved(mayMove, decide)).rejects.toMatchObject({
    kind: 'unavailable',
    code: 'OVERTAKEN',
    data: { stream: 'b', times: TIMES },
  });
  expect(decide).toHaveBeenCalledTimes(TIMES);
});

test.each([moved('c'), new Error('other')])('does not decide again for another reason', async (error) => {
  const decide = jest.fn(() => Promise.reject(error));
  await expect(againWhileMoved(mayMove, decide)).rejects.toBe(error);
  expect(decide).toHaveBeenCalledTimes(1);
});
