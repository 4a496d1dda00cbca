/** The heads of streams tell the last revision of each, however many streams a log has. */
import { expect, test } from '@jest/globals';
import { StreamHeadTree } from '#libs/audit/stream-heads.ts';

const STREAMS = 2_100;
/** 64 hex digits. */
const secretOf = (stream: number, revision: number): string => `${stream * 10 + revision}`.padStart(64, '0');
const nameOf = (stream: number): string => JSON.stringify(`team-${stream}`);

/** Each stream has as many events as its number says, up to three. */
function treeOf(streams: number): StreamHeadTree {
  const tree = new StreamHeadTree();
  for (const revision of [0, 1, 2])
    for (let stream = 0; stream < streams; stream++)
      if (revision <= stream % 3)
        tree.take({ text: `${nameOf(stream)}\n${revision}\n…` }, { nonce: secretOf(stream, revision), leaf: '' });
  return tree;
}

test('of each stream wanted, the last revision and its secret', () => {
  const tree = treeOf(STREAMS);
  const wanted = [0, 1, 1_022, 1_024, 1_025, 2_047, 2_048, 2_099];
  const { heads, root } = tree.headsOf(new Set(wanted.map(nameOf)));
  expect(heads.map(({ stream, revision, secret, ordinal }) => [stream, revision, secret, ordinal])).toStrictEqual(
    wanted.map((stream) => [`team-${stream}`, stream % 3, secretOf(stream, stream % 3), stream + 1]),
  );
  expect(tree.root()).toBe(root);
  expect(tree.count).toBe(STREAMS);
});

test('a later event changes the root, and the head', () => {
  const tree = treeOf(3);
  const before = tree.root();
  tree.take({ text: `${nameOf(1)}\n2\n…` }, { nonce: secretOf(1, 9), leaf: '' });
  expect(tree.root()).not.toBe(before);
  const { heads, root } = tree.headsOf(new Set([nameOf(1)]));
  expect(heads).toMatchObject([{ stream: 'team-1', revision: 2, secret: secretOf(1, 9), ordinal: 2 }]);
  expect(tree.root()).toBe(root);
});
