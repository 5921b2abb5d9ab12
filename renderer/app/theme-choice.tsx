import { useMantineColorScheme } from '@mantine/core';
import { useEffect } from 'react';
import { usePreferences } from './preferences/preferences.tsx';

/** Applies the person's choice of theme; "system" follows the computer. */
export function ThemeChoice() {
  const { theme } = usePreferences().value;
  const { setColorScheme } = useMantineColorScheme();
  useEffect(() => setColorScheme(theme === 'system' ? 'auto' : theme), [theme, setColorScheme]);
  return null;
}
