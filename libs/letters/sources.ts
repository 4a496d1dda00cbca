/** The legal sources of a statement, in the regulation of its calculation. */
import type { QueryStores } from '#libs/read-store/read-store.ts';
import { schemeOf } from '#libs/regulation/regulation.ts';
import type { CalculatedStatement } from '#libs/statements/calculated-statement.ts';
import { parameterReferences } from '#libs/statements/calculation/latest.ts';
import { pinnedRegulation } from '#libs/statements/calculation/pinned-regulation.ts';
import type { Statement } from '#libs/statements/rules/statement.ts';

export interface Sources {
  /** The references of each parameter. */
  readonly references: ReadonlyMap<string, string>;
  /** The text that governs the period. */
  readonly text: string;
}

/** Throws REGULATION_NOT_IN_LOG. */
export async function sourcesOf(
  stores: QueryStores,
  calculated: CalculatedStatement & { readonly statement: Statement },
): Promise<Sources> {
  const { statement, pin } = calculated;
  const regulation = await pinnedRegulation(stores, pin.regulationFingerprint);
  const text = schemeOf(regulation, statement.scheme).texts.find(({ id }) => id === statement.text);
  return { references: await parameterReferences(stores, calculated), text: text?.reference ?? statement.text };
}
