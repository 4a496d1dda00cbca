// For a script that starts processes like the specs: the bundle that they run from.
import { bundled } from '../../scripts/bundle.mjs';

process.env.TEST_BUNDLE = await bundled();
