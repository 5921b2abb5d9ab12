import { serveDatabaseThread } from '../../../electron/engine/db/worker-host.ts';
import { testRegistries } from './registries.ts';

serveDatabaseThread(testRegistries);
