/** A name that people choose for an envelope, an exception, a replay or a simulation. Addresses over HTTP contain it. */
import { holdsKeyedNumber } from '#libs/kernel/social-security-number.ts';

/** Dots alone would be a path segment. */
const NAME = /^(?!\.+$)[\w.-]{1,64}$/;

/** Names that an earlier program took may have another form. */
export function isChosenName(text: string): boolean {
  return isFormerName(text) && !holdsKeyedNumber(text);
}

/** An earlier program took a name with a social security number too: what has it is still found by it. */
export function isFormerName(text: string): boolean {
  return NAME.test(text);
}
