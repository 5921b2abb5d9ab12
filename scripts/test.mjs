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
// The browser waits for windows about as long as it works, so that the rest of the machine goes to the other tests.
const checksAndBrowser = lane([...CHECKS.map((check) => () => runCheck(check)), runPlaywright]);
const tests = lane(
  ['unit', 'contract', 'integration', 'security'].map((project) => () => runVitest(project)),
);

close([...builds, ...(await Promise.all([checksAndBrowser, tests])).flat()]);
