/** Shifts the clock of a process by CLOCK_SHIFT_MS, like a host whose clock differs from the others. */
const SHIFT_MS = Number(process.env.CLOCK_SHIFT_MS ?? 0);
const RealDate = Date;

globalThis.Date = class extends RealDate {
  constructor(...given) {
    if (given.length === 0) super(RealDate.now() + SHIFT_MS);
    else super(...given);
  }

  static now() {
    return RealDate.now() + SHIFT_MS;
  }
};
