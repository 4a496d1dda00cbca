/** An event is delivered when it is complete, in whatever pieces it arrives. */
import { expect, test } from '@jest/globals';
import { type ServerEvent, takeEvents } from '#apps/console/frame/event-stream.ts';

const SENT = 'retry: 1000\n\nid: 12\ndata: {"a":"b\\n"}\n\n: en attente\nid: 13\n\n';
const TAKEN: readonly ServerEvent[] = [
  { id: undefined, data: undefined },
  { id: '12', data: '{"a":"b\\n"}' },
  { id: '13', data: undefined },
];

test('gives the same events for pieces of any length', () => {
  for (let length = 1; length <= SENT.length; length++) {
    const events: ServerEvent[] = [];
    let text = '';
    for (let at = 0; at < SENT.length; at += length) {
      const taken = takeEvents(text + SENT.slice(at, at + length));
      events.push(...taken.events);
      text = taken.rest;
    }
    expect([events, text]).toStrictEqual([TAKEN, '']);
  }
});
