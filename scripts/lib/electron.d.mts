/** The path of Electron's binary, when it is there. */
export function electronBinary(folder?: string): string | undefined;
