import { describe, expect, it } from 'vitest';
import { themeCss } from '../../../renderer/app/adopt-theme.ts';
import { DARK, LIGHT, type Tokens, tokenVariables } from '../../../renderer/app/tokens.ts';

/** Relative luminance and contrast as WCAG 2.2 defines them. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(left: string, right: string): number {
  const [dark = 0, light = 0] = [luminance(left), luminance(right)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** Distance of two colours in the cube of red, green and blue. */
function distance(left: string, right: string): number {
  const channels = [1, 3, 5].map((at) =>
    [left, right].map((hex) => Number.parseInt(hex.slice(at, at + 2), 16)),
  );
  return Math.hypot(...channels.map(([one = 0, other = 0]) => one - other));
}

const surfaces = (tokens: Tokens) => [
  tokens.page,
  tokens.pane,
  tokens.rail,
  tokens.raised,
  tokens.hover,
  tokens.selection,
];

describe.each([
  ['light', LIGHT],
  ['dark', DARK],
] as const)('the %s scheme', (_, tokens) => {
  it.each(['ink', 'second', 'third', 'accent', 'red'] as const)(
    'has readable %s text on every surface',
    (name) => {
      for (const surface of surfaces(tokens))
        expect(contrast(tokens[name], surface)).toBeGreaterThanOrEqual(4.5);
    },
  );

  it('has readable tags', () => {
    expect(contrast(tokens.red, tokens.redGround)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(tokens.amber, tokens.amberGround)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(tokens.green, tokens.greenGround)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(tokens.accent, tokens.accentGround)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(tokens.second, tokens.neutralGround)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(tokens.onAccent, tokens.accent)).toBeGreaterThanOrEqual(4.5);
  });

  it('has readable sentences on the coloured grounds', () => {
    for (const ground of [tokens.redGround, tokens.amberGround, tokens.accentGround]) {
      expect(contrast(tokens.ink, ground)).toBeGreaterThanOrEqual(4.5);
    }
  });

  it('shows where a field and the focus are', () => {
    expect(contrast(tokens.controlLine, tokens.pane)).toBeGreaterThanOrEqual(3);
    expect(contrast(tokens.accent, tokens.pane)).toBeGreaterThanOrEqual(3);
  });

  it('tells neighbouring aging tints apart by colour', () => {
    tokens.aging.slice(1).forEach((tint, index) => {
      expect(distance(tint, tokens.aging[index] ?? '')).toBeGreaterThan(25);
    });
  });
});

describe('the theme as style text', () => {
  it('carries every token of both schemes', () => {
    const css = themeCss();
    for (const [name, value] of [
      ...Object.entries(tokenVariables(LIGHT)),
      ...Object.entries(tokenVariables(DARK)),
    ]) {
      expect(css).toContain(`${name}: ${value};`);
    }
  });

  it('lets Mantine draw with the same colours', () => {
    expect(themeCss()).toContain(`--mantine-color-body: ${DARK.pane};`);
    expect(themeCss()).toContain(`--mantine-color-body: ${LIGHT.pane};`);
  });
});
