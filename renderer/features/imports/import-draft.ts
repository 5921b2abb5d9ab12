import type { PlainDate } from '../../../shared/domain/dates.ts';
import type { JobId } from '../../../shared/domain/ids.ts';
import type { ImportMapping } from '../../../shared/domain/imports/mapping.ts';
import type { PickedFile } from '../../api/host.ts';

/** How the file is going to be read, and the shape that it is kept for. */
export interface SettledReading {
  readonly mapping: ImportMapping;
  readonly shapeHash: string;
}

/** An import that a person is setting up. Lives in the window until it is done or the workspace is locked. */
export interface ImportDraft {
  readonly file: PickedFile;
  readonly step: 'columns' | 'check' | 'import';
  readonly sheet: string | null;
  /** Chosen by hand; null leaves it to the inspection. */
  readonly preset: string | null;
  /** Null until something was changed by hand: then the proposed one counts. */
  readonly mapping: ImportMapping | null;
  readonly complete: boolean;
  /** Null: what the file itself states, or else nothing. */
  readonly asOf: PlainDate | null;
  /** What was settled in the mapping step; null while it is still being worked on. */
  readonly settled: SettledReading | null;
  /** The dry run of these choices. */
  readonly tryOut: JobId | null;
  readonly run: JobId | null;
}

export function newDraft(file: PickedFile): ImportDraft {
  return {
    file,
    step: 'columns',
    sheet: null,
    preset: null,
    mapping: null,
    complete: false,
    asOf: null,
    settled: null,
    tryOut: null,
    run: null,
  };
}

/** Changes how the file is read. The dry run of the former choices no longer counts. */
export function changeReading(
  draft: ImportDraft,
  part: Partial<Pick<ImportDraft, 'sheet' | 'preset' | 'mapping' | 'complete' | 'asOf'>>,
): ImportDraft {
  return { ...draft, ...part, step: 'columns', settled: null, tryOut: null, run: null };
}

/** Goes on to the check with everything that the mapping step settled. */
export function settle(draft: ImportDraft, settled: SettledReading, asOf: PlainDate | null): ImportDraft {
  return { ...draft, settled, asOf, step: 'check', tryOut: null, run: null };
}

/** Back to the mapping step; what was chosen there stays. */
export function backToColumns(draft: ImportDraft): ImportDraft {
  return { ...draft, step: 'columns', tryOut: null, run: null };
}
