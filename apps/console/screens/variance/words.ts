/** Words of the report: the reasons by the period compared with. */

interface Reasons {
  /** A period in French; empty if the sentence names none. */
  readonly against: string;
  readonly reasons: readonly string[];
}

/** The sentences of the service begin with the period they compare with. */
export function reasonsOf(sentences: readonly string[]): readonly Reasons[] {
  const said = sentences.map((sentence) => {
    const [, against = '', reason = sentence] = /^par rapport à (\d{4}(?:-T[1-4])?), (.*)$/.exec(sentence) ?? [];
    return { against, reason };
  });
  return [...Map.groupBy(said, ({ against }) => against)].map(([against, own]) => ({
    against,
    reasons: own.map(({ reason }) => reason),
  }));
}
