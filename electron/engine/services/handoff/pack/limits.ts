const KIB = 1024;
const MIB = 1024 * KIB;

/** What a pack may ask of the computer that opens it. A pack beyond one of these is refused before it is unpacked. */
export const PACK_LIMITS = {
  /** The pack file. */
  fileBytes: 512 * MIB,
  /** The part of the file that says for whom it is encrypted; ours has some 200 bytes. */
  headerBytes: 16 * KIB,
  /** Files inside, with the manifest and its signature. */
  files: 4_000,
  /** All files together, unpacked. */
  unpackedBytes: 2 * KIB * MIB,
  /** A file up to this size may be packed as densely as it likes … */
  denseBytes: 32 * MIB,
  /** … a larger one by this factor. Lines of real ledgers stay under 30. */
  ratio: 250,
  manifestBytes: 8 * MIB,
  /** One line of text, in UTF-16 units. */
  lineLength: 16 * MIB,
  /** The work of scrypt as a power of two: 2^18 takes 256 MiB of memory and about a second. */
  scryptLogN: 18,
} as const;

/** Bytes are worked on in pieces of this size, so that the engine answers in between. */
export const PIECE_BYTES = 64 * KIB;
