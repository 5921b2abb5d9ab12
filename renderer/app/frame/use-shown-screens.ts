import { useCoverage } from '../../features/takeover/use-coverage.ts';
import { type Screen, SHOWN_SCREENS } from './screens.tsx';

/** The screens that the open workspace has, in the order of the rail. */
export function useShownScreens(): readonly Screen[] {
  const covering = useCoverage() !== null;
  return SHOWN_SCREENS.filter(({ onlyHanded }) => covering || onlyHanded !== true);
}
