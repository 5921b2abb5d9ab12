import { runCommandLine } from './cli/main.ts';
import { tolerateClosedStreams } from './cli/output/streams.ts';

tolerateClosedStreams();
process.exit(await runCommandLine(process.argv.slice(2)));
