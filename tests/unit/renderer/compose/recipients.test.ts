import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addressProblem,
  parseRecipient,
  parseRecipients,
  recipientText,
  withRecipients,
} from '../../../../renderer/features/compose/recipients.ts';

describe('reading recipients', () => {
  it('reads an address alone', () => {
    expect(parseRecipient('  ap@northwind.example ')).toEqual({
      name: null,
      address: 'ap@northwind.example',
    });
  });

  it('reads a name with its address, with or without quotes', () => {
    const dana = { name: 'Whitfield, Dana', address: 'ap@northwind.example' };
    expect(parseRecipient('"Whitfield, Dana" <ap@northwind.example>')).toEqual(dana);
    expect(parseRecipient('Dana <ap@northwind.example>')).toEqual({ ...dana, name: 'Dana' });
    expect(parseRecipient('<ap@northwind.example>')).toEqual({ ...dana, name: null });
  });

  it('splits a pasted list at commas, semicolons and line breaks, but not inside quotes', () => {
    const text = '"Whitfield, Dana" <ap@northwind.example>; b@x.example,\nc@x.example';
    expect(parseRecipients(text).map(({ address }) => address)).toEqual([
      'ap@northwind.example',
      'b@x.example',
      'c@x.example',
    ]);
  });

  it('reads nothing out of nothing', () => {
    expect(parseRecipients(' , ;\n')).toEqual([]);
  });

  it('adds nobody twice, whatever the case of the letters', () => {
    const first = { name: null, address: 'AP@northwind.example' };
    const more = parseRecipients('ap@NORTHWIND.example, b@x.example');
    expect(withRecipients([first], more)).toEqual([first, { name: null, address: 'b@x.example' }]);
  });

  it('reads back what it writes', () => {
    const name = fc.stringMatching(/^[A-Za-z][A-Za-z ]{0,10}[A-Za-z]$/u);
    const address = fc.stringMatching(/^[a-z]{1,8}@[a-z]{1,8}\.example$/u);
    fc.assert(
      fc.property(fc.option(name, { nil: null }), address, (who, where) => {
        const recipient = { name: who, address: where };
        expect(parseRecipient(recipientText(recipient))).toEqual(recipient);
      }),
    );
  });
});

describe('checking an address', () => {
  it.each(['ap@northwind.example', 'a.b+c@x-y.example', 'rechnung@müller.example', "o'neil@x.example"])(
    'accepts %s',
    (address) => expect(addressProblem(address)).toBeNull(),
  );

  it.each([
    ['', 'The address is missing.'],
    ['northwind.example', 'The @ is missing.'],
    ['a@b@x.example', 'There is more than one @.'],
    ['@x.example', 'Nothing stands before the @.'],
    ['a b@x.example', 'An address has no spaces.'],
    ['a..b@x.example', 'The part before the @ is not valid.'],
    ['a@localhost', 'The part after the @ is no complete domain.'],
    ['a@x.example.', 'The part after the @ is no complete domain.'],
    ['a@-x.example', 'The part after the @ is no complete domain.'],
  ])('says what is wrong with "%s"', (address, problem) => {
    expect(addressProblem(address)).toBe(problem);
  });

  it('never lets a line break through', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (left, right) => {
        expect(addressProblem(`${left}\n${right}@x.example`)).not.toBeNull();
      }),
    );
  });
});
