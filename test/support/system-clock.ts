/** The clock of this machine, by which the programs record. */
import type { Clock } from '#libs/event-store/recording-time.ts';

export const systemClock: Clock = () => new Date().toISOString();
