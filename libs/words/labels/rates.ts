/** The value of a rate of a statement with its unit, as people read it. */
import { agreedWith } from '#libs/kernel/counted.ts';
import { decimal, eurosOfFraction } from '#libs/kernel/euros.ts';
import { fractionFromText } from '#libs/kernel/fraction.ts';
import type { Rate } from '#libs/statements/rules/statement.ts';

/** `28 %`, `≈ 52,6405 points`, `1,06`, `23,91 €` */
export function rateValue({ name, value }: Rate): string {
  if (name.endsWith('_CENTS')) return eurosOfFraction(value);
  const exact = fractionFromText(value);
  const unit = name === 'POVERTY_RATE' ? ' %' : name === 'QUALITY_SCORE' ? ` ${agreedWith(exact, 'point')}` : '';
  return `${decimal(exact)}${unit}`;
}
