/** The clock of this machine, which the programs use for recording. */
import type { Clock } from '#libs/event-store/recording-time.ts';

export const systemClock: Clock = () => new Date().toISOString();
