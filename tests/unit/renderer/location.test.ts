import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatLocation, HOME, parseLocation, SCREENS } from '../../../renderer/app/location/location.ts';

describe('the address', () => {
  it('names the screen, the selected row and the details', () => {
    expect(parseLocation('#/worklist/acc-1?currency=EUR&full=1')).toEqual({
      screen: 'worklist',
      id: 'acc-1',
      params: { currency: 'EUR', full: '1' },
    });
  });

  it.each(['', '#', '#/', '#/nowhere', '#token=abc'])('leads to the worklist for %j', (hash) => {
    expect(parseLocation(hash)).toEqual(HOME);
  });

  it('survives an id that is no valid escape', () => {
    expect(parseLocation('#/drafts/%E0%A4%A').id).toBeNull();
  });

  it('gives back every location that it writes', () => {
    const location = fc.record({
      screen: fc.constantFrom(...SCREENS),
      id: fc.option(fc.string({ minLength: 1, unit: 'grapheme' })),
      params: fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), fc.string({ unit: 'grapheme' }), {
        noNullPrototype: true,
      }),
    });
    fc.assert(
      fc.property(location, (one) => {
        expect(parseLocation(formatLocation(one))).toEqual(one);
      }),
    );
  });
});
