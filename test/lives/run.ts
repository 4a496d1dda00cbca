import { Life } from '#test/lives/life.ts';
import { begins, goesOn } from '#test/lives/lived.ts';
import * as money from '#test/lives/laws-of-money.ts';
import * as readings from '#test/lives/laws-of-readings.ts';
const [from = 1, to = 1, steps = 40] = process.argv.slice(2).map(Number);
for (let seed = from; seed <= to; seed++) {
  const life = new Life(seed);
  let step = -1;
  try {
    await begins(life);
    for (step = 0; step < steps; step++) {
      await goesOn(life);
      await money.teamsHaveWhatIsDecided(life);
      await readings.listIsTrue(life);
    }
    for (const [name, law] of Object.entries({ ...money, ...readings })) {
      if (name === 'bundlesAreProved' || name === 'decidedIsWhatIsKnown') continue;
      try {
        await law(life);
      } catch (error) {
        console.log(seed, name, error);
      }
    }
  } catch (error) {
    console.log('SEED', seed, 'step', step, error, (error as { cause?: unknown }).cause);
  }
  console.log(seed, 'done', life.gone.size);
  await life.close();
}
