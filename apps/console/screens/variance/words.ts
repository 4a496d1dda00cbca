/** Words of the report: percents, and the reasons by the period compared with. */

/** `−77,3 %` for −773. */
export function percentText(tenths: string): string {
  const value = BigInt(tenths);
  const size = value < 0n ? -value : value;
  return `${value < 0n ? '−' : '+'}${(size / 10n).toLocaleString('fr-FR')},${size % 10n} %`;
}

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
