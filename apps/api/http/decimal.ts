/** Numbers of a query string: digits only, without forms of programming languages. */
import { Transform } from 'class-transformer';

/** Converts digits to a number; leaves other text for the validation to reject. */
export function FromDigits(): PropertyDecorator {
  return Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' && /^(?!-0+$)-?\d{1,16}$/.test(value) ? Number(value) : value,
  );
}
