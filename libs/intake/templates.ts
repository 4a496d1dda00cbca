/** Templates of the files of facts: the header to fill in, an example, and the content of each column. */
import { type AnyFactKind, FACT_KINDS } from '#libs/intake/fact-kinds.ts';

interface TemplateColumn {
  readonly name: string;
  /** In French. */
  readonly holds: string;
  readonly mayBeEmpty: boolean;
  /** Part of the key of the fact: another row with the same key is a later version of it. */
  readonly isKey: boolean;
  readonly example: string;
}

export interface FactTemplate {
  /** `acts.csv` */
  readonly file: string;
  /** In French. */
  readonly about: string;
  readonly columns: readonly TemplateColumn[];
}

type ColumnWords = (column: AnyFactKind['columns'][number]) => string;

/** In the order in which files are imported. */
export function factTemplates(words: ColumnWords): readonly FactTemplate[] {
  return FACT_KINDS.map((kind) => ({
    file: `${kind.name}.csv`,
    about: kind.summary,
    columns: kind.columns.map((column) => ({
      name: column.name,
      holds: words(column),
      mayBeEmpty: column.optional,
      isKey: column.key,
      example: kind.example[column.name] ?? '',
    })),
  }));
}
