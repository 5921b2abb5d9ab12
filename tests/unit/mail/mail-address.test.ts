import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  displayAddress,
  domainOf,
  mailAddress,
  parseMailAddress,
} from '../../../electron/engine/mail/compose/mail-address.ts';
import { isEngineError } from '../../../electron/engine/platform/engine-error.ts';

const reasonOf = (text: string): unknown => {
  try {
    return parseMailAddress(text);
  } catch (error) {
    return isEngineError(error, 'validation') ? error.details.reason : error;
  }
};

describe('parseMailAddress', () => {
  it.each([
    ['ar@northwind.example', null, 'ar@northwind.example'],
    ['  ar@northwind.example ', null, 'ar@northwind.example'],
    ['Mara Lindqvist <ar@northwind.example>', 'Mara Lindqvist', 'ar@northwind.example'],
    ['"Lindqvist, Mara" <ar@northwind.example>', 'Lindqvist, Mara', 'ar@northwind.example'],
    ['"The \\"Big\\" One"<ar@northwind.example>', 'The "Big" One', 'ar@northwind.example'],
    ['Zoë Ångström <z.a+ar@NORTHWIND.Example>', 'Zoë Ångström', 'z.a+ar@northwind.example'],
    ['rechnung@bücher.example', null, 'rechnung@xn--bcher-kva.example'],
    ["o'neil_ap@northwind.co.uk", null, "o'neil_ap@northwind.co.uk"],
  ])('reads %s', (text, name, address) => {
    expect(parseMailAddress(text)).toEqual({ name, address });
  });

  it.each([
    ['a header after a line break', 'a@b.example\r\nBcc: all@evil.example', 'control_characters'],
    ['a lone line feed', 'a@b.example\nX: y', 'control_characters'],
    ['a lone carriage return', 'a@b.example\rX: y', 'control_characters'],
    ['a line break inside the name', '"A\r\nBcc: x@evil.example" <a@b.example>', 'control_characters'],
    ['NUL', 'a@b.example\u0000@evil.example', 'control_characters'],
    ['a Unicode line separator', 'a@b.example\u2028Bcc: x@evil.example', 'control_characters'],
    ['two addresses by comma', 'a@b.example, x@evil.example', 'several_addresses'],
    ['two addresses by semicolon', 'a@b.example;x@evil.example', 'several_addresses'],
    ['two addresses in brackets', '<a@b.example> <x@evil.example>', 'several_addresses'],
    ['a second address after the brackets', 'A <a@b.example> x@evil.example', 'several_addresses'],
    ['an address as the name', 'a@b.example <x@evil.example>', 'several_addresses'],
    ['a group', 'list: a@b.example;', 'several_addresses'],
    ['a comment', 'a@b.example (x@evil.example)', 'several_addresses'],
    ['two at signs', 'a@evil.example@b.example', 'local_part'],
    ['a quoted local part', '"a@evil.example"@b.example', 'local_part'],
    ['a percent route', 'a%evil.example@b.example', 'local_part'],
    ['an encoded word', '=?utf-8?q?x=40evil.example=3e?=@b.example', 'local_part'],
    ['the beginning of an encoded word', 'a=?utf-8@b.example', 'local_part'],
    ['a bang path', 'evil.example!a@b.example', 'local_part'],
    ['an address literal', 'a@[127.0.0.1]', 'domain'],
    ['a bare number as domain', 'a@127.0.0.1', 'domain'],
    ['full-width digits', 'a@１２７.０.０.１', 'domain'],
    ['a domain without a dot', 'a@localhost', 'domain'],
    ['an encoded word as domain', 'a@=?utf-8?q?evil?=', 'domain'],
    ['broken punycode', 'a@xn--.example', 'domain'],
    ['a percent-encoded domain', 'a@b%2eexample.example', 'domain'],
    ['a domain that begins with a hyphen', 'a@-b.example', 'domain'],
    ['two dots in a row', 'a..b@c.example', 'local_part'],
    ['a local part in other letters', 'zoë@b.example', 'local_part_not_ascii'],
    ['a look-alike at sign', 'a＠b.example', 'no_at_sign'],
    ['nothing before the at sign', '@b.example', 'no_at_sign'],
    ['nothing', '', 'no_at_sign'],
    ['an endless text', `${'a'.repeat(600)}@b.example`, 'too_long'],
  ])('refuses %s', (_what, text, reason) => {
    expect(reasonOf(text)).toBe(reason);
  });

  it('gives only addresses that are one token of plain ASCII, whatever comes in', () => {
    const unit = fc.constantFrom(...'ab.@<>",;: \r\n\u0000()[]\\%!é＠=?_-'.split(''));
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 40 }), (text) => {
        const result = reasonOf(text);
        if (typeof result !== 'object' || result === null || !('address' in result)) return;
        expect(result.address).toMatch(/^[!-?A-~]+@[a-z0-9.-]+$/u);
        expect(result.address).not.toMatch(/[<>,;:\s"()[\]\\%!]/u);
      }),
      { numRuns: 2_000 },
    );
  });

  it('does not repeat the address in its message', () => {
    expect(() => parseMailAddress('secret.person@@x')).toThrow(
      expect.not.objectContaining({ message: expect.stringContaining('secret') }),
    );
  });
});

describe('mailAddress', () => {
  it('makes a name from the books harmless and keeps the address strict', () => {
    expect(mailAddress('a@b.example', 'Evil\r\nBcc: x@y.example \u202Eltd')).toEqual({
      name: 'Evil Bcc: x@y.example ltd',
      address: 'a@b.example',
    });
    expect(() => mailAddress('a@b.example\r\nBcc: x@y.example', 'Good')).toThrow(/line break/u);
  });

  it('falls back to the name that came with the address', () => {
    expect(mailAddress('Mara <a@b.example>', ' ')).toEqual({ name: 'Mara', address: 'a@b.example' });
  });

  it('cuts an endless name, but never inside a character', () => {
    const { name } = mailAddress('a@b.example', `${'x'.repeat(499)}😀`);
    expect(name?.length).toBe(500);
    expect(name?.isWellFormed()).toBe(true);
  });

  it('shows an address to people and knows its domain', () => {
    const address = mailAddress('a@b.example', 'Mara');
    expect(displayAddress(address)).toBe('Mara <a@b.example>');
    expect(displayAddress({ name: null, address: 'a@b.example' })).toBe('a@b.example');
    expect(domainOf(address)).toBe('b.example');
  });
});
