/** Draws the act of a contact: its code and its quantity, by profession, age and day. */
import type { Day } from '#libs/kernel/day.ts';
import type { Profession } from './team.ts';
import type { Random } from './prng.ts';
import { CHANGES, feeOn } from './tariffs.ts';

export interface ActKind {
  readonly code: string;
  readonly quantity: number;
  readonly base: number;
}

export function drawAct(random: Random, profession: Profession, age: number, on: Day, outside: boolean): ActKind {
  if (profession === 'NURSE') return nursing(random, age, on);
  const code = profession === 'OTHER' ? '1112' : generalist(random, age, on, outside);
  return { code, quantity: 1, base: feeOn(code, on) };
}

function generalist(random: Random, age: number, on: Day, outside: boolean): string {
  const convention = on >= CHANGES.CONVENTION;
  const draw = random.next();
  if (draw < 0.06) return outOfScope(random, age, on);
  if (draw < 0.11) return on < CHANGES.MMG ? '1192' : '1191';
  if (draw < 0.13) return '1103';
  if (outside && draw < 0.2) return '1125';
  if (random.chance(age >= 80 ? 0.35 : age >= 70 ? 0.12 : 0.02)) {
    return random.weighted([
      [70, '1210'],
      [convention ? 0 : 20, '1209'],
      [8, '1211'],
      [2, '1212'],
    ]);
  }
  return random.weighted([
    [68, '1110'],
    [convention ? 0 : 24, '1109'],
    [6, '1111'],
    [2, '1112'],
  ]);
}

function outOfScope(random: Random, age: number, on: Day): string {
  if (age < 6) return random.pick(['1104', '1903']);
  const codes = ['1105'];
  if (on >= CHANGES.IMT) codes.push('1048');
  if (on >= CHANGES.PREVENTION && age >= 18) codes.push('1203');
  return random.pick(codes);
}

/** AMI 33 % of the fees, AIS 31 %; AMI 1 63 % of the AMI, AMI 2 13 %, AMI 4 9 %; AIS 3 98 % of the AIS (2016, CNAM). */
function nursing(random: Random, age: number, on: Day): ActKind {
  const code = random.weighted([
    [50, '3111'],
    [age >= 70 ? 20 : 4, '3112'],
    [14, '3120'],
    [3, '3115'],
    [6, '3116'],
    [age >= 75 ? 5 : 0, random.pick(['3106', '3108'])],
  ]);
  const coefficient =
    code === '3112'
      ? 3
      : code === '3111' || code === '3120'
        ? random.weighted([
            [63, 1],
            [13, 2],
            [9, 4],
            [15, 1.5],
          ])
        : 1;
  const quantity =
    code === '3115' || code === '3116'
      ? 1
      : random.weighted([
          [60, 1],
          [25, random.whole(2, 6)],
          [15, random.whole(7, 30)],
        ]);
  return { code, quantity, base: Math.round(feeOn(code, on) * coefficient) * quantity };
}
