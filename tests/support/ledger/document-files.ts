import type { FakeLedger } from './fake-ledger.ts';
import type { LedgerDocument, LedgerFile, LedgerId } from './ledger-model.ts';
import type { Reply } from './web-server.ts';

const SIGN_IN_PAGE = '<!DOCTYPE html>\n<html><head><title>Sign in</title></head><body>Sign in</body></html>';

/** The PDF that a system makes of a document. */
export function printOf({ number }: LedgerDocument): Buffer {
  return Buffer.from(`%PDF-1.7\n${number}\n%%EOF\n`);
}

/** The content of a file, or, while the ledger says so, the sign-in page that something between puts in its place. */
export function fileReply(ledger: FakeLedger, bytes: Buffer, mime: string): Reply {
  if (ledger.wantsSignIn) {
    return { status: 200, body: SIGN_IN_PAGE, headers: { 'content-type': 'text/html; charset=utf-8' } };
  }
  return { status: 200, body: bytes, headers: { 'content-type': mime } };
}

/** The same for a system that gives bytes inside its JSON. */
export function givenBytes({ wantsSignIn }: FakeLedger, bytes: Buffer): Buffer {
  return wantsSignIn ? Buffer.from(SIGN_IN_PAGE) : bytes;
}

/** The document that a vendor's id names. */
export function documentBy(
  ledger: FakeLedger,
  idOf: (id: LedgerId) => string,
  id: string | undefined,
): LedgerDocument | undefined {
  return [...ledger.documents.values()].find((one) => idOf(one.id) === id);
}

/** A file that a vendor's id names. */
export function fileBy(
  ledger: FakeLedger,
  idOf: (id: LedgerId) => string,
  id: string | undefined,
): LedgerFile | undefined {
  return [...ledger.files.values()].flat().find((one) => idOf(one.id) === id);
}
