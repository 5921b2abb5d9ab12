import {
  type CSSVariablesResolver,
  createTheme,
  type MantineColorsTuple,
  type MantineTheme,
} from '@mantine/core';
import { DARK, LIGHT, type Tokens, tokenVariables } from './tokens.ts';

const ACCENT: MantineColorsTuple = [
  '#eef3fe',
  '#eaf0fd',
  '#cddbfa',
  '#8fb0ff',
  '#6f93ea',
  '#4a73d6',
  '#2b59c3',
  '#244ca8',
  '#1e3f8c',
  '#17326f',
];

const DARK_GRAYS: MantineColorsTuple = [
  '#eceef1',
  '#a7acb5',
  '#9299a3',
  '#737984',
  '#2b2e34',
  '#24272c',
  '#23262b',
  '#1b1d21',
  '#16181b',
  '#131518',
];

const control = { '--input-height': '28px', '--input-fz': '13px', '--input-padding-x': '8px' };
const textInput = { defaultProps: { size: 'sm' }, vars: () => ({ wrapper: control }) };
const layer = {
  lockScroll: false,
  closeButtonProps: { 'aria-label': 'Close' },
  // Gone at once: a key that is pressed right after Escape belongs to the screen below.
  transitionProps: { duration: 120, exitDuration: 0, transition: 'fade' as const },
};

/** Mantine's theme: sizes, type and defaults. Colours come from the tokens through `cssVariablesResolver`. */
export const theme = createTheme({
  fontFamily: "'Inter Variable', system-ui, -apple-system, 'Segoe UI', sans-serif",
  fontFamilyMonospace: "ui-monospace, 'SF Mono', 'Cascadia Mono', Menlo, Consolas, monospace",
  colors: { accent: ACCENT, dark: DARK_GRAYS },
  primaryColor: 'accent',
  primaryShade: { light: 6, dark: 3 },
  white: '#ffffff',
  black: '#1c1d1f',
  autoContrast: true,
  respectReducedMotion: true,
  cursorType: 'default',
  defaultRadius: 'sm',
  radius: { xs: '4px', sm: '4px', md: '6px', lg: '6px', xl: '6px' },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  fontSizes: { xs: '11.5px', sm: '13px', md: '13px', lg: '15px', xl: '17px' },
  lineHeights: { xs: '1.4', sm: '1.45', md: '1.45', lg: '1.4', xl: '1.35' },
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '17px', lineHeight: '1.35' },
      h2: { fontSize: '15px', lineHeight: '1.4' },
      h3: { fontSize: '13px', lineHeight: '1.45' },
    },
  },
  components: {
    Button: {
      defaultProps: { variant: 'default' },
      vars: (_theme: MantineTheme, props: { readonly size?: unknown }) => ({
        root:
          props.size === undefined
            ? { '--button-height': '28px', '--button-padding-x': '10px', '--button-fz': '13px' }
            : {},
      }),
    },
    ActionIcon: {
      defaultProps: { variant: 'subtle', color: 'gray' },
      vars: (_theme: MantineTheme, props: { readonly size?: unknown }) => ({
        root: props.size === undefined ? { '--ai-size': '28px' } : {},
      }),
    },
    TextInput: textInput,
    PasswordInput: textInput,
    NumberInput: textInput,
    Select: { defaultProps: { size: 'sm', allowDeselect: false }, vars: textInput.vars },
    MultiSelect: textInput,
    Autocomplete: textInput,
    NativeSelect: textInput,
    Textarea: { defaultProps: { size: 'sm' }, vars: () => ({ wrapper: { '--input-padding-x': '8px' } }) },
    Checkbox: { defaultProps: { size: 'xs' } },
    Tooltip: {
      defaultProps: {
        openDelay: 400,
        withArrow: false,
        position: 'bottom',
        events: { hover: true, focus: true, touch: false },
      },
    },
    Popover: { defaultProps: { shadow: 'md', radius: 'md' } },
    Menu: {
      defaultProps: {
        shadow: 'md',
        radius: 'md',
        position: 'bottom-start',
        withInitialFocusPlaceholder: false,
      },
    },
    Notification: { defaultProps: { closeButtonProps: { 'aria-label': 'Close' } } },
    Modal: {
      defaultProps: { ...layer, radius: 'md', centered: true, overlayProps: { backgroundOpacity: 0.28 } },
    },
    Drawer: { defaultProps: layer },
    Skeleton: { defaultProps: { radius: 'sm' } },
  },
});

/** Puts the tokens of both schemes, and Mantine's own colour names on top of them, into CSS variables. */
export const cssVariablesResolver: CSSVariablesResolver = () => ({
  variables: { '--mantine-font-size-letter': '14px' },
  light: { ...tokenVariables(LIGHT), ...mantineColors(LIGHT), '--float': '0 6px 24px rgb(28 29 31 / 12%)' },
  dark: { ...tokenVariables(DARK), ...mantineColors(DARK), '--float': '0 8px 28px rgb(0 0 0 / 45%)' },
});

function mantineColors(tokens: Tokens): Record<`--${string}`, string> {
  return {
    '--mantine-color-body': tokens.pane,
    '--mantine-color-text': tokens.ink,
    '--mantine-color-bright': tokens.ink,
    '--mantine-color-dimmed': tokens.second,
    '--mantine-color-placeholder': tokens.third,
    '--mantine-color-anchor': tokens.accent,
    '--mantine-color-error': tokens.red,
    '--mantine-color-default': tokens.raised,
    '--mantine-color-default-hover': tokens.hover,
    '--mantine-color-default-color': tokens.ink,
    '--mantine-color-default-border': tokens.line,
    '--mantine-color-disabled': tokens.neutralGround,
    '--mantine-color-disabled-color': tokens.third,
    '--mantine-color-disabled-border': tokens.line,
    '--mantine-primary-color-filled': tokens.accent,
    '--mantine-primary-color-contrast': tokens.onAccent,
    '--mantine-color-accent-filled': tokens.accent,
    '--mantine-color-accent-light': tokens.accentGround,
    '--mantine-color-accent-light-color': tokens.accent,
    '--mantine-color-accent-outline': tokens.accent,
    '--mantine-color-gray-text': tokens.second,
    '--mantine-color-gray-light-color': tokens.second,
    '--mantine-color-gray-light-hover': tokens.hover,
    '--mantine-color-red-filled': tokens.red,
    '--mantine-color-red-text': tokens.red,
    '--mantine-shadow-md': 'var(--float)',
  };
}
