export * from './cash-application.ts';
export * from './folder.ts';
export * from './ledger.ts';
export * from './outbox.ts';
export * from './sync.ts';
export * from './webhook.ts';
export * from './worklist.ts';
export * from './workspace.ts';
