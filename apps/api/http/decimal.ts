/** Numbers of a query string: digits, and nothing that only a programming language takes for a number. */
import { Transform } from 'class-transformer';

/** The text of whole numbers becomes one; any other text stays as it is, for the checks of the field to refuse. */
export function FromDigits(): PropertyDecorator {
  return Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' && /^(?!-0+$)-?\d{1,16}$/.test(value) ? Number(value) : value,
  );
}
