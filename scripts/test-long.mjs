// The long runs: `npm run test:long`. Many kills, long fuzzing; the same closing line as `npm test`.
import { close, reportOn } from './lib/report.mjs';
import { runVitest } from './lib/suites.mjs';

const env = {
  DUEBOOK_LONG: '1',
  DUEBOOK_KILLS: process.env.DUEBOOK_KILLS ?? '200',
  DUEBOOK_FUZZ: process.env.DUEBOOK_FUZZ ?? '10000',
};
const counts = [];
for (const project of ['unit', 'contract', 'integration', 'security']) {
  counts.push(await reportOn(() => runVitest(project, { env })));
}
close(counts);
