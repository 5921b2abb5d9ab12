/** One colour scheme: every colour that the window draws. Contrast is tested on each ground a colour is used on. */
export interface Tokens {
  readonly page: string;
  readonly pane: string;
  readonly rail: string;
  readonly raised: string;
  readonly line: string;
  readonly faintLine: string;
  readonly controlLine: string;
  readonly hover: string;
  readonly ink: string;
  readonly second: string;
  readonly third: string;
  readonly accent: string;
  readonly onAccent: string;
  readonly accentGround: string;
  readonly selection: string;
  readonly red: string;
  readonly redGround: string;
  readonly amber: string;
  readonly amberGround: string;
  readonly green: string;
  readonly greenGround: string;
  readonly neutralGround: string;
  /** The five aging tints, from not due to the oldest: the same in list, bar, chart and PDF. */
  readonly aging: readonly [string, string, string, string, string];
}

export const LIGHT: Tokens = {
  page: '#fbfbfa',
  pane: '#ffffff',
  rail: '#f4f4f2',
  raised: '#ffffff',
  line: '#e6e5e1',
  faintLine: '#efeeea',
  controlLine: '#868a91',
  hover: '#f7f7f5',
  ink: '#1c1d1f',
  second: '#5c5f66',
  third: '#696d74',
  accent: '#2b59c3',
  onAccent: '#ffffff',
  accentGround: '#eaf0fd',
  selection: '#eef3fe',
  red: '#b3261e',
  redGround: '#fcebe9',
  amber: '#8a5a00',
  amberGround: '#fdf3dc',
  green: '#1b6b3a',
  greenGround: '#e7f4ec',
  neutralGround: '#eeeeeb',
  aging: ['#cfd6de', '#f0d48f', '#ecb057', '#dc7a35', '#b43a28'],
};

export const DARK: Tokens = {
  page: '#16181b',
  pane: '#1b1d21',
  rail: '#131518',
  raised: '#23262b',
  line: '#2b2e34',
  faintLine: '#24272c',
  controlLine: '#737984',
  hover: '#202328',
  ink: '#eceef1',
  second: '#a7acb5',
  third: '#9299a3',
  accent: '#8fb0ff',
  onAccent: '#10141d',
  accentGround: '#22304f',
  selection: '#222b3f',
  red: '#ff9b8f',
  redGround: '#40211e',
  amber: '#f0c674',
  amberGround: '#3a2f17',
  green: '#85d6a4',
  greenGround: '#183325',
  neutralGround: '#2b2e34',
  aging: ['#4a525c', '#8f7434', '#b07a2c', '#c4652a', '#d9513b'],
};

/** The tokens as CSS custom properties: `--pane`, `--faint-line`, `--aging-0` … `--aging-4`. */
export function tokenVariables(tokens: Tokens): Record<`--${string}`, string> {
  const variables: Record<`--${string}`, string> = {};
  for (const [name, value] of Object.entries(tokens)) {
    if (typeof value === 'string') variables[`--${kebab(name)}`] = value;
  }
  tokens.aging.forEach((tint, index) => {
    variables[`--aging-${index}`] = tint;
  });
  return variables;
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
