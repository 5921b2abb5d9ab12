import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Instant } from '../../../../shared/domain/dates.ts';
import type { HandoffId } from '../../../../shared/domain/ids.ts';
import { writeFileDurably } from '../../db/durable-file.ts';
import { workspacePaths } from '../../db/workspace-paths.ts';
import { EngineError } from '../../platform/engine-error.ts';

const fileSchema = z.object({
  accepted: z.array(z.object({ id: z.string(), folder: z.string(), at: z.string() })).max(10_000),
});

/** Which handoffs this profile accepted, so that the same pack does not become two workspaces that both write to customers. */
export interface AcceptedPacks {
  /** Throws `conflict` when the pack was accepted and its workspace is still there. */
  requireNew(id: HandoffId): void;
  /** Where a pack was accepted, as long as that workspace is there; null otherwise. */
  find(id: HandoffId): { readonly folder: string; readonly at: Instant } | null;
  remember(accepted: { readonly id: HandoffId; readonly folder: string; readonly at: Instant }): void;
}

/** The list of a profile folder. */
export function acceptedPacks(home: string): AcceptedPacks {
  const file = join(home, 'accepted-handoffs.json');
  const read = () => {
    if (!existsSync(file)) return [];
    const parsed = fileSchema.safeParse(jsonOf(readFileSync(file, 'utf8')));
    if (parsed.success) return parsed.data.accepted;
    throw new EngineError(
      'damaged',
      `${file} cannot be read. Move it away, and make sure that no pack is accepted twice.`,
    );
  };
  const find = (id: HandoffId) => {
    const before = read().find((one) => one.id === id && existsSync(workspacePaths(one.folder).header));
    return before === undefined ? null : { folder: before.folder, at: before.at as Instant };
  };
  return {
    find,
    requireNew(id) {
      const before = find(id);
      if (before === null) return;
      throw new EngineError(
        'conflict',
        `This handoff was accepted already, into ${before.folder}. Work there.`,
        {
          folder: before.folder,
        },
      );
    },
    remember(accepted) {
      const others = read().filter(({ id }) => id !== accepted.id);
      mkdirSync(home, { recursive: true, mode: 0o700 });
      writeFileDurably(
        file,
        Buffer.from(`${JSON.stringify({ accepted: [...others, accepted] }, null, 2)}\n`),
      );
    },
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
