/** Sizes as people read them: thousands of bytes, not 1,024. */
import { counted } from '#libs/kernel/counted.ts';
import { memoisedOnce } from '#libs/kernel/memo.ts';

const KILO = 1_000;
const MEGA = 1_000_000;

const whole = memoisedOnce(() => new Intl.NumberFormat('fr-FR', { maximumFractionDigits: 0 }));
const tenths = memoisedOnce(() => new Intl.NumberFormat('fr-FR', { maximumFractionDigits: 1 }));

/** `812 octets`, `64 ko`, `4,2 Mo`. */
export function sizeText(bytes: number): string {
  if (bytes < KILO) return counted(bytes, 'octet');
  return bytes < MEGA ? `${whole().format(bytes / KILO)} ko` : `${tenths().format(bytes / MEGA)} Mo`;
}
