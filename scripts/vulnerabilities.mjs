// Asks the registry for known vulnerabilities of delivered packages. Fails for a high or critical one; if the registry does not support the
// question, prints a line and passes.
import { spawnSync } from 'node:child_process';

const asked = spawnSync('npm', ['audit', '--json', '--omit=dev', '--audit-level=high'], {
  encoding: 'utf8',
  timeout: 60_000,
});
const answer = parsed(asked.stdout);
if (answer?.metadata?.vulnerabilities === undefined) {
  console.error('vulnerabilities are not checked here: the registry gives no advisories');
} else {
  const { high, critical } = answer.metadata.vulnerabilities;
  for (const [name, { severity, range }] of Object.entries(answer.vulnerabilities))
    console.error(`${severity}: ${name} ${range}`);
  process.exitCode = high + critical === 0 ? 0 : 1;
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
