export * from './ledger.ts';
export * from './workspace.ts';
export * from './worklist.ts';
