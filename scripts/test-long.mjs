// The long runs: `npm run test:long`. Many kills, long fuzzing; the same closing line as `npm test`. Sized so that all of
// it ends within the limit of `.ci/run`; more kills or cases are asked for by the environment.
import { close, reportOn } from './lib/report.mjs';
import { runVitest } from './lib/suites.mjs';

const env = {
  DUEBOOK_LONG: '1',
  DUEBOOK_KILLS: process.env.DUEBOOK_KILLS ?? '60',
  DUEBOOK_FUZZ: process.env.DUEBOOK_FUZZ ?? '10000',
};
const counts = [];
for (const project of ['unit', 'contract', 'integration', 'security']) {
  counts.push(await reportOn(() => runVitest(project, { env })));
}
close(counts);
