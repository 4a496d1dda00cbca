// For a script that starts processes as the specs do: the bundle that they run from.
import makeBundle from './bundle.mjs';

await makeBundle();
