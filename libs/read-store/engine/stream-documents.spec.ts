/** Documents folded from their streams. */
import { expect, test } from '@jest/globals';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { StreamDocuments } from '#libs/read-store/engine/stream-documents.ts';
import { Talk, WORDS } from '#test/support/talk.ts';
import { withOwn } from '#test/support/with-own.ts';

test('under the id of an erased person there is no document, or the kept part of it, as asked', async () => {
  const talk = new Talk();
  await talk.say(['talk-1', 'a'], ['talk-2', 'b']);
  const erased = withOwn<EventStore>(talk.log, {
    readStream: async (stream: string) =>
      (await talk.log.readStream(stream)).map((event) => ({
        ...event,
        stream: stream === 'talk-1' ? 'talk-erased' : stream,
      })),
  });
  const projection = { ...WORDS, documentPerStream: true as const, streamOf: (key: string) => key };
  const end = await talk.log.end();
  const keysWith = async (renamed: 'folded' | 'absent') => [
    ...(await new StreamDocuments(projection, erased, end, { renamed }).get(['talk-1', 'talk-2'])).keys(),
  ];
  expect(await keysWith('absent')).toStrictEqual(['talk-2']);
  expect(await keysWith('folded')).toStrictEqual(['talk-1', 'talk-2']);
  await talk.close();
});
