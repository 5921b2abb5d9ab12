// Runs everything: `npm test`. Ends with "N passed, N failed, N skipped" over all suites.
import { close, reportOn } from './lib/report.mjs';
import { CHECKS, runBuild, runCheck, runPlaywright, runVitest } from './lib/suites.mjs';

/** One after the other. */
async function lane(suites) {
  const counts = [];
  for (const suite of suites) counts.push(await reportOn(suite));
  return counts;
}

const builds = await lane([() => runBuild('renderer'), () => runBuild('shell')]);
const checks = lane(CHECKS.map((check) => () => runCheck(check)));
const tests = lane(
  ['unit', 'contract', 'integration', 'security'].map((project) => () => runVitest(project)),
);
const beforeBrowser = (await Promise.all([checks, tests])).flat();
const endToEnd = await lane([runPlaywright]);

close([...builds, ...beforeBrowser, ...endToEnd]);
