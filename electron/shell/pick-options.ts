import { z } from 'zod';

export const dialogTitle = z.string().max(200);

/** What the window may ask of a dialog that picks a file: a title, and endings with their dot such as `.duebook-handoff`. */
export const pickOptions = z.object({
  title: dialogTitle,
  endings: z.array(z.string().regex(/^\.[a-z0-9-]{1,20}$/)).max(20),
});
