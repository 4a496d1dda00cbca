# Installs the dependencies if they are missing, or waits for an install under way (setup.mjs). Every command runs this first: in sh,
# because starting Node for it would take a tenth of the time of a short command.
{ [ -e node_modules/.package-lock.json ] && [ -e node_modules/.bin/node ] && [ ! -e .setup.lock ]; } ||
  exec node scripts/setup.mjs --if-missing
[ ! package-lock.json -nt node_modules/.package-lock.json ] ||
  echo 'Les dépendances installées sont plus anciennes que package-lock.json : lancez « npm run setup » une fois les services arrêtés.' >&2
