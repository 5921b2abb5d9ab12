import type { CSSProperties } from 'react';

/** Custom properties that a component hands to its style sheet, as a `style`. */
export function cssVariables(values: Readonly<Record<`--${string}`, string | number>>): CSSProperties {
  return values as CSSProperties;
}
