import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { failureReason } from '../../../../electron/engine/connectors/connector-failure.ts';
import {
  attachedFile,
  contentOf,
  fileName,
  LARGEST_FILE,
  pdfFile,
} from '../../../../electron/engine/connectors/http/file-content.ts';

const bytes = (text: string) => Buffer.from(text, 'latin1');

function thrown(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  throw new Error('It threw nothing.');
}

describe('what bytes are', () => {
  test.each([
    ['%PDF-1.7\n', 'application/pdf'],
    ['\n\n%PDF-1.4', 'application/pdf'],
    ['\x89PNG\r\n\x1a\n....', 'image/png'],
    ['\xff\xd8\xff\xe0', 'image/jpeg'],
    ['GIF89a', 'image/gif'],
    ['RIFF\x00\x00\x00\x00WEBPVP8 ', 'image/webp'],
    ['<!DOCTYPE html><html>', 'text/html'],
    ['\xef\xbb\xbf  <!-- login -->\n<HTML lang="en">', 'text/html'],
    ['RIFF\x00\x00\x00\x00WAVE', null],
    ['PK\x03\x04', null],
    ['Dear <html> reader', null],
    ['', null],
  ])('%j is %s', (head, mime) => {
    expect(contentOf(bytes(head))).toBe(mime);
  });
});

describe('the document itself', () => {
  test('is taken when it is a PDF', () => {
    expect(pdfFile('INV 7.pdf', bytes('%PDF-1.7'), 'Xero')).toMatchObject({
      name: 'INV 7.pdf',
      mime: 'application/pdf',
    });
  });

  test('a web page in its place is named as one', () => {
    const error = thrown(() => pdfFile('a.pdf', bytes('<html>Sign in</html>'), 'Xero'));
    expect(error).toMatchObject({ message: expect.stringContaining('Xero gave a web page') });
  });

  test.each([
    ['nothing', ''],
    ['a picture', '\x89PNG\r\n\x1a\n'],
  ])('%s is none', (_what, head) => {
    expect(failureReason(thrown(() => pdfFile('a.pdf', bytes(head), 'Xero')))).toBe('bad_answer');
  });

  test('is refused when it is larger than a file may be', () => {
    const large = Buffer.concat([bytes('%PDF-'), Buffer.alloc(LARGEST_FILE)]);
    expect(thrown(() => pdfFile('a.pdf', large, 'Xero'))).toMatchObject({
      message: expect.stringContaining('larger than 25 MB'),
    });
  });
});

describe('an attachment', () => {
  test.each([
    ['is what its bytes are, whatever was said', 'a.txt', 'text/plain', '%PDF-1.7', 'application/pdf'],
    [
      'is not taken for a PDF that it is not',
      'a.pdf',
      'application/pdf',
      'PK\x03\x04',
      'application/octet-stream',
    ],
    ['is what was said where bytes do not tell', 'a.csv', 'text/CSV; charset=utf-8', 'a;b', 'text/csv'],
    ['is bytes where nothing is known', 'a', null, 'a;b', 'application/octet-stream'],
    [
      'has no type that could break out of a header',
      'a',
      'text/plain\r\nX: y',
      'a',
      'application/octet-stream',
    ],
    ['may be a web page that somebody attached', 'page.html', null, '<html></html>', 'text/html'],
  ])('%s', (_what, name, mime, head, expected) => {
    expect(attachedFile({ name, mime, bytes: bytes(head) }, 'Odoo').mime).toBe(expected);
  });

  test('a web page where a file was promised is an error', () => {
    const given = { name: 'order.xlsx', mime: null, bytes: bytes('<!doctype html><title>Login</title>') };
    expect(thrown(() => attachedFile(given, 'Odoo'))).toMatchObject({ details: { got: 'page' } });
  });
});

describe('a name', () => {
  test.each([
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\a\\order.pdf', 'order.pdf'],
    ['.htaccess', 'htaccess'],
    ['a\u0000b\r\n.pdf', 'a b.pdf'],
    ['Zoë – №7.pdf', 'Zoë – №7.pdf'],
    ['invoice\u202Efdp.exe', 'invoice fdp.exe'],
    ['', 'file'],
    ['...', 'file'],
  ])('%j becomes %j', (name, clean) => {
    expect(fileName(name)).toBe(clean);
  });

  test('a long one keeps its ending', () => {
    const name = fileName(`${'x'.repeat(500)}.pdf`);
    expect(name).toHaveLength(124);
    expect(name.endsWith('.pdf')).toBe(true);
  });

  test('never leaves its folder, is never empty and stays as it is the second time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (name) => {
        const clean = fileName(name);
        expect(clean).not.toMatch(/[/\\:\p{Cc}]|^\./u);
        expect(clean).not.toBe('');
        expect(fileName(clean)).toBe(clean);
      }),
    );
  });
});
