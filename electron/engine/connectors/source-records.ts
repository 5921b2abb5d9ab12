export type * from '../../../shared/domain/connections/source-records.ts';
