// Health check of a container: exit status 0 if the address answers with 2xx.
const address = process.argv[2];
if (address === undefined) throw new Error('which address? for instance http://127.0.0.1:3000/health/ready');
const answer = await fetch(address, { signal: AbortSignal.timeout(4_000) }).catch((error) => ({
  ok: false,
  status: String(error),
}));
if (!answer.ok) process.stderr.write(`${address}: ${answer.status}\n`);
process.exit(answer.ok ? 0 : 1);
