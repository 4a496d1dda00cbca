/** Identifiers with a valid key that no real person or place has. */

/** The digit that makes the Luhn sum of the digits and itself a multiple of ten. */
function luhnKey(digits: string): number {
  let sum = 0;
  for (let index = digits.length - 1, double = true; index >= 0; index -= 1, double = !double) {
    const digit = digits.charCodeAt(index) - 48;
    sum += !double ? digit : digit > 4 ? 2 * digit - 9 : 2 * digit;
  }
  return (10 - (sum % 10)) % 10;
}

export function luhnHolds(number: string): boolean {
  return luhnKey(number.slice(0, -1)) === Number(number.slice(-1));
}

/** The n-th professional; no real RPPS number begins with 189. */
export function rpps(n: number): string {
  const body = `189${String(n).padStart(7, '0')}`;
  return `${body}${luhnKey(body)}`;
}

/**
 * A FINESS number of the department with five free digits; the digit 9 after the department keeps it off real ones. In
 * the key 2A counts as 21 and 2B as 22 (checked against the 64 Corsican numbers of SAE 2022, DREES).
 */
export function finess(department: string, n: number): string {
  const rest = `9${String(n).padStart(5, '0')}`;
  return `${department}${rest}${luhnKey(finessDigits(department) + rest)}`;
}

export function finessDigits(text: string): string {
  return text.replace(/^2A/, '21').replace(/^2B/, '22');
}

export function patientId(n: number): string {
  return `P${String(n).padStart(7, '0')}`;
}
