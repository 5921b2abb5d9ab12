// Loaded before a process of a test (`--import`): the hosts that DUEBOOK_TEST_ROUTES names are servers of the test.
import { routed } from './routed-fetch.ts';

const routes = JSON.parse(process.env.DUEBOOK_TEST_ROUTES ?? '{}') as Record<string, string>;
globalThis.fetch = routed(globalThis.fetch, routes);
