import { readFileSync, truncateSync, writeFileSync } from 'node:fs';

const PAGE = 4_096;

/** Flips every bit of one byte. Only for files that no connection of this process has open. */
export function flipByte(file: string, offset: number): void {
  const bytes = readFileSync(file);
  const at = offset < 0 ? bytes.length + offset : offset;
  bytes.writeUInt8(bytes.readUInt8(at) ^ 0xff, at);
  writeFileSync(file, bytes);
}

/** Damages a byte in the middle of a page; negative numbers count from the last page. */
export function damagePage(file: string, page: number): void {
  flipByte(file, page * PAGE + PAGE / 2);
}

/** Cuts bytes off the end of a file. */
export function cutOff(file: string, bytes: number): void {
  truncateSync(file, readFileSync(file).length - bytes);
}
