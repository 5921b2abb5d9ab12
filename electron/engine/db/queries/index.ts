import { rawSettings, readWorkspace } from './workspace.ts';

export const queries = {
  workspace: readWorkspace,
  settings: rawSettings,
};

type Queries = typeof queries;
export type QueryName = keyof Queries;
export type QueryInput<Name extends QueryName> =
  Parameters<Queries[Name]> extends [unknown, infer Input] ? Input : null;
export type QueryOutput<Name extends QueryName> = ReturnType<Queries[Name]>;
