/** All files that may go out with one message, in bytes: encoded they are a third larger, and many servers refuse 25 MB. */
export const MESSAGE_FILES_LIMIT = 15_000_000;

/** All fetched files of a workspace, in bytes; above it those that were fetched longest ago are forgotten. */
export const KEPT_FILES_LIMIT = 500_000_000;

/** A file up to this size can be shown in the window; a larger one is saved. */
export const SHOWN_FILE_LIMIT = 15_000_000;
