/** Writes the generated pages, and the generated parts of other pages. */
import { readFileSync, writeFileSync } from 'node:fs';
import { loadRegulation } from '#libs/regulation/load.ts';
import { regulationPage } from '#test/docs/regulation-page.ts';
import { shippedRegulation } from '#libs/regulation/shipped.ts';
import { withVariables } from '#test/docs/environment-page.ts';
import { cataloguePage } from '#test/docs/event-catalogue.ts';
import { readModelsPage } from '#test/docs/read-models-page.ts';
import { contractFiles } from '#test/support/contract.ts';

const operations = new URL('../docs/operations.md', import.meta.url);

writeFileSync(new URL('../docs/events.md', import.meta.url), cataloguePage());
writeFileSync(new URL('../docs/read-models.md', import.meta.url), readModelsPage());
writeFileSync(new URL('../docs/regulation.md', import.meta.url), regulationPage(loadRegulation(shippedRegulation())));
writeFileSync(operations, withVariables(readFileSync(operations, 'utf8')));

const { document, types } = await contractFiles();
writeFileSync(new URL('../docs/openapi.json', import.meta.url), document);
writeFileSync(new URL('../libs/client/contract.d.ts', import.meta.url), types);
